package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.CostReportQuery;
import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.costs.CostReportQuery.Sort;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.statistics.PropertyStatisticsQuery;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.contracts.statistics.VarianceQuery;
import dev.costinsights.webui.range.Ranges;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Turns the state of the Costs page into questions. */
final class CostsQuestions {

    /** Order of the requests of {@link #report}: both directions of change, the ranked table if it has one, the sides. */
    static final int MOVERS_UP = 0;

    static final int MOVERS_DOWN = 1;
    private static final int RANKED = 2;

    /** Most rows of a file; the sum of the others closes it. */
    static final int MOST_FILE_ROWS = 1_000;

    /** Traces asked for: in order of cost they are not in order of how unusual they are. */
    private static final int TRACES = 200;

    private static final List<Dimension> SIDE_ORDER =
            List.of(Dimension.EVENT_NAME, Dimension.MODEL, Dimension.CUSTOMER, Dimension.VENDOR);

    private CostsQuestions() {}

    static CostReportQuery report(UUID organizationId, CostsView view) {
        List<BreakdownRequest> requests = new ArrayList<>();
        requests.add(new BreakdownRequest(Dimension.EVENT_NAME, Sort.CHANGE, true, 0, ChangesView.SHOWN, false));
        requests.add(new BreakdownRequest(Dimension.EVENT_NAME, Sort.CHANGE, false, 0, ChangesView.SHOWN, false));
        if (hasRanked(view)) {
            requests.add(ranked(view, (view.page() - 1) * TableView.PAGE_ROWS, TableView.PAGE_ROWS, true));
        }
        for (Dimension side : sides(view)) {
            requests.add(CostTables.request(side));
        }
        return report(organizationId, view, requests);
    }

    /** Where the ranked table is among the breakdowns of the answer. */
    static int ranked(CostsView view) {
        if (!hasRanked(view)) {
            throw new IllegalStateException("The values of a property are not in the report");
        }
        return RANKED;
    }

    /** Whether the report has the ranked table. */
    static boolean hasRanked(CostsView view) {
        return view.by().dimension() != null;
    }

    /** Where the sides begin among the breakdowns of the answer. */
    static int firstSide(CostsView view) {
        return hasRanked(view) ? RANKED + 1 : RANKED;
    }

    /**
     * The rows of the ranked table for a file, in as many breakdowns as they need.
     *
     * @param rows how many there are, as far as it is known
     */
    static CostReportQuery file(UUID organizationId, CostsView view, int rows) {
        int wanted = Math.min(Math.max(rows, 1), MOST_FILE_ROWS);
        int pages = (wanted + BreakdownRequest.MAX_LIMIT - 1) / BreakdownRequest.MAX_LIMIT;
        return report(
                organizationId,
                view,
                hasRanked(view)
                        ? IntStream.range(0, pages)
                                .mapToObj(page -> ranked(
                                        view, page * BreakdownRequest.MAX_LIMIT, BreakdownRequest.MAX_LIMIT, false))
                                .toList()
                        : List.of());
    }

    /** Costs over time alone. */
    static CostReportQuery overTime(UUID organizationId, CostsView view) {
        return report(organizationId, view, List.of());
    }

    private static BreakdownRequest ranked(CostsView view, int offset, int limit, boolean trend) {
        Dimension dimension = view.by().dimension();
        return new BreakdownRequest(
                dimension == null ? Dimension.EVENT_NAME : dimension,
                view.order().column().question(),
                view.order().descending(),
                offset,
                limit,
                trend);
    }

    private static CostReportQuery report(UUID organizationId, CostsView view, List<BreakdownRequest> requests) {
        return new CostReportQuery(
                organizationId,
                view.range(),
                view.range().previous(),
                Ranges.ghost(view.range(), view.interval()).range(),
                view.interval(),
                requests,
                view.ofOne() ? view.customer() : null);
    }

    private static List<Dimension> sides(CostsView view) {
        return SIDE_ORDER.stream()
                .filter(dimension -> dimension != view.by().dimension())
                .filter(dimension -> !view.ofOne() || dimension != Dimension.CUSTOMER)
                .toList();
    }

    /** What the values of the property cost, as many as can be asked for. */
    static PropertyStatisticsQuery values(UUID organizationId, CostsView view) {
        return new PropertyStatisticsQuery(
                scope(organizationId, view), view.property(), PropertyStatisticsQuery.MAX_LIMIT);
    }

    static VarianceQuery unusual(UUID organizationId, CostsView view) {
        return new VarianceQuery(scope(organizationId, view), TRACES);
    }

    private static StatisticsScope scope(UUID organizationId, CostsView view) {
        return new StatisticsScope(
                organizationId,
                view.range(),
                view.ofOne() ? EventFilter.ofCustomer(view.customer()) : EventFilter.ALL,
                List.of(StatisticsScope.COST),
                Consistency.BOUNDED);
    }

    /**
     * Net revenue. Only the total matters, so periods are as few as can be.
     *
     * @param customers empty for everybody
     */
    static MetricsQuery revenue(UUID organizationId, TimeRange range, Set<UUID> customers) {
        return new MetricsQuery(
                organizationId,
                range,
                Interval.YEAR,
                List.of(Metric.NET_REVENUE_BY_DATE),
                customers,
                Set.of(),
                Set.of(),
                Consistency.BOUNDED);
    }
}
