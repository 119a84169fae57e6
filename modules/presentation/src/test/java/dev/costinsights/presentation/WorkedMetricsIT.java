package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.metrics.BillingType;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.presentation.RevenueRows.Order;
import dev.costinsights.presentation.RevenueRows.Product;
import dev.costinsights.presentation.RevenueRows.Subscription;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Cases worked out by hand. */
class WorkedMetricsIT {
    private static PresentationFixture fixture;

    private final UUID organizationId = UUID.randomUUID();
    private final UUID customer = UUID.randomUUID();
    private final UUID oneTime = UUID.randomUUID();
    private final UUID monthly = UUID.randomUUID();
    private final UUID yearly = UUID.randomUUID();
    private final RevenueRows rows = new RevenueRows();

    @BeforeAll
    static void open() throws Exception {
        fixture = new PresentationFixture();
        fixture.startFolding();
    }

    @AfterAll
    static void close() throws Exception {
        fixture.close();
    }

    /** Two subscriptions from the first of January 2024, one from June, and what was bought once. */
    private void writeOneYear() throws Exception {
        rows.products.add(new Product(oneTime, "one_time"));
        rows.products.add(new Product(monthly, "recurring"));
        rows.products.add(new Product(yearly, "recurring"));
        Subscription first = subscribe(monthly, "2024-01-01", "month", 10_000, null, null);
        Subscription second = subscribe(monthly, "2024-06-01", "month", 10_000, null, null);
        Subscription third = subscribe(yearly, "2024-01-01", "year", 100_000, null, null);
        order("2023-06-01", null, 10_000);
        order("2024-01-01", null, 10_000);
        order("2024-01-01", first, 10_000);
        order("2024-01-01", third, 100_000);
        order("2024-02-01", first, 10_000);
        order("2024-06-01", second, 10_000);
        rows.write(fixture.connection, organizationId);
    }

    @Test
    void oneYearByDay() throws Exception {
        writeOneYear();

        MetricsAnswer answer = ask(range("2024-01-01", "2024-12-31", "UTC"), Interval.DAY, Metric.defaults());

        assertThat(answer.periods()).hasSize(366);
        assertThat(answer.periods().get(0).values())
                .contains(
                        entry(Metric.ORDERS, cents("3")),
                        entry(Metric.REVENUE, cents("120000")),
                        entry(Metric.CUMULATIVE_REVENUE, cents("130000")),
                        entry(Metric.AVERAGE_ORDER_VALUE, cents("40000")),
                        entry(Metric.ONE_TIME_PRODUCTS, cents("1")),
                        entry(Metric.NEW_SUBSCRIPTIONS, cents("2")),
                        entry(Metric.NEW_SUBSCRIPTIONS_REVENUE, cents("110000")),
                        entry(Metric.RENEWED_SUBSCRIPTIONS, cents("0")),
                        entry(Metric.ACTIVE_SUBSCRIPTIONS, cents("2")),
                        entry(Metric.MONTHLY_RECURRING_REVENUE, cents("18333")),
                        entry(Metric.AVERAGE_REVENUE_PER_USER, cents("18333")));
        assertThat(answer.periods().get(31).values())
                .contains(
                        entry(Metric.NEW_SUBSCRIPTIONS, cents("0")),
                        entry(Metric.RENEWED_SUBSCRIPTIONS, cents("1")),
                        entry(Metric.RENEWED_SUBSCRIPTIONS_REVENUE, cents("10000")),
                        entry(Metric.CUMULATIVE_REVENUE, cents("140000")));
        assertThat(answer.periods().get(152).timestamp()).isEqualTo("2024-06-01T00:00:00Z");
        assertThat(answer.periods().get(152).values())
                .contains(
                        entry(Metric.ACTIVE_SUBSCRIPTIONS, cents("3")),
                        entry(Metric.MONTHLY_RECURRING_REVENUE, cents("28333")));
        assertThat(answer.totals())
                .hasSize(55)
                .contains(
                        entry(Metric.ORDERS, cents("5")),
                        entry(Metric.ANNUAL_RECURRING_REVENUE, cents("339996")),
                        entry(Metric.ACTIVE_USER_BY_EVENT, cents("3")),
                        entry(Metric.AVERAGE_ORDER_VALUE, cents("28000")));
    }

    @Test
    void whatLiesBetweenTheMonthAndTheRangeIsHistory() throws Exception {
        writeOneYear();

        MetricsAnswer answer = ask(range("2024-01-11", "2024-06-15", "UTC"), Interval.MONTH, Metric.defaults());

        assertThat(answer.periods().get(0).timestamp()).isEqualTo("2024-01-01T00:00:00Z");
        assertThat(answer.periods().get(0).values())
                .contains(
                        entry(Metric.ORDERS, cents("0")),
                        entry(Metric.CUMULATIVE_REVENUE, cents("130000")),
                        entry(Metric.NEW_SUBSCRIPTIONS, cents("2")));
    }

    @Test
    void aDayBeginsAtLocalMidnight() throws Exception {
        writeOneYear();

        MetricsAnswer answer =
                ask(range("2024-01-01", "2024-01-02", "Europe/Paris"), Interval.DAY, List.of(Metric.ORDERS));

        assertThat(answer.periods().get(0).timestamp()).isEqualTo("2023-12-31T23:00:00Z");
        assertThat(answer.periods().get(0).values()).containsExactly(entry(Metric.ORDERS, cents("3")));
    }

    @Test
    void churnIsWhatWasCanceledInTheThirtyDaysBefore() throws Exception {
        subscribe(monthly, "2024-01-01", "month", 10_000, null, null);
        subscribe(monthly, "2024-01-01", "month", 10_000, "2024-02-15", "2024-03-01");
        rows.write(fixture.connection, organizationId);

        MetricsAnswer answer = ask(
                range("2024-01-01", "2024-03-31", "UTC"),
                Interval.MONTH,
                List.of(Metric.CHURN_RATE, Metric.CHURNED_SUBSCRIPTIONS, Metric.CANCELED_SUBSCRIPTIONS, Metric.LTV));

        assertThat(values(answer, Metric.CHURN_RATE)).containsExactly(cents("0"), cents("0"), cents("0.5"));
        assertThat(values(answer, Metric.CHURNED_SUBSCRIPTIONS)).containsExactly(cents("0"), cents("0"), cents("1"));
        assertThat(values(answer, Metric.CANCELED_SUBSCRIPTIONS)).containsExactly(cents("0"), cents("1"), cents("0"));
        assertThat(values(answer, Metric.LTV)).containsExactly(cents("0"), cents("0"), cents("20000"));
    }

    @Test
    void costPerUserInTotalDividesByTheLastActiveSubscriptions() throws Exception {
        subscribe(monthly, "2024-01-01", "month", 10_000, null, null);
        subscribe(monthly, "2024-01-01", "month", 10_000, null, null);
        rows.write(fixture.connection, organizationId);
        fixture.append(
                organizationId,
                List.of(
                        TestLog.Event.of(Instant.parse("2024-01-10T00:00:00Z"), "a", "one", "0.50"),
                        TestLog.Event.of(Instant.parse("2024-01-11T00:00:00Z"), "a", "two", "0.30"),
                        TestLog.Event.of(Instant.parse("2024-02-10T00:00:00Z"), "a", "one", "0.10"),
                        TestLog.Event.of(Instant.parse("2024-02-11T00:00:00Z"), "a", "two", "0.10")));

        MetricsAnswer answer =
                ask(range("2024-01-01", "2024-03-31", "UTC"), Interval.MONTH, List.of(Metric.COST_PER_USER));

        assertThat(values(answer, Metric.COST_PER_USER)).containsExactly(cents("0.4"), cents("0.1"), cents("0"));
        assertThat(answer.totals()).containsExactly(entry(Metric.COST_PER_USER, cents("0.5")));
    }

    @Test
    void aBillingTypeWithoutProductsHasNoRevenue() throws Exception {
        Subscription subscription = subscribe(monthly, "2024-01-01", "month", 10_000, null, null);
        order("2024-01-01", subscription, 10_000);
        rows.write(fixture.connection, organizationId);

        MetricsAnswer answer = get(Channels.METRICS.ask(
                fixture.vertx,
                new MetricsQuery(
                        organizationId,
                        range("2024-01-01", "2024-01-31", "UTC"),
                        Interval.MONTH,
                        List.of(Metric.ORDERS, Metric.ACTIVE_SUBSCRIPTIONS),
                        Set.of(),
                        Set.of(),
                        Set.of(BillingType.ONE_TIME),
                        Consistency.STRONG)));

        assertThat(answer.totals())
                .containsOnly(entry(Metric.ORDERS, cents("0")), entry(Metric.ACTIVE_SUBSCRIPTIONS, cents("0")));
    }

    @Test
    void theSameValueWhateverElseIsAskedFor() throws Exception {
        RandomRevenue.World world = RandomRevenue.world(new Random(7));
        world.rows().write(fixture.connection, organizationId);
        fixture.append(organizationId, world.events());
        TimeRange range = range("2025-09-10", "2026-04-20", "Australia/Adelaide");
        List<Metric> every = Arrays.asList(Metric.values());
        MetricsAnswer all = ask(range, Interval.MONTH, every);

        for (Metric metric : every) {
            MetricsAnswer one = ask(range, Interval.MONTH, List.of(metric));

            assertThat(one.totals()).as(metric.slug()).isEqualTo(only(metric, all.totals()));
            for (int i = 0; i < all.periods().size(); i++) {
                assertThat(one.periods().get(i).values())
                        .as(metric.slug())
                        .isEqualTo(only(metric, all.periods().get(i).values()));
            }
        }
    }

    private static Map<Metric, BigDecimal> only(Metric metric, Map<Metric, BigDecimal> values) {
        return values.containsKey(metric) ? Map.of(metric, values.get(metric)) : Map.of();
    }

    private Subscription subscribe(
            UUID product, String day, String interval, long amount, @Nullable String canceled, @Nullable String end) {
        var subscription = new Subscription(
                UUID.randomUUID(),
                customer,
                product,
                midnight(day),
                midnight(day),
                null,
                canceled == null ? null : midnight(canceled),
                end == null ? null : midnight(end),
                "other",
                amount,
                "usd",
                interval,
                1);
        rows.subscriptions.add(subscription);
        return subscription;
    }

    private void order(String day, @Nullable Subscription subscription, long cents) {
        rows.orders.add(new Order(
                UUID.randomUUID(),
                customer,
                subscription == null ? oneTime : subscription.product(),
                subscription == null ? null : subscription.id(),
                midnight(day),
                true,
                "usd",
                BigDecimal.ONE,
                cents,
                0));
    }

    private MetricsAnswer ask(TimeRange range, Interval interval, List<Metric> metrics) throws Exception {
        return get(Channels.METRICS.ask(
                fixture.vertx,
                new MetricsQuery(
                        organizationId, range, interval, metrics, Set.of(), Set.of(), Set.of(), Consistency.STRONG)));
    }

    private static List<BigDecimal> values(MetricsAnswer answer, Metric metric) {
        List<BigDecimal> values = new ArrayList<>();
        answer.periods().forEach(period -> values.add(period.values().get(metric)));
        return values;
    }

    private static Instant midnight(String day) {
        return Instant.parse(day + "T00:00:00Z");
    }

    private static BigDecimal cents(String amount) {
        return new BigDecimal(amount);
    }

    private static TimeRange range(String start, String end, String zone) {
        return new TimeRange(LocalDate.parse(start), LocalDate.parse(end), ZoneId.of(zone));
    }
}
