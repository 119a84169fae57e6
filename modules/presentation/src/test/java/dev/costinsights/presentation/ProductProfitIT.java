package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.metrics.BillingType;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.profit.ListProductProfits;
import dev.costinsights.contracts.profit.ListProductProfits.Sort;
import dev.costinsights.contracts.profit.ProductProfit;
import dev.costinsights.contracts.profit.ProductProfitPage;
import dev.costinsights.testkit.TestCustomers;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductProfitIT {
    private static final TimeRange RANGE =
            new TimeRange(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-24"), ZoneId.of("UTC"));
    private static PresentationFixture fixture;

    private final UUID organizationId = UUID.randomUUID();
    private final ProfitRows revenue = new ProfitRows(fixture.connection, organizationId);

    @BeforeAll
    static void start() throws Exception {
        fixture = new PresentationFixture();
        fixture.startFolding();
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    private static UUID product(int number) {
        return new UUID(0x4000L, 0x9000000000000000L + number);
    }

    private ProductProfitPage page(TimeRange range, Sort sort, boolean descending, int limit) throws Exception {
        return get(Channels.LIST_PRODUCT_PROFITS.ask(
                fixture.vertx,
                new ListProductProfits(organizationId, range, sort, descending, 0, limit, Consistency.STRONG)));
    }

    private UUID customer(String externalId, String cents) throws Exception {
        UUID id = UUID.randomUUID();
        TestCustomers.put(fixture.connection, organizationId, id, externalId);
        fixture.append(
                organizationId,
                List.of(TestLog.Event.of(Instant.parse("2026-11-10T10:00:00Z"), "a", externalId, cents)));
        return id;
    }

    private Map<@Nullable UUID, BigDecimal> costs() throws Exception {
        fixture.awaitFolded(organizationId);
        Map<@Nullable UUID, BigDecimal> costs = new HashMap<>();
        ProductProfitPage page = page(RANGE, Sort.COSTS, true, 100);
        page.items().forEach(row -> costs.put(row.productId(), row.figures().costCents()));
        assertThat(costs.values().stream().reduce(page.unallocated().costCents(), BigDecimal::add))
                .isEqualByComparingTo(page.totals().costCents());
        return costs;
    }

    @Test
    void thirdsAddUpToOneAndTheRestGoesToTheFirst() throws Exception {
        UUID customer = customer("thirds", "0.000000000001");
        for (int i = 3; i > 0; i--) {
            revenue.subscribed(customer, product(i), "2026-01-01T00:00:00Z", null);
            revenue.subscribed(customer, product(i), "2025-01-01T00:00:00Z", "2026-11-20T00:00:00Z");
        }

        assertThat(costs())
                .containsEntry(product(1), new BigDecimal("0.000000000000333333333334"))
                .containsEntry(product(2), new BigDecimal("0.000000000000333333333333"))
                .containsEntry(product(3), new BigDecimal("0.000000000000333333333333"));
    }

    @Test
    void whatWasBoughtInTheRangeDecidesThenWhatIsPaidThenWhatEverWasBought() throws Exception {
        UUID buys = customer("buys", "100");
        UUID pays = customer("pays", "10");
        UUID bought = customer("bought", "1");
        customer("has nothing", "0.1");
        fixture.append(
                organizationId,
                List.of(TestLog.Event.of(Instant.parse("2026-11-10T10:00:00Z"), "a", "nobody", "0.01")));
        revenue.orders.add(ProfitRows.Order.of(buys, product(1), "2026-11-10T10:00:00Z", 1_000));
        revenue.orders.add(ProfitRows.Order.of(buys, null, "2026-11-11T10:00:00Z", 3_000));
        revenue.orders.add(ProfitRows.Order.of(buys, product(2), "2026-10-31T10:00:00Z", 9_000));
        revenue.subscribed(buys, product(3), "2026-01-01T00:00:00Z", null);
        revenue.orders.add(ProfitRows.Order.of(pays, product(1), "2026-11-10T10:00:00Z", 0));
        revenue.subscribed(pays, product(2), "2026-01-01T00:00:00Z", "2026-11-01T00:00:00.000001Z");
        revenue.subscribed(pays, product(3), "2026-01-01T00:00:00Z", "2026-11-01T00:00:00Z");
        revenue.orders.add(ProfitRows.Order.of(bought, product(3), "2020-11-10T10:00:00Z", 0));
        revenue.orders.add(ProfitRows.Order.of(bought, product(3), "2026-11-25T10:00:00Z", 700));
        revenue.product(product(1), "Pro", "recurring");
        revenue.write();

        assertThat(costs())
                .containsEntry(product(1), new BigDecimal("25"))
                .containsEntry(null, new BigDecimal("75"))
                .containsEntry(product(2), new BigDecimal("10"))
                .containsEntry(product(3), new BigDecimal("1"));
        ProductProfitPage page = page(RANGE, Sort.NAME, false, 1);
        assertThat(page.items())
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .extracting(
                                ProductProfit::productId,
                                ProductProfit::name,
                                ProductProfit::billingType,
                                ProductProfit::orders,
                                ProductProfit::customers)
                        .containsExactly(product(1), "Pro", BillingType.RECURRING, 2L, 2L));
        assertThat(page.unallocated().costCents()).isEqualByComparingTo("0.11");
        assertThat(page.orders()).isEqualTo(3);
        assertThat(page.customers()).isEqualTo(2);
        assertThat(page.totalCount()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void productsAreWhatEveryEventAndOrderSays(int seed) throws Exception {
        var random = new Random(seed);
        var register = new RandomRegister(fixture.connection, organizationId);
        for (int i = 0; i < 12; i++) {
            register.change(random);
        }
        List<TestLog.Event> events = RandomEvents.events(random, 300);
        fixture.append(organizationId, events);
        for (int i = 0; i < 60; i++) {
            revenue.orders.add(new ProfitRows.Order(
                    UUID.randomUUID(),
                    new UUID(0x4000L, 0x8000000000000000L + random.nextInt(7)),
                    random.nextInt(4) == 0 ? null : product(random.nextInt(5)),
                    RandomEvents.time(random),
                    random.nextInt(6) > 0,
                    random.nextInt(4) == 0 ? 0 : random.nextInt(20_000),
                    0));
        }
        revenue.write();
        fixture.awaitFolded(organizationId);
        var expected = new ExpectedProfit(events, register::owner, revenue);
        for (String zone : List.of("Asia/Kathmandu", "Australia/Adelaide", "America/New_York")) {
            LocalDate start = RandomEvents.day(random);
            var range = new TimeRange(start, start.plusDays(random.nextInt(500)), ZoneId.of(zone));

            ProductProfitPage page = page(range, Sort.PRODUCT_ID, false, 100);

            Map<String, BigDecimal> costs = new TreeMap<>();
            page.items().stream()
                    .filter(row -> row.figures().costCents().signum() != 0)
                    .forEach(row -> costs.put(
                            String.valueOf(row.productId()), row.figures().costCents()));
            Map<String, BigDecimal> split = split(expected, range);
            assertThat(costs).isEqualTo(split);
            assertThat(costs.values().stream().reduce(page.unallocated().costCents(), BigDecimal::add))
                    .isEqualByComparingTo(page.totals().costCents());
            assertThat(page.items().stream()
                            .map(row -> row.figures().revenueCents())
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(page.totals().revenueCents());
            assertThat(page.totals()).isEqualTo(expected.figures(null, ExpectedProfit.inside(range)));
            assertThat(page.items().stream().mapToLong(ProductProfit::orders).sum())
                    .isEqualTo(page.orders());
        }
    }

    /** Without subscriptions. */
    private static Map<String, BigDecimal> split(ExpectedProfit expected, TimeRange range) {
        Predicate<Instant> inside = ExpectedProfit.inside(range);
        Predicate<Instant> until = ExpectedProfit.untilEndOf(range);
        Map<String, BigDecimal> costs = new TreeMap<>();
        for (UUID customer : expected.customers(range)) {
            BigDecimal cost = expected.figures(customer, inside).costCents();
            Map<String, BigDecimal> weights = new TreeMap<>();
            orders(expected, customer, inside)
                    .filter(order -> order.revenueCents() > 0)
                    .forEach(order ->
                            weights.merge(key(order), BigDecimal.valueOf(order.revenueCents()), BigDecimal::add));
            if (weights.isEmpty()) {
                orders(expected, customer, until).forEach(order -> weights.put(key(order), BigDecimal.ONE));
            }
            shares(weights).forEach((product, share) -> costs.merge(product, cost.multiply(share), BigDecimal::add));
        }
        costs.replaceAll((product, cost) -> Sums.plain(cost));
        costs.values().removeIf(cost -> cost.signum() == 0);
        Map<String, BigDecimal> named = new TreeMap<>();
        costs.forEach((product, cost) -> named.put(product.isEmpty() ? "null" : product, cost));
        return named;
    }

    /** No product comes first. */
    private static String key(ProfitRows.Order order) {
        return order.productId() == null ? "" : order.productId().toString();
    }

    private static Stream<ProfitRows.Order> orders(ExpectedProfit expected, UUID customer, Predicate<Instant> when) {
        return expected.revenue().orders.stream()
                .filter(order -> order.counts() && order.customerId().equals(customer) && when.test(order.createdAt()));
    }

    private static Map<String, BigDecimal> shares(Map<String, BigDecimal> weights) {
        BigDecimal whole = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, BigDecimal> shares = new TreeMap<>();
        List<String> byWeight = new ArrayList<>(weights.keySet());
        byWeight.sort((a, b) -> weights.get(b).compareTo(weights.get(a)));
        BigDecimal left = BigDecimal.ONE;
        for (String product : byWeight) {
            BigDecimal share = weights.get(product).divide(whole, 12, RoundingMode.HALF_UP);
            shares.put(product, share);
            left = left.subtract(share);
        }
        if (!byWeight.isEmpty()) {
            shares.merge(byWeight.get(0), left, BigDecimal::add);
        }
        return shares;
    }
}
