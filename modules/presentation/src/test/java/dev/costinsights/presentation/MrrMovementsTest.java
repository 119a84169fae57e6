package dev.costinsights.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.metrics.MrrMovement;
import dev.costinsights.presentation.MrrMovements.OfPeriod;
import dev.costinsights.presentation.MrrTransition.Paid;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MrrMovementsTest {

    private static Paid usd(long cents) {
        return new Paid(BigDecimal.valueOf(cents), "");
    }

    private static Paid other(String prices) {
        return new Paid(BigDecimal.ZERO, prices);
    }

    private static MrrTransition in(int period, long customers, @Nullable Paid before, @Nullable Paid after) {
        return new MrrTransition(period, period, customers, before, after, before != null);
    }

    private static RatesOfTimes euros(String... rates) {
        return new RatesOfTimes(
                Map.of("eur", Arrays.stream(rates).map(BigDecimal::new).toList()));
    }

    private static Map<MrrMovement, BigDecimal> cents(Object... movements) {
        Map<MrrMovement, BigDecimal> cents = new EnumMap<>(MrrMovement.class);
        for (int i = 0; i < movements.length; i += 2) {
            cents.put((MrrMovement) movements[i], BigDecimal.valueOf((int) movements[i + 1]));
        }
        return cents;
    }

    @Test
    void everyMovementAddsUpToTheDifference() {
        List<OfPeriod> periods = MrrMovements.of(
                2,
                List.of(
                        in(0, 3, null, usd(3_000)),
                        in(1, 2, null, usd(700)),
                        in(1, 1, usd(1_000), usd(1_500)),
                        in(1, 1, usd(1_000), usd(400)),
                        in(1, 1, usd(1_000), null),
                        new MrrTransition(2, 2, 1, null, usd(50), true)),
                RatesOfTimes.NONE);

        assertThat(periods)
                .containsExactly(
                        new OfPeriod(
                                BigDecimal.valueOf(3_000),
                                3,
                                BigDecimal.valueOf(2_600),
                                cents(
                                        MrrMovement.NEW, 700,
                                        MrrMovement.EXPANSION, 500,
                                        MrrMovement.CONTRACTION, -600,
                                        MrrMovement.CHURNED, -1_000),
                                1),
                        new OfPeriod(
                                BigDecimal.valueOf(2_600),
                                4,
                                BigDecimal.valueOf(2_650),
                                cents(MrrMovement.REACTIVATION, 50),
                                0));
    }

    @Test
    void withoutAnyoneThereIsNothing() {
        assertThat(MrrMovements.of(1, List.of(), RatesOfTimes.NONE))
                .containsExactly(new OfPeriod(BigDecimal.ZERO, 0, BigDecimal.ZERO, Map.of(), 0));
    }

    @Test
    void pricesInOtherCurrenciesMoveByTheRateAlone() {
        Paid paid = other("eur 1000 month 1, eur 1200 year 1");
        List<OfPeriod> periods = MrrMovements.of(
                3,
                List.of(in(0, 2, null, paid), new MrrTransition(1, 3, 2, paid, paid, true)),
                euros("1", "1.1", "1.1", "0.9"));

        assertThat(periods.stream().map(OfPeriod::endCents))
                .containsExactly(BigDecimal.valueOf(2_420), BigDecimal.valueOf(2_420), BigDecimal.valueOf(1_980));
        assertThat(periods.stream().map(OfPeriod::movements))
                .containsExactly(cents(MrrMovement.EXPANSION, 220), Map.of(), cents(MrrMovement.CONTRACTION, -440));
    }

    @Test
    void eachPriceOfEachCustomerIsRoundedByItself() {
        // 0.5 cents each: one cent for each of two prices of each of three customers.
        Paid paid = other("eur 1 month 2, eur 1 month 2");

        OfPeriod period = MrrMovements.of(1, List.of(in(1, 3, null, paid)), euros("1", "1"))
                .get(0);

        assertThat(period.endCents()).isEqualByComparingTo("6");
    }

    @Test
    void whoseAmountComesToNothingDoesNotPay() {
        Paid paid = other("eur 1 month 1");
        List<OfPeriod> periods = MrrMovements.of(
                2,
                List.of(in(0, 5, null, paid), new MrrTransition(1, 2, 5, paid, paid, true)),
                euros("1", "0.4", "0.6"));

        assertThat(periods)
                .containsExactly(
                        new OfPeriod(BigDecimal.valueOf(5), 5, BigDecimal.ZERO, cents(MrrMovement.CHURNED, -5), 5),
                        new OfPeriod(BigDecimal.ZERO, 0, BigDecimal.valueOf(5), cents(MrrMovement.REACTIVATION, 5), 0));
    }

    /** Two at 10 cents and three that pay 1 eur cent alone are apart; of different times they are together. */
    @Test
    void whoStaysForDifferentTimesIsValuedTogetherWithThoseWhoPayTheSame() {
        var both = new Paid(BigDecimal.valueOf(20), "eur 1 month 1");
        var one = new Paid(BigDecimal.TEN, "eur 1 month 1");
        Paid euros = other("eur 1 month 1");
        List<OfPeriod> periods = MrrMovements.of(
                4,
                List.of(
                        in(0, 2, null, both),
                        in(0, 1, null, one),
                        in(0, 3, null, euros),
                        new MrrTransition(1, 4, 2, both, both, true),
                        new MrrTransition(1, 3, 1, one, one, true),
                        in(4, 1, one, null),
                        new MrrTransition(1, 4, 3, euros, euros, true)),
                euros("1", "0.4", "0.6", "2", "3"));

        assertThat(periods.stream().map(OfPeriod::endCents)).containsExactly(numbers(30, 36, 42, 35));
        assertThat(periods.stream().map(OfPeriod::movements))
                .containsExactly(
                        cents(MrrMovement.CONTRACTION, -3, MrrMovement.CHURNED, -3),
                        cents(MrrMovement.EXPANSION, 3, MrrMovement.REACTIVATION, 3),
                        cents(MrrMovement.EXPANSION, 6),
                        cents(MrrMovement.EXPANSION, 5, MrrMovement.CHURNED, -12));
        assertThat(periods.stream().map(OfPeriod::startCustomers)).containsExactly(6L, 3L, 6L, 6L);
        assertThat(periods.stream().map(OfPeriod::lostCustomers)).containsExactly(3L, 0L, 0L, 1L);
    }

    private static BigDecimal[] numbers(long... numbers) {
        return Arrays.stream(numbers).mapToObj(BigDecimal::valueOf).toArray(BigDecimal[]::new);
    }

    @Test
    void amountsOfMonthsFollowFromTheirIntervals() {
        List<String> cents =
                MonthlyPrice.parse("eur 100 day 3, eur 100 week 2, eur 99 month 2, eur 100 year 1").stream()
                        .map(price -> price.cents(new BigDecimal("1.5")).toPlainString())
                        .toList();

        // 100·1.5·365/36 = 1520.8; 100·1.5·52/24 = 325; 99·1.5/2 = 74.25; 100·1.5/12 = 12.5.
        assertThat(cents).containsExactly("1521", "325", "74", "13");
        assertThat(MonthlyPrice.parse("")).isEmpty();
    }

    @Test
    void equalPricesAreWrittenWithTheirCount() {
        List<MonthlyPrice> prices = MonthlyPrice.parse("eur 100 year 1, 3 x eur 99 month 2");

        assertThat(prices)
                .containsExactly(
                        new MonthlyPrice(1, "eur", new BigDecimal("100"), "year", 1),
                        new MonthlyPrice(3, "eur", new BigDecimal("99"), "month", 2));
        // 3 of 49.5, each rounded.
        assertThat(prices.get(1).cents(BigDecimal.ONE)).isEqualByComparingTo("150");
    }

    @Test
    void ratesAreNeededOfTheCurrenciesThatArePaidIn() {
        assertThat(MrrMovements.currencies(List.of(
                        in(0, 1, null, usd(1)),
                        in(1, 1, other("eur 1 month 1, jpy 5 month 1"), null),
                        in(1, 1, null, other("gbp 1 month 1")))))
                .containsExactlyInAnyOrder("eur", "jpy", "gbp");
    }
}
