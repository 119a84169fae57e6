package dev.costinsights.webui.customer;

import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.GetCustomerState;
import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.profit.GetCustomerProfits;
import dev.costinsights.contracts.revenue.ListRevenueEntries;
import dev.costinsights.contracts.statistics.PropertyStatisticsQuery;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.contracts.statistics.TimeseriesQuery;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the page of a customer asks.
 *
 * @param id of the customer; null for one that nobody registered
 */
record CustomerQuestions(
        UUID organizationId, CustomerView view, @Nullable UUID id) {
    static final int LATEST = 5;
    static final int MONTHS = 12;

    private static final Instant BEGINNING = Instant.parse("0001-01-01T00:00:00Z");
    private static final int MODELS = 100;

    static CustomerQuestions of(UUID organizationId, CustomerView view) {
        return new CustomerQuestions(organizationId, view, view.id());
    }

    private UUID registered() {
        if (id == null) {
            throw new IllegalStateException("Only events know who isn't registered");
        }
        return id;
    }

    TimeRange range() {
        return view.days().range();
    }

    /** The months that lead up to the last of the range. */
    TimeRange months() {
        TimeRange range = range();
        return new TimeRange(range.end().withDayOfMonth(1).minusMonths(MONTHS - 1L), range.end(), range.zone());
    }

    GetCustomerProfits profits(TimeRange range) {
        return new GetCustomerProfits(organizationId, range, List.of(registered()), Consistency.BOUNDED);
    }

    GetCustomerState state() {
        return new GetCustomerState(organizationId, CustomerRef.of(registered()), Consistency.BOUNDED);
    }

    MetricsQuery metrics() {
        return new MetricsQuery(
                organizationId,
                months(),
                Interval.MONTH,
                List.of(Metric.NET_REVENUE_BY_DATE, Metric.COSTS, Metric.MRR),
                Set.of(registered()),
                Set.of(),
                Set.of(),
                Consistency.BOUNDED);
    }

    /** Of traces, by the name of their root. */
    TimeseriesQuery names(TimeRange range) {
        return new TimeseriesQuery(
                scope(range), Interval.YEAR, List.of(new TimeseriesQuery.Sort(TimeseriesQuery.Property.TOTAL, true)));
    }

    /** Of events. */
    PropertyStatisticsQuery models() {
        return new PropertyStatisticsQuery(scope(range()), "_llm.model", MODELS);
    }

    private StatisticsScope scope(TimeRange range) {
        return new StatisticsScope(
                organizationId, range, filter(null, null), List.of(StatisticsScope.COST), Consistency.BOUNDED);
    }

    /** The newest traces of the range. */
    ListEvents latest() {
        return events(filter(range().startInstant().minus(1, ChronoUnit.MICROS), range().endInstant()), 0, LATEST);
    }

    /** Any event ever. */
    ListEvents any() {
        return events(filter(null, null), null, 1);
    }

    private ListEvents events(EventFilter filter, @Nullable Integer depth, int limit) {
        return new ListEvents(
                organizationId,
                filter,
                null,
                depth,
                true,
                List.of(StatisticsScope.COST),
                0,
                limit,
                false,
                Consistency.BOUNDED);
    }

    private EventFilter filter(@Nullable Instant after, @Nullable Instant before) {
        return new EventFilter(
                after,
                before,
                id == null ? Set.of() : Set.of(id),
                id == null ? Set.of(view.key()) : Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                null,
                Map.of(),
                null);
    }

    /** Of all time up to the end of the range. */
    ListRevenueEntries entries() {
        return new ListRevenueEntries(
                organizationId,
                BEGINNING,
                range().endInstant(),
                Set.of(registered()),
                null,
                null,
                ListRevenueEntries.MAX_LIMIT);
    }
}
