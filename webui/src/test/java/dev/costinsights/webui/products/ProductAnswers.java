package dev.costinsights.webui.products;

import dev.costinsights.contracts.metrics.BillingType;
import dev.costinsights.contracts.profit.ListProductProfits;
import dev.costinsights.contracts.profit.ProductProfit;
import dev.costinsights.contracts.profit.ProductProfitPage;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.PropertyStatisticsQuery;
import dev.costinsights.contracts.statistics.StatisticsSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Made-up answers about products and tokens; the parts of each add up. */
public final class ProductAnswers {
    static final UUID PRO = new UUID(0x4000, 1);
    static final ProfitFigures UNALLOCATED = ProfitFigures.ofCosts(new BigDecimal("50000.000000000001"));

    private ProductAnswers() {}

    /** Pro keeps a tenth, Free costs and earns nothing, and one without a name keeps nine tenths. */
    public static ProductProfitPage three(ListProductProfits query) {
        return page(
                List.of(
                        product(1, "Pro", BillingType.RECURRING, "500000", "450000", 200, 180),
                        product(2, "Free <b>", BillingType.RECURRING, "0", "30000.5", 40, 40),
                        product(3, null, BillingType.ONE_TIME, "100000", "10000", 7, 7),
                        new ProductProfit(null, null, null, figures("2000", "1000"), 3, 2)),
                4,
                query.limit());
    }

    /** So many that each keep one percent more than the one before. */
    public static ProductProfitPage many(int products) {
        return page(
                IntStream.rangeClosed(1, products)
                        .mapToObj(i -> product(
                                i,
                                "Product " + i,
                                BillingType.ONE_TIME,
                                "10000",
                                Integer.toString(10_000 - 100 * i),
                                10,
                                9))
                        .toList(),
                products,
                products);
    }

    static ProductProfitPage page(List<ProductProfit> all, long count, int limit) {
        ProfitFigures total = UNALLOCATED;
        List<ProductProfit> items = new ArrayList<>();
        for (ProductProfit each : all) {
            total = plus(total, each.figures());
            if (items.size() < limit) {
                items.add(each);
            }
        }
        return new ProductProfitPage(items, UNALLOCATED, total, 250, 220, count, Instant.EPOCH);
    }

    static ProductProfitPage none() {
        return new ProductProfitPage(List.of(), ProfitFigures.NONE, ProfitFigures.NONE, 0, 0, 0, Instant.EPOCH);
    }

    static ProductProfit product(
            int id, String name, BillingType type, String revenue, String costs, long orders, long customers) {
        return new ProductProfit(new UUID(0x4000, id), name, type, figures(revenue, costs), orders, customers);
    }

    private static ProfitFigures figures(String revenue, String costs) {
        BigDecimal net = new BigDecimal(revenue);
        return new ProfitFigures(net, net, net, BigDecimal.ZERO, new BigDecimal(costs));
    }

    private static ProfitFigures plus(ProfitFigures a, ProfitFigures b) {
        return new ProfitFigures(
                a.revenueCents().add(b.revenueCents()),
                a.netRevenueCents().add(b.netRevenueCents()),
                a.netRevenueByDateCents().add(b.netRevenueByDateCents()),
                a.refundCents().add(b.refundCents()),
                a.costCents().add(b.costCents()));
    }

    /** Two million tokens of one model, and none of any other. */
    public static PropertyStatistics tokens(PropertyStatisticsQuery query, String model) {
        return new PropertyStatistics(
                List.of(new PropertyStatistics.Item(
                        model,
                        10,
                        2,
                        List.of(
                                new BigDecimal("100"),
                                new BigDecimal("1500000"),
                                new BigDecimal("400000"),
                                new BigDecimal("500000")))),
                new StatisticsSource(StatisticsSource.EXACT, Instant.EPOCH));
    }
}
