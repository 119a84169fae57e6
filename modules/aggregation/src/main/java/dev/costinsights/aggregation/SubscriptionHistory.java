package dev.costinsights.aggregation;

import java.util.List;

/**
 * What all facts of a subscription say.
 *
 * @param paid by time
 */
record SubscriptionHistory(SubscriptionState state, List<PaidSpan> paid) {

    /** @param facts by version, at least one */
    static SubscriptionHistory of(List<Fact> facts) {
        return new SubscriptionHistory(
                SubscriptionState.of(facts.get(facts.size() - 1)),
                PaidSpans.of(facts.stream().map(SubscriptionVersion::of).toList()));
    }
}
