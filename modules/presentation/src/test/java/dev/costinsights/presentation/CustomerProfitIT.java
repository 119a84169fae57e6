package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.CustomerSelection;
import dev.costinsights.contracts.profit.CustomerSelection.Sort;
import dev.costinsights.contracts.profit.GetCustomerProfits;
import dev.costinsights.contracts.profit.ListCustomerProfits;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.contracts.profit.RankCustomers;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerProfitIT {
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

    private static CustomerSelection selection(
            UUID organizationId, TimeRange range, @Nullable String query, Sort sort, boolean descending) {
        return new CustomerSelection(organizationId, range, query, sort, descending, Consistency.STRONG);
    }

    private CustomerProfitPage page(TimeRange range, Sort sort, boolean descending, long offset, int limit)
            throws Exception {
        return get(Channels.LIST_CUSTOMER_PROFITS.ask(
                fixture.vertx,
                new ListCustomerProfits(selection(organizationId, range, null, sort, descending), offset, limit)));
    }

    private ExpectedProfit world(Random random) throws Exception {
        var register = new RandomRegister(fixture.connection, organizationId);
        for (int i = 0; i < 12; i++) {
            register.change(random);
        }
        List<TestLog.Event> events = RandomEvents.events(random, 400);
        fixture.append(organizationId, events);
        var revenue = new ProfitRows(fixture.connection, organizationId);
        for (int i = 0; i < 60; i++) {
            revenue.orders.add(new ProfitRows.Order(
                    UUID.randomUUID(),
                    customer(random),
                    null,
                    RandomEvents.time(random),
                    random.nextInt(6) > 0,
                    random.nextInt(20_000),
                    random.nextInt(300)));
        }
        for (int i = 0; i < 25; i++) {
            ProfitRows.Order order = revenue.orders.get(random.nextInt(60));
            revenue.refunds.add(new ProfitRows.Refund(order, RandomEvents.time(random), 1 + random.nextInt(5_000)));
            Instant disputed = RandomEvents.time(random);
            revenue.disputes.add(new ProfitRows.Dispute(
                    order,
                    disputed,
                    random.nextBoolean() ? null : disputed.plusSeconds(random.nextInt(5_000_000)),
                    900));
        }
        revenue.write();
        for (int i = 0; i < 7; i++) {
            revenue.paid(
                    new UUID(0x4000L, 0x8000000000000000L + i),
                    random.nextBoolean() ? null : RandomEvents.time(random).toString(),
                    null);
        }
        awaitFolded();
        return new ExpectedProfit(events, register::owner, revenue);
    }

    /** Some of those of the events, and two that are never registered. */
    private static UUID customer(Random random) {
        return new UUID(0x4000L, 0x8000000000000000L + random.nextInt(7));
    }

    private void awaitFolded() {
        await().atMost(30, SECONDS).until(() -> {
            try (var statement = fixture.connection.createStatement();
                    var rows = statement.executeQuery(
                            "select from log.tickets where organization_id = '" + organizationId + "'")) {
                return !rows.next();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void rowsAreWhatEveryEventAndOrderSays(int seed) throws Exception {
        var random = new Random(seed);
        ExpectedProfit expected = world(random);
        for (String zone : List.of("Asia/Kathmandu", "Australia/Adelaide", "America/New_York", "UTC")) {
            LocalDate start = RandomEvents.day(random);
            var range = new TimeRange(start, start.plusDays(random.nextInt(500)), ZoneId.of(zone));
            var inside = ExpectedProfit.inside(range);
            var until = ExpectedProfit.untilEndOf(range);

            CustomerProfitPage page = page(range, Sort.CUSTOMER_ID, false, 0, 100);

            assertThat(page.items()).extracting(CustomerProfit::customerId).isEqualTo(expected.customers(range));
            assertThat(page.totalCount()).isEqualTo(page.items().size());
            for (CustomerProfit row : page.items()) {
                UUID id = row.customerId();
                assertThat(row.figures()).isEqualTo(expected.figures(id, inside));
                assertThat(row.events()).isEqualTo(expected.events(id, inside));
                assertThat(row.realizedLtvCents())
                        .isEqualByComparingTo(expected.figures(id, until).profitCents());
                assertThat(row.topCostDriver()).isEqualTo(expected.driver(id, inside));
                assertThat(row.firstActivityAt())
                        .isEqualTo(expected.activity(id)
                                .min(Comparator.naturalOrder())
                                .orElse(null));
                assertThat(row.lastActivityAt())
                        .isEqualTo(expected.activity(id)
                                .filter(until)
                                .max(Comparator.naturalOrder())
                                .orElse(null));
            }
            assertThat(page.totals().figures()).isEqualTo(expected.figures(null, inside));
            assertThat(page.totals().events()).isEqualTo(expected.events(null, inside));
            assertThat(page.totals().realizedLtvCents())
                    .isEqualByComparingTo(expected.figures(null, until).profitCents());
            assertThatItAddsUp(page);
        }
    }

    private static void assertThatItAddsUp(CustomerProfitPage page) {
        ProfitFigures sum = page.items().stream()
                .map(CustomerProfit::figures)
                .reduce(page.unattributed().figures(), CustomerProfitIT::plus);
        assertThat(sum)
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(page.totals().figures());
        assertThat(page.items().stream().mapToLong(CustomerProfit::events).sum()
                        + page.unattributed().events())
                .isEqualTo(page.totals().events());
    }

    private static ProfitFigures plus(ProfitFigures a, ProfitFigures b) {
        return new ProfitFigures(
                a.revenueCents().add(b.revenueCents()),
                a.netRevenueCents().add(b.netRevenueCents()),
                a.netRevenueByDateCents().add(b.netRevenueByDateCents()),
                a.refundCents().add(b.refundCents()),
                a.costCents().add(b.costCents()));
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12})
    void pagesOfEveryOrderHoldEveryCustomerOnce(int seed) throws Exception {
        var random = new Random(seed);
        world(random);
        LocalDate start = RandomEvents.day(random);
        var range = new TimeRange(start, start.plusDays(400), RandomEvents.zone(random));
        List<CustomerProfit> all = page(range, Sort.CUSTOMER_ID, false, 0, 100).items();
        for (Sort sort : Sort.values()) {
            for (boolean descending : new boolean[] {false, true}) {
                List<CustomerProfit> paged = new ArrayList<>();
                for (int offset = 0; offset < all.size(); offset += 2) {
                    CustomerProfitPage page = page(range, sort, descending, offset, 2);
                    assertThat(page.totalCount()).isEqualTo(all.size());
                    assertThat(page.unattributed())
                            .isEqualTo(page(range, Sort.COSTS, true, 0, 1).unattributed());
                    paged.addAll(page.items());
                }
                assertThat(paged)
                        .as("%s %s", sort, descending)
                        .isEqualTo(all.stream()
                                .sorted(ExpectedProfit.order(sort, descending))
                                .toList());
                assertThat(get(Channels.RANK_CUSTOMERS.ask(
                                        fixture.vertx,
                                        new RankCustomers(selection(organizationId, range, null, sort, descending))))
                                .customerIds())
                        .isEqualTo(
                                paged.stream().map(CustomerProfit::customerId).toList());
            }
        }
        assertThat(get(Channels.GET_CUSTOMER_PROFITS.ask(
                                fixture.vertx,
                                new GetCustomerProfits(
                                        organizationId,
                                        range,
                                        all.stream()
                                                .map(CustomerProfit::customerId)
                                                .toList(),
                                        Consistency.BOUNDED)))
                        .items())
                .isEqualTo(all);
    }
}
