package dev.costinsights.presentation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where an order stands among those of its subscription, as the schema of the totals says. */
final class Stages {
    private static final List<Duration> LENGTHS = List.of(
            Duration.ofMinutes(60),
            Duration.ofHours(26),
            Duration.ofDays(7).plusHours(2),
            Duration.ofDays(31).plusHours(2),
            Duration.ofDays(366).plusHours(2));

    private Stages() {}

    static int of(boolean ofSubscription, Instant created, @Nullable Instant started, @Nullable Instant previous) {
        if (!ofSubscription) {
            return 1;
        }
        if (started == null) {
            return 2;
        }
        if (isSameQuarterHour(created, started)) {
            return 3;
        }
        boolean again = previous != null && isSameQuarterHour(created, previous);
        int level = level(created, started);
        return again ? 20 + level : 10 + Math.min(level, previous == null ? 6 : level(created, previous));
    }

    private static int level(Instant created, Instant other) {
        Duration distance = Duration.between(other, created).abs();
        for (int i = 0; i < LENGTHS.size(); i++) {
            if (distance.compareTo(LENGTHS.get(i)) < 0) {
                return i + 1;
            }
        }
        return 6;
    }

    private static boolean isSameQuarterHour(Instant a, Instant b) {
        return Math.floorDiv(a.getEpochSecond(), 900) == Math.floorDiv(b.getEpochSecond(), 900);
    }
}
