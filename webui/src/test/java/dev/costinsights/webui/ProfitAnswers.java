package dev.costinsights.webui;

import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsAnswer.Values;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.profit.Cohorts;
import dev.costinsights.contracts.profit.Cohorts.Age;
import dev.costinsights.contracts.profit.Cohorts.Cohort;
import dev.costinsights.contracts.profit.CohortsQuery;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.ListCustomerProfits;
import dev.costinsights.contracts.profit.ProfitCurve;
import dev.costinsights.contracts.profit.ProfitCurveQuery;
import dev.costinsights.contracts.profit.ProfitFigures;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Made-up answers to questions about revenue and profit; the parts of each add up. */
public final class ProfitAnswers {
    public static final int CUSTOMERS = 60;
    private static final ProfitFigures UNATTRIBUTED = figures(0, 1_160);

    private ProfitAnswers() {}

    /** Metrics of a business that earns 90 dollars a day and spends 30, and loses money on every tenth day. */
    public static MetricsAnswer metrics(MetricsQuery query) {
        List<Period> periods = query.interval().periodsOf(query.range());
        List<Values> values = new ArrayList<>();
        for (int i = 0; i < periods.size(); i++) {
            values.add(new Values(
                    periods.get(i).timestamp(),
                    of(query, i % 10 == 5 ? 1_000 : 9_000 + 100L * (i % 7), 3_000 + 50L * i)));
        }
        long revenue = sum(values, Metric.NET_REVENUE_BY_DATE);
        return new MetricsAnswer(values, of(query, revenue, sum(values, Metric.COSTS)), Instant.EPOCH);
    }

    private static long sum(List<Values> values, Metric metric) {
        return values.stream()
                .mapToLong(each ->
                        each.values().getOrDefault(metric, BigDecimal.ZERO).longValue())
                .sum();
    }

    private static Map<Metric, BigDecimal> of(MetricsQuery query, long netRevenue, long costs) {
        Map<Metric, BigDecimal> all = new EnumMap<>(Metric.class);
        all.put(Metric.NET_REVENUE_BY_DATE, BigDecimal.valueOf(netRevenue));
        all.put(Metric.COSTS, BigDecimal.valueOf(costs));
        all.put(Metric.REVENUE, BigDecimal.valueOf(netRevenue + 700));
        all.put(Metric.ONE_TIME_PRODUCTS_REVENUE, BigDecimal.valueOf(netRevenue / 4));
        all.put(Metric.REFUNDS, BigDecimal.valueOf(300));
        all.put(Metric.PROFIT_MARGIN, new BigDecimal("0.632"));
        all.put(Metric.MRR, BigDecimal.valueOf(1_598_800));
        all.put(Metric.PREDICTED_LTV, new BigDecimal("237812.3456"));
        all.put(Metric.ACTIVE_CUSTOMERS, BigDecimal.valueOf(240));
        all.put(Metric.COST_PER_ACTIVE_CUSTOMER, new BigDecimal("3590.25"));
        all.keySet().retainAll(query.metrics());
        return all;
    }

    /** A page of 60 customers who pay from nothing to 59 dollars and cost 20 each. */
    public static CustomerProfitPage customers(ListCustomerProfits query) {
        List<CustomerProfit> all =
                IntStream.range(0, CUSTOMERS).mapToObj(ProfitAnswers::customer).toList();
        ProfitFigures total = Stream.concat(all.stream().map(CustomerProfit::figures), Stream.of(UNATTRIBUTED))
                .reduce(ProfitFigures.NONE, ProfitAnswers::plus);
        return new CustomerProfitPage(
                all.stream().skip(query.offset()).limit(query.limit()).toList(),
                new CustomerProfitPage.Sums(UNATTRIBUTED, 12),
                new CustomerProfitPage.Totals(total, 6_012, BigDecimal.valueOf(8_183_134)),
                CUSTOMERS,
                Instant.EPOCH);
    }

    /** All of these customers, best first: nobody pays as much as the last of them. */
    public static ProfitCurve curve(ProfitCurveQuery query) {
        List<CustomerProfit> best = IntStream.range(0, CUSTOMERS)
                .mapToObj(ProfitAnswers::customer)
                .sorted(Comparator.comparing(
                                (CustomerProfit row) -> row.figures().profitCents())
                        .reversed())
                .toList();
        return curveOf(best, query.ends());
    }

    /** The curve of customers, best first. */
    public static ProfitCurve curveOf(List<CustomerProfit> best, int ends) {
        BigDecimal gain = sum(best, row -> row.figures().profitCents().signum() > 0);
        List<ProfitCurve.Step> steps = new ArrayList<>();
        BigDecimal made = BigDecimal.ZERO;
        long half = 0;
        for (CustomerProfit row : best) {
            BigDecimal profit = row.figures().profitCents();
            boolean ofHalf = profit.signum() > 0 && made.add(made).compareTo(gain) < 0;
            half += ofHalf ? 1 : 0;
            made = made.add(profit);
            steps.add(new ProfitCurve.Step(
                    profit.signum() < 0
                            ? ProfitCurve.Part.LOSS
                            : ofHalf ? ProfitCurve.Part.HALF : ProfitCurve.Part.REST,
                    1,
                    profit));
        }
        Predicate<CustomerProfit> loses = row -> row.figures().profitCents().signum() < 0;
        Predicate<CustomerProfit> pays = row -> row.figures().revenueCents().signum() > 0;
        List<CustomerProfit> worst =
                new ArrayList<>(best.subList(Math.max(Math.min(ends, best.size()), best.size() - ends), best.size()));
        Collections.reverse(worst);
        return new ProfitCurve(
                steps,
                new ProfitCurve.Counts(
                        best.size(),
                        best.stream().filter(pays).count(),
                        half,
                        best.stream().filter(loses).count(),
                        best.stream().filter(loses.and(pays)).count(),
                        gain,
                        sum(best, loses),
                        sum(best, loses.and(pays))),
                best.subList(0, Math.min(ends, best.size())),
                worst,
                Instant.EPOCH);
    }

    private static BigDecimal sum(List<CustomerProfit> rows, Predicate<CustomerProfit> which) {
        return rows.stream()
                .filter(which)
                .map(row -> row.figures().profitCents())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Nobody is known. */
    public static CustomerProfitPage nobody() {
        return new CustomerProfitPage(
                List.of(),
                new CustomerProfitPage.Sums(ProfitFigures.NONE, 0),
                new CustomerProfitPage.Totals(ProfitFigures.NONE, 0, BigDecimal.ZERO),
                0,
                Instant.EPOCH);
    }

    /** One of them. */
    public static CustomerProfit customer(int number) {
        boolean paysNow = number % 7 != 0;
        return new CustomerProfit(
                new UUID(0x4000, 0x8000000000000000L | number),
                number % 5 == 4 ? null : "customer-" + number,
                number % 3 == 2 ? null : "Customer <" + number + ">",
                "billing@customer-" + number + ".example",
                figures(paysNow ? 100L * number : 0, 2_000),
                100,
                BigDecimal.valueOf(5_000L * number - 40_000),
                paysNow ? BigDecimal.valueOf(12_345L * number - 100_000) : null,
                paysNow ? CustomerProfit.Confidence.MEDIUM : null,
                Instant.EPOCH,
                Instant.EPOCH,
                "agent.run");
    }

    private static ProfitFigures figures(long netRevenue, long costs) {
        BigDecimal revenue = BigDecimal.valueOf(netRevenue);
        return new ProfitFigures(revenue, revenue, revenue, BigDecimal.ZERO, BigDecimal.valueOf(costs));
    }

    private static ProfitFigures plus(ProfitFigures a, ProfitFigures b) {
        return new ProfitFigures(
                a.revenueCents().add(b.revenueCents()),
                a.netRevenueCents().add(b.netRevenueCents()),
                a.netRevenueByDateCents().add(b.netRevenueByDateCents()),
                a.refundCents().add(b.refundCents()),
                a.costCents().add(b.costCents()));
    }

    /** Cohorts of ten customers each that cost at first and then bring 50 dollars a month. */
    public static Cohorts cohorts(CohortsQuery query) {
        int months = (int) ChronoUnit.MONTHS.between(query.start(), query.end()) + 1;
        List<Cohort> cohorts = new ArrayList<>();
        for (int i = 0; i < months; i++) {
            YearMonth month = query.start().plusMonths(i);
            List<Age> ages = new ArrayList<>();
            for (int age = 0; age < months - i; age++) {
                ages.add(Age.of(age, BigDecimal.valueOf(50_000L * age - 30_000), 10, age < months - i - 1));
            }
            cohorts.add(new Cohort(month, 10, ages));
        }
        return new Cohorts(cohorts, Instant.EPOCH);
    }
}
