package dev.costinsights.presentation;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** When a subscription renews: at its start's time of day, UTC; from the 31st at the end of shorter months. */
final class Renewals {
    private Renewals() {}

    /**
     * The first renewal after an instant.
     *
     * @param interval day, week, month or year
     * @param count how many of them are between renewals
     */
    static Instant next(Instant start, String interval, int count, Instant after) {
        ChronoUnit unit = switch (interval) {
            case "day" -> ChronoUnit.DAYS;
            case "week" -> ChronoUnit.WEEKS;
            case "month" -> ChronoUnit.MONTHS;
            case "year" -> ChronoUnit.YEARS;
            default -> throw new IllegalStateException("A subscription with the interval " + interval);
        };
        LocalDateTime first = start.atOffset(ZoneOffset.UTC).toLocalDateTime();
        LocalDateTime past = after.atOffset(ZoneOffset.UTC).toLocalDateTime();
        long renewals = Math.max(1, unit.between(first, past) / count);
        LocalDateTime next = first.plus(renewals * count, unit);
        while (!next.isAfter(past)) {
            renewals++;
            next = first.plus(renewals * count, unit);
        }
        return next.toInstant(ZoneOffset.UTC);
    }
}
