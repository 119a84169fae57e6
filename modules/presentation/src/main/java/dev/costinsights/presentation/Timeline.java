package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.metrics.TimeRange;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The periods of a question, cut to its range and whole. Periods are numbered from 1, as {@code width_bucket} numbers
 * them by either list of boundaries; at 0 lies what was before.
 *
 * @param boundaries where the cut periods meet, each on a quarter-hour
 * @param whole where the whole ones do: the first may begin before the range, the last may end after it
 */
record Timeline(Interval interval, ZoneId zone, List<Period> periods, List<Instant> boundaries, List<Instant> whole) {
    Timeline {
        periods = List.copyOf(periods);
        boundaries = List.copyOf(boundaries);
        whole = List.copyOf(whole);
    }

    static Timeline of(MetricsQuery query) {
        return of(query.range(), query.interval());
    }

    static Timeline of(TimeRange range, Interval interval) {
        List<Period> periods = interval.periodsOf(range);
        return new Timeline(
                interval,
                range.zone(),
                periods,
                Boundaries.of(periods).stream().map(Cover::aligned).toList(),
                interval.wholeBoundariesOf(range).stream().map(Cover::aligned).toList());
    }

    /** How many periods there are: the number of the last. */
    int size() {
        return periods.size();
    }

    /** Where the range begins, inclusive. */
    OffsetDateTime start() {
        return boundaries.get(0).atOffset(ZoneOffset.UTC);
    }

    /** Where the range ends, exclusive. */
    OffsetDateTime end() {
        return boundaries.get(size()).atOffset(ZoneOffset.UTC);
    }

    /** Where the first whole period ends. */
    OffsetDateTime endOfFirst() {
        return whole.get(1).atOffset(ZoneOffset.UTC);
    }

    OffsetDateTime[] wholeTimes() {
        return Segment.times(whole);
    }
}
