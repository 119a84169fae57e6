package dev.costinsights.presentation;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReport.Breakdown;
import dev.costinsights.contracts.costs.CostReport.Figures;
import dev.costinsights.contracts.costs.CostReport.Freshness;
import dev.costinsights.contracts.costs.CostReport.PeriodCosts;
import dev.costinsights.contracts.costs.CostReportQuery;
import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.presentation.BreakdownStore.Line;
import dev.costinsights.presentation.BreakdownStore.Page;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers everything the Costs page shows, from one snapshot. */
final class CostReportService {
    private final Snapshots snapshots;

    CostReportService(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    Future<CostReport> answer(CostReportQuery query) {
        return snapshots.read(snapshot -> read(snapshot, query));
    }

    /** What the parts of a report have in common. */
    private record Overview(List<PeriodCosts> periods, List<PeriodCosts> ghost, Figures total, Figures previous) {}

    private static Future<CostReport> read(SqlConnection snapshot, CostReportQuery query) {
        Future<CostSource> source = query.customer() == null
                ? TotalCosts.of(snapshot, query.organizationId())
                : CustomerCosts.of(snapshot, query.organizationId(), query.customer());
        return source.compose(costs -> overview(costs, query)
                .compose(overview -> breakdowns(costs, query, overview)
                        .compose(breakdowns -> report(snapshot, costs, query, overview, breakdowns))));
    }

    private static Future<CostReport> report(
            SqlConnection snapshot,
            CostSource costs,
            CostReportQuery query,
            Overview overview,
            List<Breakdown> breakdowns) {
        return costs.extent()
                .compose(extent -> TotalsStore.freshness(snapshot, query.organizationId())
                        .map(freshness -> new CostReport(
                                overview.periods(),
                                overview.ghost(),
                                overview.total(),
                                overview.previous(),
                                breakdowns,
                                extent.first(),
                                extent.last(),
                                new Freshness(freshness.asOf(), freshness.lag().toMillis()))));
    }

    private static Future<Overview> overview(CostSource costs, CostReportQuery query) {
        return periods(costs, query.range(), query.interval())
                .compose(periods -> periods(costs, query.ghost(), query.interval())
                        .compose(ghost -> figures(costs, query.range())
                                .compose(total -> figures(costs, query.previous())
                                        .map(previous -> new Overview(periods, ghost, total, previous)))));
    }

    private static Future<List<PeriodCosts>> periods(CostSource costs, TimeRange range, Interval interval) {
        List<Period> periods = interval.periodsOf(range);
        return costs.costs(Boundaries.of(periods)).map(byPeriod -> {
            List<PeriodCosts> sums = new ArrayList<>(periods.size());
            for (int i = 0; i < periods.size(); i++) {
                Period period = periods.get(i);
                Sums sum = byPeriod.get(i + 1);
                sums.add(
                        new PeriodCosts(period.timestamp(), period.from(), period.to(), sum.costCents(), sum.events()));
            }
            return sums;
        });
    }

    private static Future<Figures> figures(CostSource costs, TimeRange range) {
        return costs.whole(range)
                .map(whole -> new Figures(whole.sums().costCents(), whole.sums().events(), whole.activeCustomers()));
    }

    private static Future<List<Breakdown>> breakdowns(CostSource costs, CostReportQuery query, Overview overview) {
        Future<List<Breakdown>> breakdowns = Future.succeededFuture(new ArrayList<>());
        for (BreakdownRequest request : query.breakdowns()) {
            breakdowns = breakdowns.compose(
                    before -> breakdown(costs, query, request, overview).map(breakdown -> {
                        before.add(breakdown);
                        return before;
                    }));
        }
        return breakdowns;
    }

    private static Future<Breakdown> breakdown(
            CostSource costs, CostReportQuery query, BreakdownRequest request, Overview overview) {
        return costs.page(query.range(), query.previous(), request)
                .compose(page ->
                        trends(costs, query, request, page).map(trends -> breakdown(request, page, trends, overview)));
    }

    private static Future<Map<Integer, List<BigDecimal>>> trends(
            CostSource costs, CostReportQuery query, BreakdownRequest request, Page page) {
        return request.trend() && !page.lines().isEmpty()
                ? costs.days(query.range(), request.dimension(), page.lines())
                : Future.succeededFuture(Map.of());
    }

    /** Rest and unattributed part are what is left, so that everything adds up to the total to the last digit. */
    private static Breakdown breakdown(
            BreakdownRequest request, Page page, Map<Integer, List<BigDecimal>> trends, Overview overview) {
        List<CostReport.Row> rows = new ArrayList<>(page.lines().size());
        Sums shown = Sums.NONE;
        BigDecimal shownPrevious = BigDecimal.ZERO;
        for (Line line : page.lines()) {
            rows.add(new CostReport.Row(
                    line.label(),
                    line.sums().costCents(),
                    line.previousCostCents(),
                    line.sums().events(),
                    trends.getOrDefault(line.key(), List.of())));
            shown = shown.plus(line.sums());
            shownPrevious = shownPrevious.add(line.previousCostCents());
        }
        Sums total = new Sums(overview.total().costCents(), overview.total().events());
        return new Breakdown(
                request.dimension(),
                rows,
                page.rowCount(),
                remainder(page.all(), page.allPreviousCostCents(), shown, shownPrevious),
                remainder(total, overview.previous().costCents(), page.all(), page.allPreviousCostCents()));
    }

    private static CostReport.Row remainder(Sums whole, BigDecimal wholePrevious, Sums part, BigDecimal partPrevious) {
        return new CostReport.Row(
                null,
                Sums.plain(whole.costCents().subtract(part.costCents())),
                Sums.plain(wholePrevious.subtract(partPrevious)),
                whole.events() - part.events(),
                List.of());
    }
}
