package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.profit.ListProductProfits;
import dev.costinsights.contracts.profit.ListProductProfits.Sort;
import dev.costinsights.contracts.profit.ProductProfit;
import dev.costinsights.contracts.profit.ProductProfitPage;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.presentation.ProductProfitStore.Products;
import dev.costinsights.presentation.Searches.Budget;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers what each product brought and, by the customers who hold it, cost. */
final class ProductProfitService {
    private static final Comparator<@Nullable String> TEXTS = Comparator.nullsLast(Comparator.naturalOrder());

    private final Searches searches;
    private final StrongReads strongReads;

    ProductProfitService(Searches searches, StrongReads strongReads) {
        this.searches = searches;
        this.strongReads = strongReads;
    }

    Future<ProductProfitPage> list(ListProductProfits question) {
        UUID organizationId = question.organizationId();
        Future<Void> ready = question.consistency() == Consistency.STRONG
                ? strongReads.awaitFolded(organizationId)
                : Future.succeededFuture();
        return ready.compose(done -> searches.read(budget -> read(budget, question)));
    }

    private static Future<ProductProfitPage> read(Budget budget, ListProductProfits question) {
        return budget.then(snapshot -> TotalsStore.extent(snapshot, question.organizationId()))
                .map(extent -> ProfitRange.of(question.organizationId(), question.range(), extent))
                .compose(range -> budget.then(snapshot -> ProductProfitStore.products(snapshot, range))
                        .compose(products -> budget.then(snapshot -> page(snapshot, question, range, products))));
    }

    /** What no product cost is what is left, so that everything adds up to the totals to the last digit. */
    private static Future<ProductProfitPage> page(
            SqlConnection snapshot, ListProductProfits question, ProfitRange range, Products products) {
        UUID organizationId = question.organizationId();
        BigDecimal allocated =
                products.rows().stream().map(row -> row.figures().costCents()).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<ProductProfit> items = products.rows().stream()
                .sorted(order(question.sort(), question.descending()))
                .skip(question.offset())
                .limit(question.limit())
                .toList();
        return ProfitTotalsStore.totals(snapshot, organizationId, range.from(), range.to())
                .compose(totals -> TotalsStore.freshness(snapshot, organizationId)
                        .map(freshness -> new ProductProfitPage(
                                items,
                                ProfitFigures.ofCosts(
                                        Sums.plain(totals.figures().costCents().subtract(allocated))),
                                totals.figures(),
                                totals.orders(),
                                products.customers(),
                                products.rows().size(),
                                freshness.asOf())));
    }

    private static Comparator<ProductProfit> order(Sort sort, boolean descending) {
        Comparator<ProductProfit> order = switch (sort) {
            case PRODUCT_ID -> by(ProductProfitService::id, descending);
            case NAME -> by(row -> row.name() == null ? null : row.name().toLowerCase(Locale.ROOT), descending);
            case BILLING_TYPE ->
                by(row -> row.billingType() == null ? null : row.billingType().wireName(), descending);
            case ORDERS -> by(ProductProfit::orders, descending);
            case REVENUE -> by(row -> row.figures().revenueCents(), descending);
            case NET_REVENUE -> by(row -> row.figures().netRevenueCents(), descending);
            case NET_REVENUE_BY_DATE -> by(row -> row.figures().netRevenueByDateCents(), descending);
            case REFUNDS -> by(row -> row.figures().refundCents(), descending);
            case COSTS -> by(row -> row.figures().costCents(), descending);
            case PROFIT -> by(row -> row.figures().profitCents(), descending);
            case PROFIT_MARGIN -> by(row -> row.figures().profitMargin(), descending);
            case CUSTOMERS -> by(ProductProfit::customers, descending);
        };
        return order.thenComparing(ProductProfitService::id, TEXTS);
    }

    private static @Nullable String id(ProductProfit row) {
        return row.productId() == null ? null : row.productId().toString();
    }

    private static <T extends Comparable<T>> Comparator<ProductProfit> by(
            Function<ProductProfit, @Nullable T> value, boolean descending) {
        Comparator<T> values = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.comparing(value, Comparator.nullsLast(values));
    }
}
