package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import dev.costinsights.testkit.TestCustomers;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerProfitIT {
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
        return ProfitWorld.make(fixture, organizationId, random);
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
        CustomerProfitPage first = page(range, Sort.CUSTOMER_ID, false, 0, 100);
        List<CustomerProfit> all = first.items();
        for (Sort sort : Sort.values()) {
            for (boolean descending : new boolean[] {false, true}) {
                List<CustomerProfit> paged = new ArrayList<>();
                for (int offset = 0; offset < all.size(); offset += 4) {
                    CustomerProfitPage page = page(range, sort, descending, offset, 4);
                    assertThat(page.totalCount()).isEqualTo(all.size());
                    assertThat(page.unattributed()).isEqualTo(first.unattributed());
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

    private UUID register(@Nullable String externalId) throws Exception {
        UUID id = UUID.randomUUID();
        TestCustomers.put(fixture.connection, organizationId, id, externalId);
        return id;
    }

    private static TestLog.Event event(String name, @Nullable String externalId, @Nullable UUID id, String cents) {
        return new TestLog.Event(
                Instant.parse("2026-11-10T10:00:00Z"), name, externalId, id, new BigDecimal(cents), null, null);
    }

    @Test
    void eventsByIdAndByExternalIdAreOneRowAndNobodysAreUnattributed() throws Exception {
        UUID acme = register("acme");
        UUID gone = register("gone");
        fixture.append(
                organizationId,
                List.of(
                        event("a", "acme", null, "1"),
                        event("b", null, acme, "2"),
                        event("b", null, gone, "4"),
                        event("b", "gone", null, "8"),
                        event("b", "nobody", null, "16"),
                        event("b", null, null, "32")));
        TestCustomers.delete(fixture.connection, organizationId, gone);
        fixture.awaitFolded(organizationId);

        CustomerProfitPage page = page(RANGE, Sort.COSTS, true, 0, 10);

        assertThat(page.items())
                .extracting(
                        CustomerProfit::customerId,
                        CustomerProfit::externalCustomerId,
                        row -> row.figures().costCents().intValue(),
                        CustomerProfit::events,
                        CustomerProfit::topCostDriver)
                .containsExactly(tuple(gone, null, 4, 1L, "b"), tuple(acme, "acme", 3, 2L, "b"));
        assertThat(page.unattributed().figures().costCents()).isEqualByComparingTo("56");
        assertThat(page.unattributed().events()).isEqualTo(3);
        assertThat(page.totals().figures().costCents()).isEqualByComparingTo("63");
    }

    @Test
    void aPartOfANameAnAddressOrAnIdFindsCustomers() throws Exception {
        UUID acme = register("AC_ME-1");
        UUID other = register("other");
        fixture.append(organizationId, List.of(event("a", "AC_ME-1", null, "1"), event("a", "other", null, "2")));
        UUID unknown = UUID.randomUUID();
        var revenue = new ProfitRows(fixture.connection, organizationId);
        revenue.orders.add(ProfitRows.Order.of(unknown, null, "2026-11-10T10:00:00Z", 1_000));
        revenue.write();
        fixture.awaitFolded(organizationId);

        assertThat(found("c_me")).containsExactly(acme);
        assertThat(found("axme")).isEmpty();
        assertThat(found(other.toString().substring(4, 20).toUpperCase(Locale.ROOT)))
                .containsExactly(other);
        assertThat(found(unknown.toString())).containsExactly(unknown);
        CustomerProfitPage nothing = get(Channels.LIST_CUSTOMER_PROFITS.ask(
                fixture.vertx,
                new ListCustomerProfits(selection(organizationId, RANGE, "nothing", Sort.NAME, true), 0, 10)));
        assertThat(nothing.totalCount()).isZero();
        assertThat(nothing.totals().figures().costCents()).isEqualByComparingTo("3");
        assertThat(nothing.unattributed().figures().costCents()).isZero();
    }

    private List<UUID> found(String query) throws Exception {
        return get(Channels.RANK_CUSTOMERS.ask(
                        fixture.vertx, new RankCustomers(selection(organizationId, RANGE, query, Sort.PROFIT, true))))
                .customerIds();
    }

    /** They paid on 90, 1, 65 and 0 days of the window, 2026-08-27 until 2026-11-25; in it the access of two ended. */
    @Test
    void whatPayersWillBringIsForetoldFromThreeMonths() throws Exception {
        UUID stays = register("stays");
        UUID left = register("left");
        UUID joined = register("new");
        UUID gone = register("gone");
        var revenue = new ProfitRows(fixture.connection, organizationId);
        revenue.paid(stays, null, null);
        revenue.paid(left, null, "2026-08-28T00:00:00Z");
        revenue.paid(joined, "2026-09-21T12:00:00Z", "2026-11-25T00:00:00Z");
        revenue.paid(gone, null, "2026-08-27T00:00:00Z");
        for (UUID id : List.of(stays, left, joined, gone)) {
            revenue.orders.add(ProfitRows.Order.of(id, null, "2026-09-10T10:00:00Z", 3_000));
            revenue.orders.add(ProfitRows.Order.of(id, null, "2026-11-10T10:00:00Z", 77_000));
        }
        revenue.write();
        fixture.append(
                organizationId, List.of(TestLog.Event.of(Instant.parse("2026-10-31T23:00:00Z"), "a", "stays", "600")));
        fixture.awaitFolded(organizationId);

        List<CustomerProfit> rows = page(RANGE, Sort.PREDICTED_LTV, true, 0, 10).items();

        var churn = new PredictedLtv.Churn(156, 2, 4);
        assertThat(rows)
                .extracting(CustomerProfit::externalCustomerId, CustomerProfit::predictedLtvConfidence)
                .contains(tuple("stays", CustomerProfit.Confidence.LOW), tuple("gone", null));
        assertThat(rows.get(2).externalCustomerId()).isEqualTo("stays");
        assertThat(rows.get(2).predictedLtvCents())
                .isEqualByComparingTo(PredictedLtv.ofCustomer(churn, 90, new BigDecimal("2400")));
        assertThat(rows.get(3).predictedLtvCents()).isNull();
    }

    /** What didn't count was refunded in the range; what counts came after it. */
    @Test
    void whoBeganAfterTheRangeStandsWhereItsFirstActivitySays() throws Exception {
        UUID late = register("late");
        UUID early = register("early");
        UUID never = register("never");
        var revenue = new ProfitRows(fixture.connection, organizationId);
        for (UUID id : List.of(late, early, never)) {
            var open = new ProfitRows.Order(
                    UUID.randomUUID(), id, null, Instant.parse("2026-11-10T10:00:00Z"), false, 0, 0);
            revenue.orders.add(open);
            revenue.refunds.add(new ProfitRows.Refund(open, Instant.parse("2026-11-11T10:00:00Z"), 100));
        }
        revenue.orders.add(ProfitRows.Order.of(late, null, "2026-12-05T10:00:00Z", 1_000));
        revenue.orders.add(ProfitRows.Order.of(early, null, "2026-12-01T10:00:00Z", 1_000));
        revenue.write();

        assertThat(page(RANGE, Sort.FIRST_ACTIVITY_AT, false, 0, 10).items())
                .extracting(CustomerProfit::customerId)
                .containsExactly(early, late, never);
        assertThat(page(RANGE, Sort.FIRST_ACTIVITY_AT, true, 0, 10).items())
                .extracting(CustomerProfit::customerId)
                .containsExactly(late, early, never);
        assertThat(page(RANGE, Sort.LAST_ACTIVITY_AT, true, 0, 10).items())
                .extracting(CustomerProfit::lastActivityAt)
                .containsOnlyNulls();
    }

    @Test
    void aCustomerThatNobodyNamesHasNoRow() throws Exception {
        UUID quiet = register("quiet");

        var found = get(Channels.GET_CUSTOMER_PROFITS.ask(
                fixture.vertx,
                new GetCustomerProfits(organizationId, RANGE, List.of(UUID.randomUUID(), quiet), Consistency.BOUNDED)));

        assertThat(found.items()).extracting(CustomerProfit::customerId).containsExactly(quiet);
        assertThat(found.items().get(0).figures()).isEqualTo(ProfitFigures.NONE);
        assertThat(page(RANGE, Sort.PROFIT, true, 0, 10).items()).isEmpty();
    }
}
