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
import java.util.UUID;

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
    private record Overview(
            CustomerTwins twins, List<PeriodCosts> periods, List<PeriodCosts> ghost, Figures total, Figures previous) {}

    private static Future<CostReport> read(SqlConnection snapshot, CostReportQuery query) {
        return CustomerTwins.read(snapshot, query.organizationId())
                .compose(twins -> overview(snapshot, query, twins))
                .compose(overview -> breakdowns(snapshot, query, overview)
                        .compose(breakdowns -> report(snapshot, query, overview, breakdowns)));
    }

    private static Future<CostReport> report(
            SqlConnection snapshot, CostReportQuery query, Overview overview, List<Breakdown> breakdowns) {
        return TotalsStore.extent(snapshot, query.organizationId())
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

    private static Future<Overview> overview(SqlConnection snapshot, CostReportQuery query, CustomerTwins twins) {
        UUID organizationId = query.organizationId();
        return periods(snapshot, organizationId, query.range(), query.interval())
                .compose(periods -> periods(snapshot, organizationId, query.ghost(), query.interval())
                        .compose(ghost -> figures(snapshot, organizationId, query.range(), twins)
                                .compose(total -> figures(snapshot, organizationId, query.previous(), twins)
                                        .map(previous -> new Overview(twins, periods, ghost, total, previous)))));
    }

    private static Future<List<PeriodCosts>> periods(
            SqlConnection snapshot, UUID organizationId, TimeRange range, Interval interval) {
        List<Period> periods = interval.periodsOf(range);
        return TotalsStore.costs(snapshot, organizationId, Cover.of(Boundaries.of(periods)))
                .map(costs -> {
                    List<PeriodCosts> sums = new ArrayList<>(periods.size());
                    for (int i = 0; i < periods.size(); i++) {
                        Period period = periods.get(i);
                        Sums sum = costs.get(i + 1);
                        sums.add(new PeriodCosts(
                                period.timestamp(), period.from(), period.to(), sum.costCents(), sum.events()));
                    }
                    return sums;
                });
    }

    private static Future<Figures> figures(
            SqlConnection snapshot, UUID organizationId, TimeRange range, CustomerTwins twins) {
        Cover cover = Cover.of(Boundaries.of(range));
        return TotalsStore.costs(snapshot, organizationId, cover)
                .compose(costs -> TotalsStore.activeCustomers(snapshot, organizationId, cover, twins)
                        .map(customers -> new Figures(
                                costs.get(1).costCents(),
                                costs.get(1).events(),
                                customers.get(1).customers())));
    }

    private static Future<List<Breakdown>> breakdowns(
            SqlConnection snapshot, CostReportQuery query, Overview overview) {
        Future<List<Breakdown>> breakdowns = Future.succeededFuture(new ArrayList<>());
        for (BreakdownRequest request : query.breakdowns()) {
            breakdowns = breakdowns.compose(
                    before -> breakdown(snapshot, query, request, overview).map(breakdown -> {
                        before.add(breakdown);
                        return before;
                    }));
        }
        return breakdowns;
    }

    private static Future<Breakdown> breakdown(
            SqlConnection snapshot, CostReportQuery query, BreakdownRequest request, Overview overview) {
        return BreakdownStore.page(
                        snapshot, query.organizationId(), query.range(), query.previous(), overview.twins(), request)
                .compose(page -> trends(snapshot, query, request, overview.twins(), page)
                        .map(trends -> breakdown(request, page, trends, overview)));
    }

    private static Future<Map<Integer, List<BigDecimal>>> trends(
            SqlConnection snapshot, CostReportQuery query, BreakdownRequest request, CustomerTwins twins, Page page) {
        return request.trend() && !page.lines().isEmpty()
                ? BreakdownStore.days(
                        snapshot, query.organizationId(), query.range(), request.dimension(), twins, page.lines())
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
