package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.metrics.BillingType;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All metrics of the reference against a computation row by row, over random rows. */
class RevenueMetricsIT {
    private static final int WORLDS = 12;
    private static final int QUESTIONS = 40;

    private static PresentationFixture fixture;

    @BeforeAll
    static void open() throws Exception {
        fixture = new PresentationFixture();
        fixture.startFolding();
    }

    @AfterAll
    static void close() throws Exception {
        fixture.close();
    }

    static IntStream seeds() {
        return IntStream.range(0, WORLDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answersWhatPlainJavaComputes(int seed) throws Exception {
        var random = new Random(seed);
        UUID organizationId = new UUID(0x4001L, 0x8000000000000000L + seed);
        RandomRevenue.World world = RandomRevenue.world(random);
        world.rows().write(fixture.connection, organizationId);
        RandomRevenue.world(random).rows().write(fixture.connection, new UUID(0x4002L, 0x8000000000000000L + seed));
        fixture.append(organizationId, world.events());

        for (int i = 0; i < QUESTIONS; i++) {
            Interval interval = Interval.values()[i % Interval.values().length];
            LocalDate start = RandomEvents.day(random);
            int days = random.nextInt(4) == 0
                    ? Math.min(interval.maxDays(), 900)
                    : random.nextInt(Math.min(interval.maxDays(), 500) + 1);
            var range = new TimeRange(start, start.plusDays(days), RandomEvents.zone(random));
            MetricsQuery query = query(random, world, organizationId, range, interval);

            assertAnswer(query, world, "seed " + seed + ", question " + i + ": " + query);
        }
    }

    private static MetricsQuery query(
            Random random, RandomRevenue.World world, UUID organizationId, TimeRange range, Interval interval) {
        Set<UUID> customerIds = new HashSet<>();
        Set<UUID> productIds = new HashSet<>();
        Set<BillingType> billingTypes = new HashSet<>();
        if (random.nextInt(3) == 0) {
            customerIds.add(world.customers().get(random.nextInt(4)));
            customerIds.add(world.customers().get(random.nextInt(8)));
        }
        if (random.nextInt(3) == 0) {
            productIds.add(world.rows().products.get(random.nextInt(5)).id());
            productIds.add(UUID.randomUUID());
        }
        if (random.nextInt(4) == 0) {
            billingTypes.add(BillingType.values()[random.nextInt(2)]);
        }
        return new MetricsQuery(
                organizationId,
                range,
                interval,
                Metric.defaults(),
                customerIds,
                productIds,
                billingTypes,
                Consistency.STRONG);
    }

    private static void assertAnswer(MetricsQuery query, RandomRevenue.World world, String question) throws Exception {
        List<TestLog.Event> events = world.events().stream()
                .filter(event ->
                        query.customerIds().isEmpty() || query.customerIds().contains(event.customerId()))
                .toList();
        var expected = new ExpectedRevenue(
                world.rows(),
                events,
                query.range(),
                query.interval(),
                (customer, product) -> matches(query, world, customer, product));
        List<Map<Metric, BigDecimal>> periods = expected.periods();

        MetricsAnswer answer = get(Channels.METRICS.ask(fixture.vertx, query));

        assertThat(answer.periods()).as(question).hasSameSizeAs(periods);
        for (int i = 0; i < periods.size(); i++) {
            MetricsAnswer.Values period = answer.periods().get(i);
            assertThat(period.timestamp()).as(question).isEqualTo(expected.timestamp(i));
            assertSame(period.values(), periods.get(i), question + " at " + period.timestamp());
        }
        assertSame(answer.totals(), expected.totals(periods), question + " in total");
    }

    private static boolean matches(MetricsQuery query, RandomRevenue.World world, UUID customer, UUID product) {
        boolean billed = query.billingTypes().isEmpty()
                || world.rows().products.stream()
                        .filter(one -> one.id().equals(product))
                        .anyMatch(one -> query.billingTypes().stream()
                                .anyMatch(type -> type.wireName().equals(one.billingType())));
        return billed
                && (query.customerIds().isEmpty()
                        || customer != null && query.customerIds().contains(customer))
                && (query.productIds().isEmpty()
                        || product != null && query.productIds().contains(product));
    }

    private static void assertSame(Map<Metric, BigDecimal> actual, Map<Metric, BigDecimal> expected, String where) {
        assertThat(actual.keySet()).as(where).isEqualTo(expected.keySet());
        actual.forEach((metric, value) ->
                assertThat(value).as(where + ": " + metric).isEqualByComparingTo(expected.get(metric)));
    }
}
