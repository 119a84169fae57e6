package dev.costinsights.contracts.customers;

import dev.costinsights.contracts.events.MetadataValue;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that has started and not ended.
 *
 * @param modifiedAt null when it isn't known
 * @param metadata of what its facts say, the values that metadata can hold
 * @param inTrial else it pays
 * @param amount of one interval, in the smallest unit of the currency
 * @param recurringInterval day, week, month or year
 * @param recurringIntervalCount how many of them are one interval
 * @param currentPeriodEnd the next renewal where facts don't say it
 * @param endsAt null: it isn't known to end
 */
public record ActiveSubscription(
        UUID id,
        Instant createdAt,
        @Nullable Instant modifiedAt,
        Map<String, MetadataValue> metadata,
        boolean inTrial,
        long amount,
        String currency,
        String recurringInterval,
        int recurringIntervalCount,
        Instant currentPeriodStart,
        Instant currentPeriodEnd,
        @Nullable Instant trialStart,
        @Nullable Instant trialEnd,
        boolean cancelAtPeriodEnd,
        @Nullable Instant canceledAt,
        @Nullable Instant startedAt,
        @Nullable Instant endsAt,
        UUID productId,
        @Nullable UUID discountId) {
    public ActiveSubscription {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}
