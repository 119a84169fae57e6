package dev.costinsights.aggregation;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it is now: a row of {@code totals.subscriptions}.
 *
 * @param endAt when it ended or will
 * @param cancellationReason one of {@link #REASONS}
 */
record SubscriptionState(
        UUID id,
        SubscriptionPlan plan,
        String status,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant trialStart,
        @Nullable Instant trialEnd,
        @Nullable Instant canceledAt,
        @Nullable Instant endAt,
        boolean cancelAtPeriodEnd,
        @Nullable Instant currentPeriodStart,
        @Nullable Instant currentPeriodEnd,
        String cancellationReason) {
    static final Set<String> REASONS = Set.of(
            "customer_service",
            "low_quality",
            "missing_features",
            "switched_service",
            "too_complex",
            "too_expensive",
            "unused",
            "other");

    static SubscriptionState of(Fact last) {
        FactFields fields = FactFields.of(last);
        SubscriptionVersion version = SubscriptionVersion.of(last);
        return new SubscriptionState(
                last.objectId(),
                version.plan(),
                version.status(),
                fields.instant("created_at"),
                version.startedAt(),
                fields.instantOrNull("trial_start"),
                version.trialEnd(),
                fields.instantOrNull("canceled_at"),
                version.endAt(),
                fields.isTrue("cancel_at_period_end"),
                fields.instantOrNull("current_period_start"),
                fields.instantOrNull("current_period_end"),
                reason(fields.textOrNull("customer_cancellation_reason")));
    }

    private static String reason(@Nullable String sent) {
        String reason = sent == null ? "other" : sent.toLowerCase(Locale.ROOT);
        return REASONS.contains(reason) ? reason : "other";
    }
}
