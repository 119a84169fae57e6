package dev.costinsights.presentation;

import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.metrics.TimeRange;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Where a report of costs reads, within one snapshot: totals, or the events of one customer. */
interface CostSource {
    /**
     * Sums by period, from 1; what is at 0 has no meaning.
     *
     * @param boundaries where the periods meet, sorted
     */
    Future<List<Sums>> costs(List<Instant> boundaries);

    /** Sums of a range, and how many customers had an event in it. */
    Future<Whole> whole(TimeRange range);

    /** A page of a ranked list. */
    Future<BreakdownStore.Page> page(TimeRange range, TimeRange previous, BreakdownRequest request);

    /** Costs of each day of the range, by the key of the line: days of its zone, but UTC days by customer. */
    Future<Map<Integer, List<BigDecimal>>> days(TimeRange range, Dimension dimension, List<BreakdownStore.Line> lines);

    /** Within which quarter-hours the events lie. */
    Future<TotalsStore.Extent> extent();

    /** What a range amounts to. */
    record Whole(Sums sums, long activeCustomers) {}
}
