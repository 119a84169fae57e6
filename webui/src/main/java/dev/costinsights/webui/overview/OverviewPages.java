package dev.costinsights.webui.overview;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReportQuery;
import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.costs.CostReportQuery.Sort;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.CustomerSelection;
import dev.costinsights.contracts.profit.ListCustomerProfits;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.webui.costs.CostTables;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.overview.EquationView.Money;
import dev.costinsights.webui.overview.OverviewPage.Loser;
import dev.costinsights.webui.overview.OverviewPage.Losers;
import dev.costinsights.webui.page.Freshness;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.RangeState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Turns the state of the Overview into questions, and their answers into the page. */
final class OverviewPages {
    private static final List<Metric> METRICS = List.of(
            Metric.REVENUE,
            Metric.ONE_TIME_PRODUCTS_REVENUE,
            Metric.COSTS,
            Metric.NET_REVENUE_BY_DATE,
            Metric.REFUNDS,
            Metric.PROFIT_MARGIN,
            Metric.MRR,
            Metric.PREDICTED_LTV,
            Metric.ACTIVE_CUSTOMERS,
            Metric.COST_PER_ACTIVE_CUSTOMER);

    private static final int MOVERS = 8;
    private static final int LOSERS = 5;
    /** Order of the requests of {@link #costs}. */
    private static final int MOVERS_UP = 0;

    private static final int MOVERS_DOWN = 1;
    private static final int SIDES = 2;

    private OverviewPages() {}

    /** What the page is made of. */
    record Answers(MetricsAnswer now, MetricsAnswer before, CostReport costs, CustomerProfitPage losers) {}

    static MetricsQuery metrics(UUID organizationId, RangeState days) {
        return metrics(organizationId, days.range(), days.interval());
    }

    /** Only its totals matter, so its periods are as few as can be. */
    static MetricsQuery metricsBefore(UUID organizationId, RangeState days) {
        return metrics(organizationId, days.range().previous(), Interval.YEAR);
    }

    private static MetricsQuery metrics(UUID organizationId, TimeRange range, Interval interval) {
        return new MetricsQuery(
                organizationId, range, interval, METRICS, Set.of(), Set.of(), Set.of(), Consistency.BOUNDED);
    }

    static CostReportQuery costs(UUID organizationId, RangeState days) {
        List<BreakdownRequest> requests = new ArrayList<>(List.of(
                new BreakdownRequest(Dimension.EVENT_NAME, Sort.CHANGE, true, 0, MOVERS, false),
                new BreakdownRequest(Dimension.EVENT_NAME, Sort.CHANGE, false, 0, MOVERS, false)));
        requests.add(CostTables.request(Dimension.EVENT_NAME));
        requests.add(CostTables.request(Dimension.MODEL));
        TimeRange previous = days.range().previous();
        return new CostReportQuery(organizationId, days.range(), previous, previous, Interval.YEAR, requests);
    }

    static ListCustomerProfits losers(UUID organizationId, RangeState days) {
        var selection = new CustomerSelection(
                organizationId, days.range(), null, CustomerSelection.Sort.PROFIT, false, Consistency.BOUNDED);
        return new ListCustomerProfits(selection, 0, LOSERS);
    }

    static OverviewPage page(OverviewView view, List<String> notices, Answers answers, Instant now) {
        RangeState days = view.days();
        MetricsAnswer metrics = answers.now();
        CostReport report = answers.costs();
        String period = days.range().days() == 1
                ? "the day before"
                : "the " + days.range().days() + " days before";
        List<CostReport.Row> movers = Stream.of(MOVERS_UP, MOVERS_DOWN)
                .flatMap(at -> report.breakdowns().get(at).rows().stream())
                .toList();
        return new OverviewPage(
                view.href(),
                Controls.of(
                        OverviewView.PATH,
                        days,
                        hidden(view),
                        other -> view.with(other).href()),
                notices,
                Freshness.of(report.freshness()).alert(),
                EquationView.of(money(metrics), money(answers.before()), period),
                ProfitFigure.of(view, course(metrics, Metric.NET_REVENUE_BY_DATE), course(metrics, Metric.COSTS), now),
                StripView.of(metrics, answers.before(), days.endsToday()),
                ChangesView.of(metrics, answers.before(), movers, period),
                losers(days, answers.losers()),
                report.breakdowns().subList(SIDES, report.breakdowns().size()).stream()
                        .map(side -> CostTables.side(days, report, side))
                        .toList(),
                footer(days));
    }

    /** Whether nothing was ever earned or spent. */
    static boolean isEmpty(Answers answers) {
        return answers.costs().lastEventAt() == null && answers.losers().totalCount() == 0;
    }

    private static List<Controls.Field> hidden(OverviewView view) {
        return view.asTable() ? List.of(new Controls.Field("view", "table")) : List.of();
    }

    private static Money money(MetricsAnswer answer) {
        return new Money(
                ChangesView.value(answer, Metric.NET_REVENUE_BY_DATE), ChangesView.value(answer, Metric.COSTS));
    }

    private static List<BigDecimal> course(MetricsAnswer answer, Metric metric) {
        return answer.periods().stream()
                .map(period -> period.values().getOrDefault(metric, BigDecimal.ZERO))
                .toList();
    }

    private static Losers losers(RangeState days, CustomerProfitPage page) {
        List<Loser> rows = page.items().stream()
                .filter(customer -> customer.figures().profitCents().signum() < 0)
                .map(OverviewPages::loser)
                .toList();
        return new Losers(new Link("all-customers", days.href("/customers"), "All customers", false), rows);
    }

    private static Loser loser(CustomerProfit customer) {
        ProfitFigures figures = customer.figures();
        return new Loser(
                Stream.of(customer.name(), customer.externalCustomerId(), customer.email())
                        .filter(Objects::nonNull)
                        .filter(name -> !name.isBlank())
                        .findFirst()
                        .orElse(customer.customerId().toString()),
                "pays " + figure(figures.netRevenueByDateCents()) + " · costs " + figure(figures.costCents()),
                figure(figures.profitCents()));
    }

    private static String figure(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents).text();
    }

    private static List<String> footer(RangeState days) {
        TimeRange range = days.range();
        TimeRange previous = range.previous();
        return List.of(
                Days.fullRange(range.start(), range.end()) + ", " + days.zone().getId(),
                "Compared with " + Days.range(previous.start(), previous.end(), range.end()),
                "Refunds and disputes count on their own dates");
    }
}
