package dev.costinsights.aggregation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all facts of a subscription say.
 *
 * @param paid by time
 */
record SubscriptionHistory(SubscriptionState state, List<PaidSpan> paid) {

    /** Takes facts one by one, by version, and keeps no more of them than the history needs. */
    static final class Told {
        private final List<SubscriptionVersion> versions = new ArrayList<>();
        private @Nullable SubscriptionState state;

        void add(Fact fact) {
            versions.add(SubscriptionVersion.of(fact));
            state = SubscriptionState.of(fact);
        }

        /** After at least one fact. */
        SubscriptionHistory history() {
            return new SubscriptionHistory(Objects.requireNonNull(state), PaidSpans.of(versions));
        }
    }
}
