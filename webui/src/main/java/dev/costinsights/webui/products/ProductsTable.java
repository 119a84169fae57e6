package dev.costinsights.webui.products;

import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.profit.ProductProfit;
import dev.costinsights.contracts.profit.ProductProfitPage;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.platform.csv.Spreadsheet;
import dev.costinsights.webui.chart.DivergingBars;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.format.Shortened;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.page.Pager;
import dev.costinsights.webui.products.ProductsPage.Header;
import dev.costinsights.webui.products.ProductsPage.Products;
import dev.costinsights.webui.products.ProductsPage.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the table of products and its file. */
final class ProductsTable {
    static final int PAGE_ROWS = 25;

    private final ProductsView view;
    private final ProductProfitPage answer;
    private final List<ProductProfit> named;
    private final List<ProductProfit> shown;
    private final ProfitFigures rest;
    private final MoneyFormat money;
    private final DivergingBars bars;

    private ProductsTable(ProductsView view, ProductProfitPage answer) {
        this.view = view;
        this.answer = answer;
        this.named = answer.items().stream()
                .filter(product -> product.productId() != null)
                .sorted(view.order().rows(view.margin()))
                .toList();
        this.shown = named.stream()
                .skip((view.page() - 1L) * PAGE_ROWS)
                .limit(PAGE_ROWS)
                .toList();
        this.rest = minus(
                answer.totals(),
                Stream.concat(
                                Stream.concat(shown.stream(), withoutProduct(answer).stream())
                                        .map(ProductProfit::figures),
                                Stream.of(answer.unallocated()))
                        .toList());
        this.money = MoneyFormat.column(answer.items().stream()
                .map(ProductProfit::figures)
                .flatMap(row -> Stream.of(row.netRevenueByDateCents(), row.costCents(), row.profitCents()))
                .map(cents -> cents.setScale(0, RoundingMode.HALF_UP))
                .toList());
        this.bars = DivergingBars.of(
                shown.stream().map(row -> row.figures().profitCents()).toList());
    }

    static Products of(ProductsView view, ProductProfitPage answer) {
        return new ProductsTable(view, answer).build();
    }

    /** The last page, when the view asks for one behind it; else the page of the view. */
    static int existingPage(ProductsView view, ProductProfitPage answer) {
        return (int) Math.min(view.page(), Pager.pages(PAGE_ROWS, products(answer)));
    }

    private static long products(ProductProfitPage answer) {
        return answer.items().size() - withoutProduct(answer).size();
    }

    private static List<ProductProfit> withoutProduct(ProductProfitPage answer) {
        return answer.items().stream()
                .filter(product -> product.productId() == null)
                .toList();
    }

    private Products build() {
        long others = answer.totalCount() - withoutProduct(answer).size() - shown.size();
        ProfitFigures unallocated = answer.unallocated();
        return new Products(
                headers(),
                shown.stream().map(this::row).toList(),
                others == 0 ? null : sum(Numbers.count(others, "other product", "other products"), rest),
                withoutProduct(answer).stream().findFirst().map(this::row).orElse(null),
                unallocated.costCents().signum() == 0 ? null : sum("Not allocated", unallocated),
                total(),
                terms(),
                answer.items().size() == answer.totalCount()
                        ? null
                        : "These are the " + Numbers.count(answer.items().size()) + " products with most net revenue.",
                Pager.of(
                        view.page(),
                        PAGE_ROWS,
                        named.size(),
                        to -> view.withPage((int) to).href()),
                view.href(ProductsView.CSV));
    }

    private List<Header> headers() {
        return Arrays.stream(Column.values()).map(this::header).toList();
    }

    private Header header(Column column) {
        Column.Order order = view.order();
        boolean sorted = order.column() == column;
        return new Header(
                new Link(
                        "sort-" + column.key(),
                        view.with(order.clicked(column)).href(),
                        column == Column.PRICE
                                ? column.label() + " " + view.margin().words()
                                : column.label(),
                        sorted),
                column.css(),
                sorted ? (order.descending() ? "descending" : "ascending") : null);
    }

    private Row row(ProductProfit product) {
        ProfitFigures figures = product.figures();
        String name = Names.of(product);
        String shortened = Shortened.of(name);
        Price price = Price.of(figures, product.orders(), view.margin()).orElse(null);
        return new Row(
                shortened,
                shortened.equals(name) ? null : name,
                product.productId() == null ? "" : Names.billing(product.billingType()),
                Numbers.count(product.orders()),
                Numbers.count(product.customers()),
                money.of(figures.netRevenueByDateCents()),
                money.of(figures.costCents()),
                money.of(figures.profitCents()),
                figures.profitCents().signum() < 0,
                product.productId() == null ? null : bars.bar(figures.profitCents()),
                margin(figures),
                price == null ? null : MoneyFormat.column(List.of()).of(price.neededCents()),
                price == null ? null : MoneyFormat.column(List.of()).of(price.averageCents()),
                null,
                null);
    }

    private Row sum(String name, ProfitFigures figures) {
        return sum(name, figures, "", "", null, null);
    }

    private Row total() {
        return sum(
                "Total",
                answer.totals(),
                Numbers.count(answer.orders()),
                Numbers.count(answer.customers()),
                sorted(Addresses.CUSTOMERS, "-revenue"),
                view.days().href(Addresses.COSTS));
    }

    private String sorted(String path, String sort) {
        String href = view.days().href(path);
        return href + (href.indexOf('?') < 0 ? "?" : "&") + "sort=" + sort;
    }

    private Row sum(
            String name,
            ProfitFigures figures,
            String orders,
            String customers,
            @Nullable String revenueHref,
            @Nullable String costsHref) {
        return new Row(
                name,
                null,
                "",
                orders,
                customers,
                money.of(figures.netRevenueByDateCents()),
                money.of(figures.costCents()),
                money.of(figures.profitCents()),
                figures.profitCents().signum() < 0,
                null,
                margin(figures),
                null,
                null,
                revenueHref,
                costsHref);
    }

    static String margin(ProfitFigures figures) {
        BigDecimal margin = figures.profitMargin();
        return margin == null ? "–" : Numbers.percent(margin);
    }

    private List<Term> terms() {
        ProfitFigures totals = answer.totals();
        ProfitFigures unallocated = answer.unallocated();
        String allocated = text(totals.costCents().subtract(unallocated.costCents()));
        return List.of(
                new Term(
                        "term-allocated",
                        "Costs are allocated",
                        "Costs, allocated",
                        "An event costs something for a customer; it names no product. Each customer's costs are split over"
                                + " the products it holds: by the revenue of its orders in the range; without any, equally"
                                + " over the subscriptions it paid for in the range; without those, equally over what it"
                                + " ordered before. Costs of no customer, or of one without a product, are not allocated.",
                        allocated + " allocated + " + text(unallocated.costCents()) + " not allocated = "
                                + text(totals.costCents()),
                        null),
                Term.of(
                        Metric.PROFIT_MARGIN,
                        "Margin",
                        totals.profitMargin() == null
                                ? null
                                : text(totals.profitCents()) + " ÷ " + text(totals.netRevenueByDateCents()) + " = "
                                        + margin(totals)),
                priceTerm());
    }

    private Term priceTerm() {
        String words = view.margin().words();
        return new Term(
                "term-price",
                "Price for " + words,
                "Price that keeps " + words,
                "Dollars of net revenue that an order would have to bring for the product to keep " + words
                        + ", with as many orders and the same costs as in this range; below it, what an order brings now."
                        + " Before taxes and after fees. Rounded up to whole cents; unknown without orders or net revenue.",
                named.stream()
                        .filter(row -> Price.of(row.figures(), row.orders(), view.margin())
                                .isPresent())
                        .findFirst()
                        .map(this::priced)
                        .orElse("net revenue ÷ orders × costs ÷ (net revenue × (1 − margin))"),
                null);
    }

    private String priced(ProductProfit row) {
        Price price = Price.of(row.figures(), row.orders(), view.margin()).orElseThrow();
        BigDecimal factor = Price.factor(row.figures(), view.margin()).setScale(4, RoundingMode.HALF_UP);
        return Shortened.of(Names.of(row)) + ": " + text(row.figures().netRevenueByDateCents()) + " ÷ "
                + Numbers.count(row.orders(), "order", "orders") + " × factor " + factor.toPlainString() + " = "
                + text(price.neededCents()) + "; the factor is "
                + text(row.figures().costCents()) + " ÷ ("
                + text(row.figures().netRevenueByDateCents()) + " × "
                + view.margin().costShare().toPlainString() + ")";
    }

    private static String text(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents).text();
    }

    private static ProfitFigures minus(ProfitFigures total, List<ProfitFigures> rows) {
        ProfitFigures rest = total;
        for (ProfitFigures row : rows) {
            rest = new ProfitFigures(
                    rest.revenueCents().subtract(row.revenueCents()),
                    rest.netRevenueCents().subtract(row.netRevenueCents()),
                    rest.netRevenueByDateCents().subtract(row.netRevenueByDateCents()),
                    rest.refundCents().subtract(row.refundCents()),
                    rest.costCents().subtract(row.costCents()));
        }
        return rest;
    }

    /** All rows in the order of the view, then what has no product and the total; all digits. */
    static List<List<String>> file(ProductsView view, ProductProfitPage answer) {
        var table = new ProductsTable(view, answer);
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "product_id",
                "product",
                "billing_type",
                "orders",
                "customers",
                "net_revenue_cents",
                "allocated_costs_cents",
                "profit_cents",
                "margin",
                "net_revenue_per_order_cents",
                "price_for_" + view.margin().text() + "_percent_cents"));
        Stream.concat(table.named.stream(), withoutProduct(answer).stream())
                .map(table::line)
                .forEach(lines::add);
        ProfitFigures others = minus(
                answer.totals(),
                Stream.concat(answer.items().stream().map(ProductProfit::figures), Stream.of(answer.unallocated()))
                        .toList());
        if (answer.totalCount() > answer.items().size()) {
            lines.add(line("", "Other products", "", "", "", others, null));
        }
        lines.add(line("", "Not allocated", "", "", "", answer.unallocated(), null));
        lines.add(line(
                "",
                "Total",
                "",
                Long.toString(answer.orders()),
                Long.toString(answer.customers()),
                answer.totals(),
                null));
        return lines;
    }

    private List<String> line(ProductProfit product) {
        return line(
                Objects.toString(product.productId(), ""),
                Spreadsheet.text(Names.of(product)),
                product.billingType() == null ? "" : product.billingType().wireName(),
                Long.toString(product.orders()),
                Long.toString(product.customers()),
                product.figures(),
                Price.of(product.figures(), product.orders(), view.margin()).orElse(null));
    }

    private static List<String> line(
            String id,
            String name,
            String billing,
            String orders,
            String customers,
            ProfitFigures figures,
            @Nullable Price price) {
        return List.of(
                id,
                name,
                billing,
                orders,
                customers,
                Spreadsheet.number(figures.netRevenueByDateCents()),
                Spreadsheet.number(figures.costCents()),
                Spreadsheet.number(figures.profitCents()),
                Spreadsheet.number(figures.profitMargin()),
                Spreadsheet.number(price == null ? null : price.averageCents()),
                Spreadsheet.number(price == null ? null : price.neededCents()));
    }
}
