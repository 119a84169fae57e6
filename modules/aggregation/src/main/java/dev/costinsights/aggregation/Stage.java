package dev.costinsights.aggregation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where an order stands among those of its subscription, as {@code totals.orders.stage} says it. */
final class Stage {
    static final short NO_SUBSCRIPTION = 1;
    static final short START_UNKNOWN = 2;
    static final short STARTED = 3;

    private static final int RENEWAL = 10;
    private static final int SAME_RENEWAL = 20;
    private static final int NO_LEVEL = 6;

    /** The longest an hour, day, week, month and year can be in any zone; their levels are 1 to 5. */
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofHours(1),
            Duration.ofHours(26),
            Duration.ofDays(7).plusHours(2),
            Duration.ofDays(31).plusHours(2),
            Duration.ofDays(366).plusHours(2));

    private Stage() {}

    /**
     * @param startedAt of the subscription; null when it isn't known
     * @param previousAt of the order before; null when there is none
     */
    static short of(
            @Nullable UUID subscriptionId,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant previousAt) {
        if (subscriptionId == null) {
            return NO_SUBSCRIPTION;
        }
        if (startedAt == null) {
            return START_UNKNOWN;
        }
        Instant quarter = Buckets.quarterOf(createdAt);
        if (quarter.equals(Buckets.quarterOf(startedAt))) {
            return STARTED;
        }
        boolean isSameRenewal = previousAt != null && quarter.equals(Buckets.quarterOf(previousAt));
        int level = level(Duration.between(startedAt, createdAt).abs());
        if (previousAt != null && !isSameRenewal) {
            level = Math.min(level, level(Duration.between(previousAt, createdAt)));
        }
        return (short) ((isSameRenewal ? SAME_RENEWAL : RENEWAL) + level);
    }

    /** Of the shortest interval in whose periods two times that far apart may meet. */
    private static int level(Duration distance) {
        for (int i = 0; i < LENGTHS.size(); i++) {
            if (distance.compareTo(LENGTHS.get(i)) < 0) {
                return i + 1;
            }
        }
        return NO_LEVEL;
    }
}
