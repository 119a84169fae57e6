package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.CustomerSelection;
import dev.costinsights.contracts.profit.CustomerSelection.Sort;
import dev.costinsights.contracts.profit.CustomerSelection.Who;
import dev.costinsights.contracts.profit.ListCustomerProfits;
import dev.costinsights.contracts.profit.ProfitCurve;
import dev.costinsights.contracts.profit.ProfitCurve.Part;
import dev.costinsights.contracts.profit.ProfitCurve.Step;
import dev.costinsights.contracts.profit.ProfitCurveQuery;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfitCurveIT {
    private static final TimeRange RANGE =
            new TimeRange(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-24"), ZoneId.of("UTC"));
    private static PresentationFixture fixture;

    private final UUID organizationId = UUID.randomUUID();

    @BeforeAll
    static void start() throws Exception {
        fixture = new PresentationFixture();
        fixture.startFolding();
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    private ProfitCurve curve(TimeRange range, int ends) throws Exception {
        return get(Channels.PROFIT_CURVE.ask(
                fixture.vertx, new ProfitCurveQuery(organizationId, range, ends, Consistency.STRONG)));
    }

    private CustomerProfitPage page(TimeRange range, Who who, Sort sort, long offset, int limit) throws Exception {
        return get(Channels.LIST_CUSTOMER_PROFITS.ask(
                fixture.vertx,
                new ListCustomerProfits(
                        new CustomerSelection(organizationId, range, null, who, sort, true, Consistency.STRONG),
                        offset,
                        limit)));
    }

    private static BigDecimal profit(CustomerProfit customer) {
        return customer.figures().profitCents();
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 32, 33, 34})
    void theCurveIsTheListBestFirst(int seed) throws Exception {
        var random = new Random(seed);
        ProfitWorld.make(fixture, organizationId, random);
        LocalDate start = RandomEvents.day(random);
        var range = new TimeRange(start, start.plusDays(random.nextInt(500)), RandomEvents.zone(random));
        List<CustomerProfit> all =
                page(range, Who.EVERYBODY, Sort.PROFIT, 0, 100).items();

        ProfitCurve curve = curve(range, 3);

        assertThat(curve.steps())
                .allMatch(step -> step.customers() == 1)
                .extracting(Step::profitCents)
                .isEqualTo(all.stream().map(ProfitCurveIT::profit).toList());
        assertThat(curve.best()).isEqualTo(all.subList(0, Math.min(3, all.size())));
        List<CustomerProfit> worst =
                new ArrayList<>(all.subList(Math.min(all.size(), Math.max(3, all.size() - 3)), all.size()));
        Collections.reverse(worst);
        assertThat(curve.worst()).isEqualTo(worst);
        assertThatTheCountsAreThoseOf(all, curve);
    }

    private static void assertThatTheCountsAreThoseOf(List<CustomerProfit> all, ProfitCurve curve) {
        Predicate<CustomerProfit> loses = row -> profit(row).signum() < 0;
        Predicate<CustomerProfit> pays = row -> row.figures().revenueCents().signum() > 0;
        ProfitCurve.Counts counts = curve.counts();
        assertThat(counts.customers()).isEqualTo(all.size());
        assertThat(counts.paying()).isEqualTo(all.stream().filter(pays).count());
        assertThat(counts.losing()).isEqualTo(all.stream().filter(loses).count());
        assertThat(counts.losingPaying())
                .isEqualTo(all.stream().filter(loses.and(pays)).count());
        BigDecimal gain = sum(all, loses.negate());
        assertThat(counts.gainCents()).isEqualByComparingTo(gain);
        assertThat(counts.lossCents()).isEqualByComparingTo(sum(all, loses));
        assertThat(counts.lossOfPayingCents()).isEqualByComparingTo(sum(all, loses.and(pays)));
        int half = 0;
        for (BigDecimal made = BigDecimal.ZERO; made.add(made).compareTo(gain) < 0; half++) {
            made = made.add(profit(all.get(half)));
        }
        assertThat(counts.half()).isEqualTo(half);
        for (int i = 0; i < all.size(); i++) {
            assertThat(curve.steps().get(i).part())
                    .isEqualTo(i < half ? Part.HALF : loses.test(all.get(i)) ? Part.LOSS : Part.REST);
        }
    }

    private static BigDecimal sum(List<CustomerProfit> rows, Predicate<CustomerProfit> which) {
        return rows.stream().filter(which).map(ProfitCurveIT::profit).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @ParameterizedTest
    @ValueSource(ints = {35, 36})
    void whoPaysAndWhoLosesAreThoseOfTheListInEveryOrder(int seed) throws Exception {
        var random = new Random(seed);
        ProfitWorld.make(fixture, organizationId, random);
        LocalDate start = RandomEvents.day(random);
        var range = new TimeRange(start, start.plusDays(200), RandomEvents.zone(random));
        CustomerProfitPage everybody = page(range, Who.EVERYBODY, Sort.CUSTOMER_ID, 0, 100);
        for (Who who : List.of(Who.PAYING, Who.LOSING)) {
            List<CustomerProfit> meant = everybody.items().stream()
                    .filter(row -> who == Who.PAYING
                            ? row.figures().revenueCents().signum() > 0
                            : profit(row).signum() < 0)
                    .toList();
            for (Sort sort : Sort.values()) {
                List<CustomerProfit> paged = new ArrayList<>();
                CustomerProfitPage page;
                do {
                    page = page(range, who, sort, paged.size(), 3);
                    paged.addAll(page.items());
                    assertThat(page.totalCount()).isEqualTo(meant.size());
                    assertThat(page.totals()).isEqualTo(everybody.totals());
                    assertThat(page.unattributed()).isEqualTo(everybody.unattributed());
                } while (!page.items().isEmpty());
                assertThat(paged)
                        .as("%s %s", who, sort)
                        .isEqualTo(meant.stream()
                                .sorted(ExpectedProfit.order(sort, true))
                                .toList());
            }
        }
    }

    @Test
    void neighboursAreOneStepWhereThereAreMoreThanCanBeSeen() throws Exception {
        var revenue = new ProfitRows(fixture.connection, organizationId);
        BigDecimal all = BigDecimal.ZERO;
        for (int i = 0; i < 1_000; i++) {
            revenue.orders.add(ProfitRows.Order.of(
                    new UUID(0x4000L, 0x8000000000000000L + i), null, "2026-11-10T10:00:00Z", 100 + i));
            all = all.add(BigDecimal.valueOf(100 + i));
        }
        revenue.write();
        fixture.awaitFolded(organizationId);

        ProfitCurve curve = curve(RANGE, 1);

        assertThat(curve.steps()).hasSizeBetween(ProfitCurve.MOST_STEPS, ProfitCurve.MOST_STEPS + 2);
        assertThat(curve.steps()).allMatch(step -> step.customers() <= 3);
        assertThat(curve.steps().stream().mapToLong(Step::customers).sum()).isEqualTo(1_000);
        assertThat(curve.steps().stream().map(Step::profitCents).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(curve.counts().gainCents())
                .isEqualByComparingTo(page(RANGE, Who.EVERYBODY, Sort.PROFIT, 0, 1)
                        .totals()
                        .figures()
                        .profitCents());
        assertThat(profit(curve.worst().get(0))).isLessThan(profit(curve.best().get(0)));
    }

    @Test
    void withoutCustomersThereIsNoStep() throws Exception {
        ProfitCurve curve = curve(RANGE, 5);

        assertThat(curve.steps()).isEmpty();
        assertThat(curve.best()).isEmpty();
        assertThat(curve.counts().customers()).isZero();
        assertThat(curve.counts().gainCents()).isZero();
    }
}
