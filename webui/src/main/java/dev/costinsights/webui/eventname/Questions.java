package dev.costinsights.webui.eventname;

import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.contracts.statistics.TimeseriesQuery;
import dev.costinsights.contracts.statistics.TimeseriesQuery.Property;
import dev.costinsights.contracts.statistics.TimeseriesQuery.Sort;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the page asks presentation, each question for one organization. */
record Questions(UUID organizationId, EventNameView view) {
    static final List<String> COST = List.of(StatisticsScope.COST);

    /** The traces of the name over time. */
    TimeseriesQuery now() {
        return timeseries(view.days().range(), view.days().interval(), Set.of(view.name()));
    }

    /** The same as a whole, in as many days before. */
    TimeseriesQuery before() {
        TimeRange range = view.days().range().previous();
        return timeseries(range, longest(range), Set.of(view.name()));
    }

    /** The traces of the name as a whole. */
    TimeseriesQuery total() {
        TimeRange range = view.days().range();
        return timeseries(range, longest(range), Set.of(view.name()));
    }

    /** What the traces of every name cost as a whole. */
    TimeseriesQuery names() {
        TimeRange range = view.days().range();
        return timeseries(range, longest(range), Set.of());
    }

    private TimeseriesQuery timeseries(TimeRange range, Interval interval, Set<String> names) {
        var scope = new StatisticsScope(organizationId, range, filter(names, null, null), COST, Consistency.BOUNDED);
        return new TimeseriesQuery(scope, interval, List.of(new Sort(Property.TOTAL, true)));
    }

    /** The interval with the fewest periods. */
    private static Interval longest(TimeRange range) {
        Interval[] intervals = Interval.values();
        return Arrays.stream(intervals)
                .filter(interval -> interval.allows(range))
                .reduce((shorter, longer) -> longer)
                .orElse(intervals[intervals.length - 1]);
    }

    /** A part of the traces, the newest first. */
    ListEvents traces(long offset, int limit) {
        return list(inRange(), 0, offset, limit, false);
    }

    /** Events of the name in the range, whether traces start with them or not: one, and how many. */
    ListEvents anywhere() {
        return list(inRange(), null, 0, 1, true);
    }

    /** The last event of the name that there is. */
    ListEvents last() {
        return list(filter(Set.of(view.name()), null, null), null, 0, 1, false);
    }

    private EventFilter inRange() {
        TimeRange range = view.days().range();
        // Later than the last microsecond before the range, which is as fine as the log is.
        Instant after = range.startInstant().minus(1, ChronoUnit.MICROS);
        return filter(Set.of(view.name()), after, range.endInstant());
    }

    private EventFilter filter(Set<String> names, @Nullable Instant after, @Nullable Instant before) {
        String customer = view.customer();
        return new EventFilter(
                after,
                before,
                customerIds(customer),
                customer.isEmpty() ? Set.of() : Set.of(customer),
                names,
                Set.of(),
                Set.of(),
                null,
                Map.of(),
                null);
    }

    private static Set<UUID> customerIds(String text) {
        return text.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? Set.of(UUID.fromString(text)) : Set.of();
    }

    private ListEvents list(EventFilter filter, @Nullable Integer depth, long offset, int limit, boolean counted) {
        return new ListEvents(
                organizationId, filter, null, depth, true, COST, offset, limit, counted, Consistency.BOUNDED);
    }
}
