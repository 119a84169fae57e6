package dev.costinsights.contracts.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Whole local days of a zone.
 *
 * @param start first day
 * @param end last day, included
 */
public record TimeRange(LocalDate start, LocalDate end, ZoneId zone) {

    /** @throws IllegalArgumentException when the end lies before the start */
    public TimeRange {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("A range ends on or after the day it starts.");
        }
    }

    /** Where the first day begins, inclusive. */
    public Instant startInstant() {
        return start.atStartOfDay(zone).toInstant();
    }

    /** Where the last day ends, exclusive. */
    public Instant endInstant() {
        return end.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** Days from start to end: 0 for a single day. */
    public long daysBetween() {
        return ChronoUnit.DAYS.between(start, end);
    }

    /** How many days the range covers: 1 for a single day. */
    public long days() {
        return daysBetween() + 1;
    }

    /** The range of the same number of days that ends the day before this one starts. */
    public TimeRange previous() {
        return new TimeRange(start.minusDays(days()), start.minusDays(1), zone);
    }

    /** The same days, earlier by this many. */
    public TimeRange earlierByDays(long days) {
        return new TimeRange(start.minusDays(days), end.minusDays(days), zone);
    }
}
