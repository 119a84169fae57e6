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
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.CustomerSelection;
import dev.costinsights.contracts.profit.ListCustomerProfits;
import dev.costinsights.webui.costs.CostTables;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.overview.EquationView.Money;
import dev.costinsights.webui.overview.OverviewPage.Hint;
import dev.costinsights.webui.overview.OverviewPage.Label;
import dev.costinsights.webui.overview.OverviewPage.Labels;
import dev.costinsights.webui.page.Freshness;
import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.RangeState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    /**
     * What the page is made of.
     *
     * @param losers null where no answer came in time
     */
    record Answers(
            MetricsAnswer now,
            MetricsAnswer before,
            CostReport costs,
            @Nullable CustomerProfitPage losers) {}

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

    static CostReportQuery costs(UUID organizationId, OverviewView view) {
        List<BreakdownRequest> requests = new ArrayList<>(movers(view, MOVERS));
        requests.add(CostTables.request(Dimension.EVENT_NAME));
        requests.add(CostTables.request(Dimension.MODEL));
        return report(organizationId, view, requests);
    }

    /** As many changes as there can be, for a file. */
    static CostReportQuery changes(UUID organizationId, OverviewView view) {
        return report(organizationId, view, movers(view, BreakdownRequest.MAX_LIMIT));
    }

    private static List<BreakdownRequest> movers(OverviewView view, int limit) {
        return List.of(
                new BreakdownRequest(view.changes(), Sort.CHANGE, true, 0, limit, false),
                new BreakdownRequest(view.changes(), Sort.CHANGE, false, 0, limit, false));
    }

    private static CostReportQuery report(UUID organizationId, OverviewView view, List<BreakdownRequest> requests) {
        TimeRange range = view.days().range();
        TimeRange previous = range.previous();
        return new CostReportQuery(organizationId, range, previous, previous, Interval.YEAR, requests);
    }

    /** Those whose costs changed most. */
    static List<CostReport.Row> movers(CostReport report) {
        return Stream.of(MOVERS_UP, MOVERS_DOWN)
                .flatMap(at -> report.breakdowns().get(at).rows().stream())
                .toList();
    }

    static ListCustomerProfits losers(UUID organizationId, RangeState days) {
        return losers(organizationId, days, LOSERS);
    }

    /** The worst of them, for a file. */
    static ListCustomerProfits losersOfFile(UUID organizationId, RangeState days) {
        return losers(organizationId, days, ListCustomerProfits.MAX_LIMIT);
    }

    private static ListCustomerProfits losers(UUID organizationId, RangeState days, int limit) {
        var selection = new CustomerSelection(
                organizationId, days.range(), null, CustomerSelection.Sort.PROFIT, false, Consistency.BOUNDED);
        return new ListCustomerProfits(selection, 0, limit);
    }

    static OverviewPage page(OverviewView view, List<String> notices, Answers answers, Instant now) {
        RangeState days = view.days();
        MetricsAnswer metrics = answers.now();
        CostReport report = answers.costs();
        String period = days.range().days() == 1
                ? "the day before"
                : "the " + days.range().days() + " days before";
        return new OverviewPage(
                view.href(),
                Controls.of(
                        OverviewView.PATH,
                        days,
                        view.fields(),
                        other -> view.with(other).href()),
                notices,
                Freshness.of(report.freshness()).alert(),
                labels(days, answers),
                EquationView.of(money(metrics), money(answers.before()), period),
                noRevenue(answers),
                ProfitFigure.of(
                        view,
                        course(metrics, Metric.NET_REVENUE_BY_DATE),
                        course(metrics, Metric.COSTS),
                        course(metrics, Metric.REFUNDS),
                        empty(view, answers),
                        now),
                StripView.of(metrics, answers.before(), days),
                ChangesView.of(view, metrics, answers.before(), movers(report), period),
                LosersView.of(view, answers.losers()),
                report.breakdowns().subList(SIDES, report.breakdowns().size()).stream()
                        .map(side -> CostTables.side(days, report, side))
                        .toList(),
                footer(days));
    }

    /** The chart's table as a file. */
    static List<List<String>> file(OverviewView view, MetricsAnswer metrics, Instant now) {
        return ProfitFigure.file(view, course(metrics, Metric.NET_REVENUE_BY_DATE), course(metrics, Metric.COSTS), now);
    }

    private static Labels labels(RangeState days, Answers answers) {
        Money money = money(answers.now());
        String revenue = figure(money.revenue());
        String costs = figure(money.costs());
        return new Labels(
                new Label(
                        Term.of(Metric.PROFIT, "Profit", revenue + " − " + costs + " = " + figure(money.profit())),
                        days.href(Addresses.CUSTOMERS)),
                new Label(
                        Term.of(
                                Metric.NET_REVENUE_BY_DATE,
                                "Net revenue",
                                figure(ChangesView.value(answers.now(), Metric.REVENUE)) + " revenue − "
                                        + figure(ChangesView.value(answers.now(), Metric.REFUNDS)) + " refunds − "
                                        + figure(ChangesView.fees(answers.now())) + " fees and disputes = " + revenue),
                        ChangesView.byRevenue(days)),
                new Label(
                        Term.of(
                                Metric.COSTS,
                                "Costs",
                                Numbers.count(answers.costs().total().events(), "event", "events") + " of this range: "
                                        + costs),
                        days.href(Addresses.COSTS)));
    }

    private static @Nullable Hint noRevenue(Answers answers) {
        boolean none = Stream.of(answers.now(), answers.before())
                .allMatch(each -> ChangesView.value(each, Metric.REVENUE).signum() == 0
                        && ChangesView.value(each, Metric.NET_REVENUE_BY_DATE).signum() == 0);
        return none
                ? new Hint(
                        "No revenue came in, neither in this range nor in the one before. Post orders to"
                                + " /v1/revenue/ingest, connect your payments, or import a file, and profit shows here.",
                        "/settings/imports",
                        "Import revenue")
                : null;
    }

    /** Leads to the days that have something, when these have neither costs nor revenue. */
    private static @Nullable Hint empty(OverviewView view, Answers answers) {
        Instant last = answers.costs().lastEventAt();
        boolean nothing = answers.costs().total().events() == 0
                && Stream.of(Metric.REVENUE, Metric.REFUNDS, Metric.NET_REVENUE_BY_DATE, Metric.COSTS)
                        .allMatch(metric ->
                                ChangesView.value(answers.now(), metric).signum() == 0);
        if (!nothing || last == null) {
            return null;
        }
        RangeState days = view.days();
        LocalDate day = last.atZone(days.zone()).toLocalDate();
        LocalDate end = day.isAfter(days.today()) ? days.today() : day;
        TimeRange range = new TimeRange(end.minusDays(days.range().daysBetween()), end, days.zone());
        return new Hint(
                "Neither revenue nor costs in this range. The last event came on " + Days.day(day, days.today()) + ".",
                view.with(days.with(range)).href(),
                "Show " + Days.range(range.start(), range.end(), days.today()));
    }

    /** Whether nothing was ever earned or spent. */
    static boolean isEmpty(Answers answers) {
        CustomerProfitPage losers = answers.losers();
        return answers.costs().lastEventAt() == null && losers != null && losers.totalCount() == 0;
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
