package dev.costinsights.aggregation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The buckets of totals: quarter-hours, hours, days and months of UTC. */
final class Buckets {
    private static final long SECONDS = 15 * 60;

    private Buckets() {}

    /** The quarter-hour that an instant is in. */
    static Instant quarterOf(Instant instant) {
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), SECONDS) * SECONDS);
    }

    static Instant hourOf(Instant instant) {
        return instant.truncatedTo(ChronoUnit.HOURS);
    }

    static Instant dayOf(Instant instant) {
        return instant.truncatedTo(ChronoUnit.DAYS);
    }

    static Instant monthOf(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .toInstant();
    }
}
