package dev.costinsights.aggregation;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a fact says of a subscription, as far as it decides when the subscription pays.
 *
 * @param versionAt since when it holds
 * @param endAt when it ended or will
 */
record SubscriptionVersion(
        Instant versionAt,
        SubscriptionPlan plan,
        String status,
        @Nullable Instant startedAt,
        @Nullable Instant trialEnd,
        @Nullable Instant endAt) {
    private static final Set<String> NEVER_PAID = Set.of("incomplete", "incomplete_expired");

    static SubscriptionVersion of(Fact fact) {
        FactFields fields = FactFields.of(fact);
        return new SubscriptionVersion(
                fact.versionAt(),
                new SubscriptionPlan(
                        fields.id("customer_id"),
                        fields.id("product_id"),
                        fields.decimal("amount"),
                        fields.lowerCase("currency"),
                        fields.lowerCase("recurring_interval"),
                        fields.integerOr("recurring_interval_count", 1)),
                fields.lowerCase("status"),
                fields.instantOrNull("started_at"),
                fields.instantOrNull("trial_end"),
                endAt(fields));
    }

    /** When the subscription ended or will: ended_at, else ends_at. */
    static @Nullable Instant endAt(FactFields fields) {
        Instant endedAt = fields.instantOrNull("ended_at");
        return endedAt == null ? fields.instantOrNull("ends_at") : endedAt;
    }

    /** Until now nothing was paid, whatever the dates say. */
    boolean hasNeverPaid() {
        return NEVER_PAID.contains(status) || isInTrialWithoutEnd();
    }

    /** As far as the status tells. Where dates are known, they tell better when a trial or the subscription ends. */
    boolean pays() {
        return switch (status) {
            case "paused", "unpaid", "incomplete", "incomplete_expired" -> false;
            case "canceled" -> endAt != null;
            case "trialing" -> !isInTrialWithoutEnd();
            default -> true;
        };
    }

    private boolean isInTrialWithoutEnd() {
        return status.equals("trialing") && trialEnd == null;
    }
}
