package dev.costinsights.webui.products;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReportQuery;
import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.profit.ListProductProfits;
import dev.costinsights.contracts.profit.ProductProfit;
import dev.costinsights.contracts.profit.ProductProfitPage;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.PropertyStatisticsQuery;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Shortened;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.page.Freshness;
import dev.costinsights.webui.products.ProductsPage.Headline;
import dev.costinsights.webui.products.ProductsPage.Target;
import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.RangeState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns the state of the Products page into questions, and their answers into the page. */
final class ProductsPages {
    /** So many products are sorted by any column. */
    static final int MOST_PRODUCTS = 1_000;

    static final int MODELS = 25;
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private ProductsPages() {}

    /**
     * What the page is made of.
     *
     * @param tokens by model or vendor; null when they could not be counted in time
     */
    record Answers(
            ProductProfitPage products,
            CostReport costs,
            @Nullable PropertyStatistics tokens) {}

    /** Those with most net revenue; the page sorts them, since no list knows the margin that is asked for. */
    static ListProductProfits products(UUID organizationId, RangeState days, int limit) {
        return new ListProductProfits(
                organizationId,
                days.range(),
                ListProductProfits.Sort.NET_REVENUE_BY_DATE,
                true,
                0,
                limit,
                Consistency.BOUNDED);
    }

    /** Only its totals and rows matter, so its periods are as few as can be. */
    static CostReportQuery costs(UUID organizationId, ProductsView view, int limit) {
        TimeRange range = view.days().range();
        var request = new BreakdownRequest(view.by(), CostReportQuery.Sort.COSTS, true, 0, limit, false);
        return new CostReportQuery(
                organizationId, range, range.previous(), range.previous(), Interval.YEAR, List.of(request));
    }

    static PropertyStatisticsQuery tokens(UUID organizationId, ProductsView view) {
        return new PropertyStatisticsQuery(
                new StatisticsScope(
                        organizationId,
                        view.days().range(),
                        EventFilter.ALL,
                        List.of(
                                StatisticsScope.COST,
                                "_llm.input_tokens",
                                "_llm.cached_input_tokens",
                                "_llm.output_tokens"),
                        Consistency.BOUNDED),
                view.by() == Dimension.VENDOR ? "_llm.vendor" : "_llm.model",
                PropertyStatisticsQuery.MAX_LIMIT);
    }

    static ProductsPage page(ProductsView asked, List<String> notices, Answers answers) {
        ProductsView view = asked.withPage(ProductsTable.existingPage(asked, answers.products()));
        RangeState days = view.days();
        return new ProductsPage(
                view.href(),
                Controls.withoutInterval(
                        ProductsView.PATH,
                        days,
                        view.fields(),
                        other -> view.with(other).href()),
                notices,
                Freshness.of(answers.costs().freshness()).alert(),
                headline(view, answers.products()),
                new Target(view.margin().text(), view.fieldsOfMargin()),
                answers.products().items().isEmpty() ? null : ProductsTable.of(view, answers.products()),
                ModelsTable.of(view, answers.costs(), answers.tokens()),
                footer(days));
    }

    private static Headline headline(ProductsView view, ProductProfitPage page) {
        ProductProfit thinnest = page.items().stream()
                .filter(product -> product.productId() != null)
                .filter(product -> product.figures().profitMargin() != null)
                .min(Comparator.comparing((ProductProfit product) ->
                                Objects.requireNonNull(product.figures().profitMargin()))
                        .thenComparing(product -> Objects.requireNonNull(product.productId())))
                .orElse(null);
        Term revenue = Term.of(Metric.NET_REVENUE_BY_DATE, "Net revenue");
        Term costs = Term.of(
                "thinnest-costs",
                "Allocated costs",
                "What the customers who hold this product cost, split over all products they hold.");
        if (thinnest == null) {
            return new Headline(
                    thinnestTerm(null),
                    "–",
                    false,
                    null,
                    null,
                    revenue,
                    costs,
                    "",
                    "No product has net revenue in this range, so none has a margin.");
        }
        ProfitFigures figures = thinnest.figures();
        return new Headline(
                thinnestTerm(text(figures.profitCents()) + " ÷ " + text(figures.netRevenueByDateCents()) + " = "
                        + ProductsTable.margin(figures)),
                ProductsTable.margin(figures),
                figures.profitCents().signum() < 0,
                money(figures.netRevenueByDateCents()),
                money(figures.costCents()),
                revenue,
                costs,
                Shortened.of(Names.of(thinnest)),
                say(view, thinnest));
    }

    private static Term thinnestTerm(@Nullable String formula) {
        return new Term(
                "term-thinnest",
                "Thinnest margin",
                "Thinnest margin",
                "The lowest margin of a product with net revenue in this range: the share of its net revenue that its"
                        + " allocated costs leave.",
                formula,
                null);
    }

    private static String say(ProductsView view, ProductProfit product) {
        ProfitFigures figures = product.figures();
        BigDecimal kept = figures.profitCents()
                .multiply(HUNDRED)
                .divide(figures.netRevenueByDateCents(), 0, RoundingMode.HALF_UP);
        String keeps = kept.signum() < 0
                ? " loses " + kept.negate().toPlainString() + "\u2009¢ on every dollar."
                : " keeps " + kept.toPlainString() + "\u2009¢ of every dollar.";
        return keeps
                + Price.of(figures, product.orders(), view.margin())
                        .map(price -> advice(view, price))
                        .orElse("");
    }

    private static String advice(ProductsView view, Price price) {
        String needed = text(price.neededCents());
        return price.neededCents().compareTo(price.averageCents()) > 0
                ? " To keep " + view.margin().words() + ", an order must bring " + needed + "; it brings "
                        + text(price.averageCents()) + "."
                : " It would keep " + view.margin().words() + " even at " + needed + " an order; it brings "
                        + text(price.averageCents()) + ".";
    }

    private static Money money(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents);
    }

    private static String text(BigDecimal cents) {
        return money(cents).text();
    }

    private static List<String> footer(RangeState days) {
        TimeRange range = days.range();
        TimeRange previous = range.previous();
        return List.of(
                Days.fullRange(range.start(), range.end()) + ", " + days.zone().getId(),
                "Costs by model compared with " + Days.range(previous.start(), previous.end(), range.end()),
                "Products and what is not allocated add up to the total");
    }
}
