package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReport.Breakdown;
import dev.costinsights.contracts.costs.CostReport.Figures;
import dev.costinsights.contracts.costs.CostReport.PeriodCosts;
import dev.costinsights.contracts.costs.CostReport.Row;
import dev.costinsights.contracts.costs.CostReportQuery;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.webui.costs.CostsPage.Empty;
import dev.costinsights.webui.costs.CostsPage.Filter;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.page.Freshness;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.Controls.Field;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the answers that the Costs page is made of into the page. */
final class CostsPages {
    private static final Set<String> SET_BY_DATES = Set.of("from", "to", "tz", "interval", "page");
    private static final Set<String> SET_BY_FILTER = Set.of("customer", "page");

    private CostsPages() {}

    /** The last page of the ranked table, when the view asks for one behind it; else the page of the view. */
    static int existingPage(CostsView view, CostReport report) {
        return CostsQuestions.hasRanked(view)
                ? Math.min(view.page(), TableView.pages(ranked(view, report).rowCount()))
                : view.page();
    }

    private static Breakdown ranked(CostsView view, CostReport report) {
        return report.breakdowns().get(CostsQuestions.ranked(view));
    }

    static CostsPage page(CostsView view, List<String> notices, CostsAnswers answers, Instant now) {
        CostReport report = answers.report();
        List<Row> movers = Stream.of(CostsQuestions.MOVERS_UP, CostsQuestions.MOVERS_DOWN)
                .flatMap(at -> report.breakdowns().get(at).rows().stream())
                .toList();
        List<Breakdown> sides = report.breakdowns()
                .subList(CostsQuestions.firstSide(view), report.breakdowns().size());
        boolean hasRanked = CostsQuestions.hasRanked(view);
        return new CostsPage(
                view.href(),
                Controls.of(
                        CostsView.PATH,
                        view.days(),
                        view.fieldsWithout(SET_BY_DATES),
                        days -> view.with(days).href()),
                notices,
                Freshness.of(report.freshness()).alert(),
                chip(view, answers.customer()),
                new Filter(view.customer(), filterFields(view)),
                HeadlineView.of(view, report, answers.revenue(), movers),
                FigureView.of(view, report, now),
                empty(view, report),
                tabs(view),
                hasRanked ? TableView.ranked(view, report, ranked(view, report)) : null,
                hasRanked ? null : ValuesView.of(view, report, answers.values()),
                view.withPage(1).withTable(false).href(CostsCsv.BREAKDOWN),
                ChangesView.of(view, report, movers),
                sides.stream().map(side -> TableView.side(view, report, side)).toList(),
                answers.unusual() == null ? null : UnusualView.of(view, answers.unusual()),
                "Totals as of "
                        + Moment.toTheMinute(report.freshness().asOf(), view.zone(), view.today())
                                .exact(),
                footer(view));
    }

    private static @Nullable Link chip(CostsView view, @Nullable Customer customer) {
        if (!view.ofOne()) {
            return null;
        }
        String name = customer == null
                ? view.customer()
                : Stream.of(customer.name(), customer.externalId(), customer.email())
                        .filter(each -> each != null && !each.isBlank())
                        .findFirst()
                        .orElse(view.customer());
        return new Link("everybody", view.ofEverybody().href(), name, true);
    }

    /** One customer's costs have no table of customers. */
    private static List<Field> filterFields(CostsView view) {
        return (view.by() == Tab.CUSTOMER ? view.with(Tab.EVENT) : view).fieldsWithout(SET_BY_FILTER);
    }

    /** The answer of an organization that never had an event. */
    static CostReport withoutEvents(CostReportQuery query) {
        Figures nothing = new Figures(BigDecimal.ZERO, 0, 0);
        Row none = new Row(null, BigDecimal.ZERO, BigDecimal.ZERO, 0, List.of());
        return new CostReport(
                withoutEvents(query, query.range()),
                withoutEvents(query, query.ghost()),
                nothing,
                nothing,
                query.breakdowns().stream()
                        .map(request -> new Breakdown(request.dimension(), List.of(), 0, none, none))
                        .toList(),
                null,
                null,
                new CostReport.Freshness(Instant.EPOCH, 0));
    }

    private static List<PeriodCosts> withoutEvents(CostReportQuery query, TimeRange range) {
        return query.interval().periodsOf(range).stream()
                .map(period -> new PeriodCosts(period.timestamp(), period.from(), period.to(), BigDecimal.ZERO, 0))
                .toList();
    }

    private static List<Link> tabs(CostsView view) {
        return Arrays.stream(Tab.values())
                .filter(tab -> !view.ofOne() || tab != Tab.CUSTOMER)
                .map(tab -> new Link("by-" + tab.key(), view.with(tab).href(), tab.label(), tab == view.by()))
                .toList();
    }

    private static @Nullable Empty empty(CostsView view, CostReport report) {
        if (report.total().events() > 0) {
            return null;
        }
        if (report.lastEventAt() == null || report.firstEventAt() == null) {
            return view.ofOne()
                    ? new Empty(
                            "No event names this customer.", view.ofEverybody().href(), "Show everybody's costs")
                    : null;
        }
        LocalDate last = day(report.lastEventAt(), view);
        boolean over = last.isBefore(view.range().start());
        LocalDate known = over ? last : day(report.firstEventAt(), view);
        LocalDate end = earlier(over ? known : known.plusDays(view.range().daysBetween()), view.today());
        TimeRange range = new TimeRange(end.minusDays(view.range().daysBetween()), end, view.zone());
        String text = "No costs in this range. The " + (over ? "last" : "first") + " event came on "
                + Days.day(known, view.today()) + ".";
        return new Empty(text, view.with(range).href(), "Show " + Days.range(range.start(), range.end(), view.today()));
    }

    private static LocalDate day(Instant instant, CostsView view) {
        return instant.atZone(view.zone()).toLocalDate();
    }

    private static LocalDate earlier(LocalDate a, LocalDate b) {
        return a.isBefore(b) ? a : b;
    }

    private static List<String> footer(CostsView view) {
        TimeRange previous = view.range().previous();
        return List.of(
                Days.fullRange(view.range().start(), view.range().end()) + ", "
                        + view.zone().getId(),
                "Compared with "
                        + Days.range(
                                previous.start(), previous.end(), view.range().end()),
                "Costs are exact to a trillionth of a cent and rounded only for display");
    }
}
