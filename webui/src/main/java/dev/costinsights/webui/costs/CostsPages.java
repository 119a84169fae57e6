package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReport.Breakdown;
import dev.costinsights.contracts.costs.CostReport.Figures;
import dev.costinsights.contracts.costs.CostReport.PeriodCosts;
import dev.costinsights.contracts.costs.CostReport.Row;
import dev.costinsights.contracts.costs.CostReportQuery;
import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.costs.CostReportQuery.Sort;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.webui.costs.CostsPage.Empty;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.page.Freshness;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.Controls.Field;
import dev.costinsights.webui.range.Ranges;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns the state of the Costs page into one question, and its answer into the page. */
final class CostsPages {

    /** Order of the requests of {@link #question}: the ranked table, both directions of change, then the side tables. */
    private static final int RANKED = 0;

    private static final int MOVERS_UP = 1;
    private static final int MOVERS_DOWN = 2;
    private static final int SIDES = 3;

    private static final List<Dimension> SIDE_ORDER =
            List.of(Dimension.EVENT_NAME, Dimension.MODEL, Dimension.CUSTOMER, Dimension.VENDOR);

    private CostsPages() {}

    static CostReportQuery question(UUID organizationId, CostsView view) {
        List<BreakdownRequest> requests = new ArrayList<>();
        requests.add(new BreakdownRequest(
                view.by(),
                view.order().column().question(),
                view.order().descending(),
                (view.page() - 1) * TableView.PAGE_ROWS,
                TableView.PAGE_ROWS,
                true));
        requests.add(new BreakdownRequest(Dimension.EVENT_NAME, Sort.CHANGE, true, 0, 1, false));
        requests.add(new BreakdownRequest(Dimension.EVENT_NAME, Sort.CHANGE, false, 0, 1, false));
        for (Dimension side : sides(view)) {
            requests.add(CostTables.request(side));
        }
        return new CostReportQuery(
                organizationId,
                view.range(),
                view.range().previous(),
                Ranges.ghost(view.range(), view.interval()).range(),
                view.interval(),
                requests);
    }

    /** The last page of the ranked table, when the view asks for one behind it; else the page of the view. */
    static int existingPage(CostsView view, CostReport report) {
        return Math.min(
                view.page(), TableView.pages(report.breakdowns().get(RANKED).rowCount()));
    }

    static CostsPage page(CostsView view, List<String> notices, CostReport report, Instant now) {
        List<Row> movers = new ArrayList<>(report.breakdowns().get(MOVERS_UP).rows());
        movers.addAll(report.breakdowns().get(MOVERS_DOWN).rows());
        List<Breakdown> sides =
                report.breakdowns().subList(SIDES, report.breakdowns().size());
        return new CostsPage(
                view.href(),
                Controls.of(
                        CostsView.PATH,
                        view.days(),
                        hidden(view),
                        days -> view.with(days).href()),
                notices,
                Freshness.of(report.freshness()).alert(),
                HeadlineView.of(view, report, movers),
                FigureView.of(view, report, now),
                empty(view, report),
                tabs(view),
                TableView.ranked(view, report, report.breakdowns().get(RANKED)),
                sides.stream().map(side -> TableView.side(view, report, side)).toList(),
                footer(view));
    }

    private static List<Field> hidden(CostsView view) {
        List<Field> fields = new ArrayList<>();
        if (view.by() != Dimension.EVENT_NAME) {
            fields.add(new Field("by", Words.key(view.by())));
        }
        if (!view.order().equals(Column.Order.DEFAULT)) {
            fields.add(new Field("sort", view.order().key()));
        }
        if (view.asTable()) {
            fields.add(new Field("view", "table"));
        }
        return fields;
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

    private static List<Dimension> sides(CostsView view) {
        return SIDE_ORDER.stream().filter(dimension -> dimension != view.by()).toList();
    }

    private static List<Link> tabs(CostsView view) {
        return Arrays.stream(Dimension.values())
                .map(dimension -> new Link(
                        "by-" + Words.key(dimension),
                        view.with(dimension).href(),
                        Words.label(dimension),
                        dimension == view.by()))
                .toList();
    }

    private static @Nullable Empty empty(CostsView view, CostReport report) {
        if (report.total().events() > 0 || report.lastEventAt() == null || report.firstEventAt() == null) {
            return null;
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
