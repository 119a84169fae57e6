package dev.costinsights.presentation;

import static dev.costinsights.contracts.metrics.Metric.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.costinsights.contracts.metrics.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReferenceMetricsTest {
    private @Nullable CostFigures costs;
    private @Nullable UserFigures users;
    private @Nullable OrderFigures orders;
    private @Nullable MrrFigures mrr;
    private @Nullable List<BigDecimal> subscribers;
    private @Nullable ChurnFigures churn;

    private List<Map<Metric, BigDecimal>> periods(int count) {
        var figures = new Figures(
                count, costs, users, orders, true, mrr, subscribers, null, churn, null, null, null, null, null);
        List<Map<Metric, BigDecimal>> periods = new ArrayList<>();
        Map<Metric, BigDecimal> before = ReferenceMetrics.history(figures);
        for (int period = 1; period <= count; period++) {
            Map<Metric, BigDecimal> values = new EnumMap<>(Metric.class);
            ReferenceMetrics.put(figures, period, before, values);
            periods.add(values);
            before = values;
        }
        return periods;
    }

    private static Map<Metric, BigDecimal> totals(List<Map<Metric, BigDecimal>> periods) {
        Map<Metric, BigDecimal> totals = new EnumMap<>(Metric.class);
        ReferenceMetrics.putTotals(periods, totals);
        return totals;
    }

    private void oneMonth(String cost, long active, long payCents, long customers, long canceled, long before) {
        costs = new CostFigures(List.of(Sums.NONE, new Sums(new BigDecimal(cost), 1)));
        users = new UserFigures(
                List.of(ActiveCustomers.NONE, new ActiveCustomers(active, active)), ActiveCustomers.NONE);
        List<BigDecimal> pay = numbers(0, payCents);
        mrr = new MrrFigures(numbers(0, 1), numbers(0, 1), pay, pay, pay, pay);
        subscribers = numbers(0, customers);
        churn = new ChurnFigures(numbers(0, canceled), numbers(0, before));
    }

    private static List<BigDecimal> numbers(long... numbers) {
        List<BigDecimal> all = new ArrayList<>();
        for (long number : numbers) {
            all.add(BigDecimal.valueOf(number));
        }
        return all;
    }

    @Test
    void lifetimeValueIsDividedOnceAndThenCut() {
        // (100 − 1/3) ÷ (1/3) = 299 exactly; with rounded ratios it would be cut to 298.
        oneMonth("1", 3, 100, 1, 1, 3);

        assertThat(periods(1).get(0)).contains(entry(LTV, new BigDecimal("299")));
    }

    @Test
    void lifetimeValueIsNeverNegativeAndNothingWithoutChurn() {
        oneMonth("1000", 1, 100, 1, 1, 3);
        assertThat(periods(1).get(0)).contains(entry(LTV, BigDecimal.ZERO));

        oneMonth("1", 1, 100, 1, 0, 3);
        assertThat(periods(1).get(0)).contains(entry(LTV, BigDecimal.ZERO));
    }

    @Test
    void lifetimeValueWithoutUsersHasNoCosts() {
        oneMonth("1000", 0, 100, 2, 1, 2);

        assertThat(periods(1).get(0))
                .contains(entry(AVERAGE_REVENUE_PER_USER, new BigDecimal("50")), entry(LTV, new BigDecimal("100")));
    }

    @Test
    void revenuePerUserIsRoundedHalfUp() {
        oneMonth("0", 1, 5, 2, 0, 0);

        assertThat(periods(1).get(0).get(AVERAGE_REVENUE_PER_USER)).isEqualByComparingTo("3");
    }

    @Test
    void orderValuesAreRoundedUpInAPeriodAndExactInTotal() {
        var builder = new OrderFigures.Builder(2);
        builder.add(0, sums(1, 50, 0, 0));
        builder.add(1, sums(3, 100, 1, 0));
        builder.add(2, sums(1, 1, 0, 300));
        orders = builder.build();

        List<Map<Metric, BigDecimal>> periods = periods(2);

        assertThat(periods.get(0))
                .contains(
                        entry(AVERAGE_ORDER_VALUE, new BigDecimal("34")),
                        entry(NET_AVERAGE_ORDER_VALUE, new BigDecimal("33")),
                        entry(CUMULATIVE_REVENUE, new BigDecimal("150")));
        assertThat(periods.get(1))
                .contains(
                        entry(NET_AVERAGE_ORDER_VALUE, new BigDecimal("-299")),
                        entry(NET_CUMULATIVE_REVENUE, new BigDecimal("-150")));
        assertThat(totals(periods))
                .contains(entry(ORDERS, new BigDecimal("4")), entry(CUMULATIVE_REVENUE, new BigDecimal("151")));
        assertThat(totals(periods).get(AVERAGE_ORDER_VALUE)).isEqualByComparingTo("25.25");
        assertThat(totals(periods).get(NET_AVERAGE_ORDER_VALUE)).isEqualByComparingTo("-50");
    }

    private static OrderSums sums(long orders, long revenue, long fee, long disputes) {
        return new OrderSums(
                orders,
                BigDecimal.valueOf(revenue),
                BigDecimal.valueOf(fee),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.valueOf(disputes));
    }

    @Test
    void aRatioHasTwelveDecimals() {
        oneMonth("2", 3, 100, 1, 2, 3);

        Map<Metric, BigDecimal> values = periods(1).get(0);

        assertThat(values.get(COST_PER_USER)).isEqualByComparingTo("0.666666666667");
        assertThat(values.get(CHURN_RATE)).isEqualByComparingTo("0.666666666667");
    }

    @Test
    void withoutRevenueThereIsNoMarginToSpeakOf() {
        costs = new CostFigures(List.of(Sums.NONE, new Sums(new BigDecimal("0.5"), 1)));
        orders = new OrderFigures.Builder(1).build();

        assertThat(periods(1).get(0))
                .contains(
                        entry(GROSS_MARGIN, new BigDecimal("-0.5")),
                        entry(CASHFLOW, new BigDecimal("-0.5")),
                        entry(GROSS_MARGIN_PERCENTAGE, BigDecimal.ZERO),
                        entry(AVERAGE_ORDER_VALUE, BigDecimal.ZERO));
    }

    @Test
    void aYenAndACentAreRoundedEachByItself() {
        var builder = new MrrFigures.Builder(2);
        var price = new Price("jpy", BigDecimal.valueOf(100), "month", 1);
        builder.add(MrrFigures.Turn.START, 1, true, 3, BigDecimal.ZERO);
        builder.add(MrrFigures.Turn.PAY, 1, true, 3, BigDecimal.ZERO);
        builder.add(MrrFigures.Turn.START, 1, true, 3, price);
        builder.add(MrrFigures.Turn.PAY, 1, true, 3, price);
        var rates = new OrderRates();
        // 0.005 on average.
        rates.put("jpy", 1, new OrderRates.Rate(new BigDecimal("0.01"), 2));

        MrrFigures figures = builder.build(rates);

        assertThat(figures.active()).containsExactly(BigDecimal.ZERO, BigDecimal.valueOf(3), BigDecimal.valueOf(3));
        assertThat(figures.paidCents().get(1)).as("3 × round(0.5)").isEqualByComparingTo("3");
        assertThat(figures.paidCents().get(2)).as("1 without orders").isEqualByComparingTo("300");
    }

    @Test
    void everyPriceRunsItsOwnWay() {
        var builder = new MrrFigures.Builder(3);
        var monthly = new Price("eur", BigDecimal.valueOf(100), "month", 1);
        var yearly = new Price("eur", BigDecimal.valueOf(1_200), "year", 1);
        builder.add(MrrFigures.Turn.START, 1, false, 2, monthly);
        builder.add(MrrFigures.Turn.PAY, 2, false, 2, monthly);
        builder.add(MrrFigures.Turn.END, 3, false, 1, monthly);
        builder.add(MrrFigures.Turn.START, 2, true, 1, yearly);
        builder.add(MrrFigures.Turn.PAY, 2, true, 1, yearly);

        MrrFigures figures = builder.build(new OrderRates());

        assertThat(figures.trialCents()).isEqualTo(numbers(0, 200, 0, 0));
        assertThat(figures.paidCents()).isEqualTo(numbers(0, 0, 300, 200));
        assertThat(figures.committedPaidCents()).isEqualTo(numbers(0, 0, 100, 100));
    }

    @Test
    void aMonthIsATwelfthOfAYearOfWeeksOrDays() {
        var one = new OrderRates.Rate(BigDecimal.ONE, 1);

        assertThat(new Price("eur", BigDecimal.valueOf(1_200), "week", 2).monthlyCents(one))
                .isEqualByComparingTo("2600");
        assertThat(new Price("eur", BigDecimal.valueOf(12), "day", 5).monthlyCents(one))
                .isEqualByComparingTo("73");
        assertThat(new Price("eur", BigDecimal.valueOf(-18), "year", 1).monthlyCents(one))
                .as("half away from zero")
                .isEqualByComparingTo("-2");
    }
}
