package dev.costinsights.webui.customers;

import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.CustomerSelection.Who;
import dev.costinsights.contracts.profit.ProfitCurve;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.webui.customers.CustomersPage.Bar;
import dev.costinsights.webui.customers.CustomersPage.Header;
import dev.costinsights.webui.customers.CustomersPage.Row;
import dev.costinsights.webui.customers.CustomersPage.Table;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.page.Pager;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the table of customers. */
final class TableView {
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final CustomersView view;
    private final CustomerProfitPage page;
    private final ProfitCurve.Counts counts;
    private final ProfitFigures rest;
    private final MoneyFormat money;
    private final BigDecimal most;
    private final BigDecimal least;

    private TableView(CustomersView view, CustomerProfitPage page, ProfitCurve.Counts counts) {
        this.view = view;
        this.page = page;
        this.counts = counts;
        List<ProfitFigures> rows =
                page.items().stream().map(CustomerProfit::figures).toList();
        this.rest = minus(page.totals().figures(), rows, page.unattributed().figures());
        this.money = MoneyFormat.column(Stream.concat(
                        rows.stream(),
                        Stream.of(
                                rest,
                                page.unattributed().figures(),
                                page.totals().figures()))
                .flatMap(row -> Stream.of(row.netRevenueByDateCents(), row.costCents(), row.profitCents()))
                .map(cents -> cents.setScale(0, RoundingMode.HALF_UP))
                .toList());
        this.most = rows.stream().map(ProfitFigures::profitCents).reduce(BigDecimal.ZERO, BigDecimal::max);
        this.least = rows.stream().map(ProfitFigures::profitCents).reduce(BigDecimal.ZERO, BigDecimal::min);
    }

    /** @param counts how many customers there are of each kind */
    static Table of(CustomersView view, CustomerProfitPage page, ProfitCurve.Counts counts) {
        return new TableView(view, page, counts).build();
    }

    private Table build() {
        long others =
                Math.max(counts.customers(), page.totalCount()) - page.items().size();
        boolean searching = !view.search().isEmpty();
        ProfitFigures nobody = page.unattributed().figures();
        return new Table(
                shown(),
                view.csvHref(CustomersCsv.Table.CUSTOMERS),
                page.totalCount() > CustomersCsv.MOST_ROWS
                        ? "The first " + Numbers.count(CustomersCsv.MOST_ROWS) + " rows"
                        : null,
                headers(),
                page.items().stream().map(this::row).toList(),
                searching || others == 0 ? null : sum(Numbers.count(others, "other", "others"), rest, null),
                searching || page.unattributed().events() == 0 ? null : sum("No customer", nobody, null),
                searching
                        ? null
                        : sum("Total", page.totals().figures(), page.totals().realizedLtvCents()),
                Pager.of(
                        view.page(),
                        view.rows(),
                        page.totalCount(),
                        to -> view.withPage((int) to).href()),
                sizes(),
                CustomerTerms.columns());
    }

    private List<Link> shown() {
        return List.of(
                shown("all", "All", counts.customers(), Who.EVERYBODY),
                shown("paying", "Paying", counts.paying(), Who.PAYING),
                shown("losing", "Losing", counts.losing(), Who.LOSING));
    }

    private Link shown(String id, String label, long count, Who who) {
        return new Link("show-" + id, view.with(who).href(), label + " " + Numbers.count(count), view.who() == who);
    }

    private List<Link> sizes() {
        if (page.totalCount() <= CustomersView.SIZES.get(0)) {
            return List.of();
        }
        return CustomersView.SIZES.stream()
                .map(size -> new Link("rows-" + size, view.withRows(size).href(), size.toString(), view.rows() == size))
                .toList();
    }

    private List<Header> headers() {
        return Arrays.stream(Column.values()).map(this::header).toList();
    }

    private Header header(Column column) {
        Column.Order order = view.order();
        boolean sorted = order.column() == column;
        return new Header(
                new Link(
                        "sort-" + column.key(), view.with(order.clicked(column)).href(), column.label(), sorted),
                column.css(),
                sorted ? (order.descending() ? "descending" : "ascending") : null);
    }

    private Row row(CustomerProfit customer) {
        String name = name(customer);
        String external = Objects.requireNonNullElse(customer.externalCustomerId(), "");
        BigDecimal predicted = customer.predictedLtvCents();
        ProfitFigures figures = customer.figures();
        String orders = Addresses.customer(view.days(), customer.customerId());
        return new Row(
                name,
                orders,
                Addresses.eventsOf(view.days(), customer.customerId().toString()),
                orders + "#orders",
                name.equals(external) ? "" : external,
                money.of(figures.netRevenueByDateCents()),
                money.of(figures.costCents()),
                money.of(figures.profitCents()),
                figures.profitCents().signum() < 0,
                bar(figures.profitCents()),
                margin(figures),
                money.of(customer.realizedLtvCents()),
                predicted == null
                        ? "–"
                        : MoneyFormat.figure(predicted).of(predicted).whole());
    }

    /** What a reader calls a customer. */
    static String name(CustomerProfit customer) {
        return Stream.of(customer.name(), customer.externalCustomerId(), customer.email())
                .filter(Objects::nonNull)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(customer.customerId().toString());
    }

    private Row sum(String name, ProfitFigures figures, @Nullable BigDecimal realized) {
        return new Row(
                name,
                null,
                null,
                null,
                "",
                money.of(figures.netRevenueByDateCents()),
                money.of(figures.costCents()),
                money.of(figures.profitCents()),
                figures.profitCents().signum() < 0,
                null,
                margin(figures),
                realized == null ? null : money.of(realized),
                "");
    }

    static String margin(ProfitFigures figures) {
        BigDecimal margin = figures.profitMargin();
        if (margin != null) {
            return Numbers.percent(margin);
        }
        return figures.netRevenueByDateCents().signum() == 0 ? "no revenue" : "refunded";
    }

    private @Nullable Bar bar(BigDecimal profit) {
        BigDecimal span = most.subtract(least);
        if (span.signum() == 0 || profit.signum() == 0) {
            return null;
        }
        BigDecimal zero = percentOf(least.negate(), span);
        BigDecimal width = percentOf(profit.abs(), span).max(new BigDecimal("0.5"));
        BigDecimal x = profit.signum() < 0 ? zero.subtract(width).max(BigDecimal.ZERO) : zero;
        return new Bar(percent(x), percent(width), percent(zero));
    }

    private static BigDecimal percentOf(BigDecimal part, BigDecimal whole) {
        return part.multiply(HUNDRED).divide(whole, MathContext.DECIMAL64);
    }

    private static String percent(BigDecimal value) {
        return value.setScale(1, RoundingMode.HALF_UP).toPlainString() + "%";
    }

    private static ProfitFigures minus(ProfitFigures total, List<ProfitFigures> rows, ProfitFigures nobody) {
        ProfitFigures rest = total;
        for (ProfitFigures row : Stream.concat(rows.stream(), Stream.of(nobody)).toList()) {
            rest = new ProfitFigures(
                    rest.revenueCents().subtract(row.revenueCents()),
                    rest.netRevenueCents().subtract(row.netRevenueCents()),
                    rest.netRevenueByDateCents().subtract(row.netRevenueByDateCents()),
                    rest.refundCents().subtract(row.refundCents()),
                    rest.costCents().subtract(row.costCents()));
        }
        return rest;
    }
}
