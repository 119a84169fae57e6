package dev.costinsights.aggregation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CustomerMrrTest {
    private static final UUID CUSTOMER = UUID.fromString("c0000000-0000-4000-8000-000000000001");
    private static final UUID PRODUCT = UUID.fromString("d0000000-0000-4000-8000-000000000001");

    private static Instant day(int day) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds((day - 1) * 86_400L);
    }

    private static PaidSpan span(Instant from, Instant to, String currency, long amount) {
        return new PaidSpan(
                from, to, new SubscriptionPlan(CUSTOMER, PRODUCT, BigDecimal.valueOf(amount), currency, "month", 1));
    }

    private static PaidSpan usd(int from, int to, long amount) {
        return span(day(from), day(to), "usd", amount);
    }

    private static PaidSpan eur(int from, int to, long amount) {
        return span(day(from), day(to), "eur", amount);
    }

    /** Rows as text: from, to, cents, other prices. */
    private static List<String> rows(PaidSpan... spans) {
        return CustomerMrr.of(List.of(spans)).stream()
                .map(row -> "%s-%s %s %s"
                        .formatted(
                                dayOf(row.from()),
                                dayOf(row.to()),
                                row.usdCents().toPlainString(),
                                row.otherPrices())
                        .strip())
                .toList();
    }

    private static long dayOf(Instant instant) {
        return 1 + (instant.getEpochSecond() - day(1).getEpochSecond()) / 86_400;
    }

    @ParameterizedTest
    @CsvSource({
        "1000, month, 1, 1000",
        "1000, month, 3, 333",
        "1001, month, 2, 501",
        "999, month, 2, 500",
        "12000, year, 1, 1000",
        "12006, year, 1, 1001",
        "12005, year, 1, 1000",
        "12000, year, 2, 500",
        "1200, week, 1, 5200",
        "1000, week, 1, 4333",
        "1000, week, 2, 2167",
        "100, day, 1, 3042",
        "100, day, 7, 435",
        "1, year, 1, 0",
    })
    void aMonthlyAmountIsRoundedOnceHalfAwayFromZero(long amount, String interval, int count, long expected) {
        var plan = new SubscriptionPlan(CUSTOMER, PRODUCT, BigDecimal.valueOf(amount), "usd", interval, count);

        assertThat(plan.monthlyCents()).isEqualByComparingTo(BigDecimal.valueOf(expected));
    }

    @Test
    void anotherCurrencyHasNoMonthlyCentsButAPrice() {
        var plan = new SubscriptionPlan(CUSTOMER, PRODUCT, new BigDecimal("120000"), "eur", "year", 2);

        assertThat(plan.monthlyCents()).isNull();
        assertThat(plan.price()).isEqualTo("eur 120000 year 2");
    }

    @Test
    void nobodyPaysNothing() {
        assertThat(rows()).isEmpty();
    }

    @Test
    void whatOverlapsIsAdded() {
        assertThat(rows(usd(1, 10, 1_000), usd(5, 15, 300))).containsExactly("1-5 1000", "5-10 1300", "10-15 300");
    }

    @Test
    void equalNeighboursAreOne() {
        assertThat(rows(usd(1, 5, 1_000), usd(5, 9, 1_000), usd(9, 12, 400), usd(9, 12, 600)))
                .containsExactly("1-12 1000");
        assertThat(rows(eur(1, 5, 1_000), eur(5, 9, 1_000))).containsExactly("1-9 0 eur 1000 month 1");
    }

    @Test
    void aPauseIsBetweenRows() {
        assertThat(rows(usd(1, 5, 1_000), usd(7, 9, 1_000))).containsExactly("1-5 1000", "7-9 1000");
    }

    @Test
    void otherCurrenciesKeepTheirSortedPrices() {
        assertThat(rows(eur(1, 9, 2_000), usd(1, 9, 500), eur(1, 9, 1_000), eur(3, 9, 1_000)))
                .containsExactly(
                        "1-3 500 eur 1000 month 1, eur 2000 month 1", "3-9 500 2 x eur 1000 month 1, eur 2000 month 1");
    }

    @Test
    void aGreatManyEqualPricesAreAShortText() {
        PaidSpan[] spans = IntStream.rangeClosed(1, 3_000)
                .mapToObj(day -> eur(day, 4_000, 1_000))
                .toArray(PaidSpan[]::new);

        List<String> rows = rows(spans);

        assertThat(rows).hasSize(3_000).endsWith("3000-4000 0 3000 x eur 1000 month 1");
    }

    @Test
    void aMonthlyAmountThatRoundsToNothingIsNothing() {
        var plan = new SubscriptionPlan(CUSTOMER, PRODUCT, BigDecimal.ONE, "usd", "year", 1);

        assertThat(rows(new PaidSpan(day(1), day(9), plan))).isEmpty();
        assertThat(rows(new PaidSpan(day(1), day(9), plan), usd(3, 5, 100))).containsExactly("3-5 100");
    }

    @Test
    void everyRowKnowsWhenTheCustomerFirstPaid() {
        List<CustomerMrr> rows = CustomerMrr.of(List.of(usd(7, 9, 1_000), usd(2, 4, 10), eur(20, 30, 5)));

        assertThat(rows).hasSize(3).allMatch(row -> row.firstPaidAt().equals(day(2)));
    }

    @Test
    void rowsMayHaveNoStartAndNoEnd() {
        assertThat(CustomerMrr.of(List.of(span(Instant.MIN, Instant.MAX, "usd", 7), usd(3, 5, 1))))
                .extracting(CustomerMrr::from, CustomerMrr::to)
                .containsExactly(tuple(Instant.MIN, day(3)), tuple(day(3), day(5)), tuple(day(5), Instant.MAX));
    }

    static Stream<Long> seeds() {
        return Stream.iterate(1L, seed -> seed + 1).limit(200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void saysOfEveryInstantWhatTheSpansSay(long seed) {
        List<PaidSpan> spans = randomSpans(new Random(seed));

        List<CustomerMrr> rows = CustomerMrr.of(spans);

        for (int i = 0; i < 24 * 32; i++) {
            Instant at = day(0).plusSeconds(i * 3_600L);
            assertThat(worthAt(rows, at)).as("at %s of %s", at, spans).isEqualTo(sumAt(spans, at));
        }
        for (int i = 1; i < rows.size(); i++) {
            CustomerMrr before = rows.get(i - 1);
            CustomerMrr after = rows.get(i);
            assertThat(after.from()).isAfterOrEqualTo(before.to());
            assertThat(after.from().equals(before.to()) && worth(after).equals(worth(before)))
                    .as("could be one: %s, %s", before, after)
                    .isFalse();
        }
        assertThat(rows).allMatch(row -> row.firstPaidAt().equals(rows.get(0).from()));
    }

    private static List<PaidSpan> randomSpans(Random random) {
        List<PaidSpan> spans = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            int from = random.nextInt(1, 25);
            int to = random.nextInt(from + 1, 30);
            spans.add(
                    random.nextInt(3) == 0
                            ? eur(from, to, 100L * random.nextInt(1, 3))
                            : usd(from, to, 100L * random.nextInt(1, 3)));
        }
        Collections.shuffle(spans, random);
        return spans;
    }

    private static String worth(CustomerMrr row) {
        return row.usdCents().toPlainString() + "/" + row.otherPrices();
    }

    private static String worthAt(List<CustomerMrr> rows, Instant at) {
        List<String> found = rows.stream()
                .filter(row -> !at.isBefore(row.from()) && at.isBefore(row.to()))
                .map(CustomerMrrTest::worth)
                .toList();
        assertThat(found).hasSizeLessThan(2);
        return found.isEmpty() ? "0/" : found.get(0);
    }

    private static String sumAt(List<PaidSpan> spans, Instant at) {
        List<SubscriptionPlan> plans = spans.stream()
                .filter(span -> !at.isBefore(span.from()) && at.isBefore(span.to()))
                .map(PaidSpan::plan)
                .toList();
        BigDecimal usd = plans.stream()
                .filter(plan -> plan.currency().equals("usd"))
                .map(SubscriptionPlan::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<String> others = plans.stream()
                .filter(plan -> !plan.currency().equals("usd"))
                .map(plan -> "eur " + plan.amount().toPlainString() + " month 1")
                .toList();
        return usd.toPlainString() + "/" + counted(others);
    }

    /** Equal prices once, with their count. */
    static String counted(List<String> prices) {
        return prices.stream()
                .distinct()
                .sorted()
                .map(price -> times(prices, price) + price)
                .collect(joining(", "));
    }

    private static String times(List<String> prices, String price) {
        int times = Collections.frequency(prices, price);
        return times > 1 ? times + " x " : "";
    }
}
