package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReport.Breakdown;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.webui.chart.Sparkline;
import dev.costinsights.webui.costs.CostsPage.Header;
import dev.costinsights.webui.costs.CostsPage.Ranked;
import dev.costinsights.webui.costs.CostsPage.Row;
import dev.costinsights.webui.costs.CostsPage.Side;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.page.Pager;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the ranked table and the short ones beside it. Every table adds up: rows, the rest, events without the
 * dimension, total.
 */
final class TableView {

    static final int PAGE_ROWS = 25;
    static final int SIDE_ROWS = 6;

    private static final int DAYS_OF_TREND = 7;
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final CostsView view;
    private final CostReport report;
    private final Breakdown breakdown;
    private final MoneyFormat costs;
    private final MoneyFormat averages;
    private final BigDecimal widest;

    private TableView(CostsView view, CostReport report, Breakdown breakdown) {
        this.view = view;
        this.report = report;
        this.breakdown = breakdown;
        List<CostReport.Row> all = Stream.concat(
                        breakdown.rows().stream(), Stream.of(breakdown.rest(), breakdown.unattributed()))
                .toList();
        this.costs = MoneyFormat.column(Stream.concat(
                        all.stream().map(CostReport.Row::costCents),
                        Stream.of(report.total().costCents()))
                .toList());
        this.averages = MoneyFormat.column(all.stream()
                .filter(row -> row.events() > 0)
                .map(row -> average(row.costCents(), row.events()))
                .toList());
        this.widest = breakdown.rows().stream().map(CostReport.Row::costCents).reduce(BigDecimal.ZERO, BigDecimal::max);
    }

    static Ranked ranked(CostsView view, CostReport report, Breakdown breakdown) {
        return new TableView(view, report, breakdown).ranked();
    }

    static Side side(CostsView view, CostReport report, Breakdown breakdown) {
        return new TableView(view, report, breakdown).side();
    }

    /** How many pages a list of so many rows has; at least one. */
    static int pages(int rows) {
        return (int) Pager.pages(PAGE_ROWS, rows);
    }

    private Ranked ranked() {
        List<Row> rows = breakdown.rows().stream().map(this::named).toList();
        boolean sparklines = rows.stream().anyMatch(row -> row.trend() != null);
        String label = Tab.of(breakdown.dimension()).label();
        return new Ranked(label, headers(label), sparklines, rows, rest(), without(), total(), pager());
    }

    private Side side() {
        Tab tab = Tab.of(breakdown.dimension());
        String label = tab.label();
        String key = tab.key();
        return new Side(
                "By " + key,
                label,
                new Link("all-" + key, view.with(tab).href(), "All", false),
                breakdown.rows().stream().map(this::named).toList(),
                rest(),
                without(),
                total());
    }

    private List<Header> headers(String label) {
        return List.of(
                header(Column.NAME, label, ""),
                header(Column.COSTS, "Costs", "r"),
                header(Column.CHANGE, "Change", "r le"),
                header(Column.EVENTS, "Events", "r hide-s"),
                header(Column.AVERAGE, "Average", "r hide-s"));
    }

    private Header header(Column column, String label, String css) {
        Column.Order order = view.order();
        boolean sorted = order.column() == column;
        return new Header(
                new Link(
                        "sort-" + column.name().toLowerCase(Locale.ROOT),
                        view.with(order.clicked(column)).href(),
                        label,
                        sorted),
                css,
                sorted ? (order.descending() ? "descending" : "ascending") : null);
    }

    private Row named(CostReport.Row row) {
        String key = Objects.requireNonNullElse(row.key(), "");
        boolean whole = Names.isWhole(key);
        return row(
                Names.shown(key),
                whole ? href(key) : null,
                row,
                bar(row.costCents(), widest),
                whole ? events(key) : null,
                trend(row));
    }

    private String href(String key) {
        return switch (breakdown.dimension()) {
            case EVENT_NAME -> Addresses.eventName(view.days(), key);
            case CUSTOMER -> Addresses.customer(view.days(), key);
            case MODEL, VENDOR -> events(key);
        };
    }

    private String events(String key) {
        return eventsHref(
                view,
                switch (breakdown.dimension()) {
                    case EVENT_NAME -> "name";
                    case CUSTOMER -> "customer";
                    case MODEL -> "metadata._llm.model";
                    case VENDOR -> "metadata._llm.vendor";
                },
                key);
    }

    /** The events of what is shown, for which all of this holds too. */
    static String eventsHref(CostsView view, String... namesAndValues) {
        List<String> all = new ArrayList<>(List.of(namesAndValues));
        if (view.ofOne()) {
            all.addAll(List.of("customer", view.customer()));
        }
        return Addresses.eventsWhere(view.days(), all.toArray(String[]::new));
    }

    private @Nullable Row rest() {
        int others = breakdown.rowCount() - breakdown.rows().size();
        return others == 0 ? null : row(Numbers.count(others, "other", "others"), breakdown.rest());
    }

    private @Nullable Row without() {
        CostReport.Row row = breakdown.unattributed();
        boolean nothing = row.events() == 0
                && row.costCents().signum() == 0
                && row.previousCostCents().signum() == 0;
        String name = breakdown.dimension() == Dimension.EVENT_NAME
                ? "No name"
                : "No " + Tab.of(breakdown.dimension()).key();
        return nothing ? null : row(name, row);
    }

    private Row total() {
        CostReport.Figures now = report.total();
        return row(
                "Costs",
                null,
                new CostReport.Row(null, now.costCents(), report.previous().costCents(), now.events(), List.of()),
                null,
                eventsHref(view),
                null);
    }

    private Row row(String name, CostReport.Row row) {
        return row(name, null, row, null, null, null);
    }

    private Row row(
            String name,
            @Nullable String href,
            CostReport.Row row,
            @Nullable String bar,
            @Nullable String eventsHref,
            @Nullable Sparkline trend) {
        return new Row(
                name,
                href,
                bar,
                Numbers.share(row.costCents(), report.total().costCents()),
                costs.of(row.costCents()),
                Delta.between(row.previousCostCents(), row.costCents(), Delta.Good.DOWN),
                Numbers.count(row.events()),
                eventsHref,
                row.events() == 0 ? null : averages.of(average(row.costCents(), row.events())),
                trend);
    }

    private static BigDecimal average(BigDecimal costCents, long events) {
        return costCents.divide(BigDecimal.valueOf(events), MathContext.DECIMAL64);
    }

    /** Its width in percent of the widest. */
    static @Nullable String bar(BigDecimal costCents, BigDecimal widest) {
        if (costCents.signum() <= 0) {
            return null;
        }
        return costCents
                        .multiply(HUNDRED)
                        .divide(widest, 1, RoundingMode.HALF_UP)
                        .max(new BigDecimal("0.5"))
                        .toPlainString()
                + "%";
    }

    /** Sums of seven days each, without the day that is not over. */
    private @Nullable Sparkline trend(CostReport.Row row) {
        List<BigDecimal> days = new ArrayList<>(row.trend());
        if (view.days().endsToday() && !days.isEmpty()) {
            days.remove(days.size() - 1);
        }
        Sparkline line = Sparkline.ofSums(days, DAYS_OF_TREND);
        return line.path().isEmpty() ? null : line;
    }

    private @Nullable Pager pager() {
        return Pager.of(
                view.page(),
                PAGE_ROWS,
                breakdown.rowCount(),
                page -> view.withPage((int) page).href());
    }
}
