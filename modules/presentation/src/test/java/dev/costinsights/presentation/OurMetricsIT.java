package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.testkit.TestCustomers;
import dev.costinsights.testkit.TestFacts;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
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

/** Our metrics against a computation row by row, over random rows. */
class OurMetricsIT {
    private static final int WORLDS = 5;
    private static final int QUESTIONS = 10;
    private static final List<Metric> MOVEMENTS = List.of(
            Metric.NEW_MRR, Metric.EXPANSION_MRR, Metric.CONTRACTION_MRR, Metric.CHURNED_MRR, Metric.REACTIVATION_MRR);
    /** MetricsIT has these. */
    private static final Set<Metric> OF_EVENTS = EnumSet.of(Metric.ACTIVE_CUSTOMERS, Metric.COST_PER_ACTIVE_CUSTOMER);

    private static final List<Metric> OURS = Arrays.stream(Metric.values())
            .filter(metric -> metric.source() == Metric.Source.OURS && !OF_EVENTS.contains(metric))
            .toList();

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
        UUID organizationId = new UUID(0x4003L, 0x8000000000000000L + seed);
        RandomRevenue.World world = inUsd(RandomRevenue.world(random));
        var mrr = new MrrWorld(organizationId, random);
        mrr.write(fixture.connection);
        world.rows().write(fixture.connection, organizationId);
        Set<UUID> registered = Set.copyOf(world.customers().subList(0, 5));
        for (UUID id : List.copyOf(registered).subList(0, 3)) {
            register(organizationId, id);
        }
        fixture.append(organizationId, world.events());
        for (UUID id : List.copyOf(registered).subList(3, 5)) {
            register(organizationId, id);
        }

        for (int i = 0; i < QUESTIONS; i++) {
            Interval interval = Interval.values()[i % Interval.values().length];
            LocalDate start = random.nextBoolean() ? RandomEvents.day(random) : mrr.someDay();
            int days = random.nextInt(Math.min(interval.maxDays(), interval == Interval.DAY ? 40 : 400) + 1);
            Set<UUID> customers = new HashSet<>();
            Set<UUID> products = new HashSet<>();
            if (random.nextInt(3) == 0) {
                customers.addAll(mrr.someCustomers());
                customers.add(world.customers().get(random.nextInt(5)));
            }
            if (random.nextInt(3) == 0) {
                products.addAll(mrr.someProducts());
                products.add(world.rows().products.get(random.nextInt(5)).id());
            }
            var query = new MetricsQuery(
                    organizationId,
                    new TimeRange(start, start.plusDays(days), RandomEvents.zone(random)),
                    interval,
                    OURS,
                    customers,
                    products,
                    Set.of(),
                    Consistency.STRONG);
            assertAnswer(query, new ExpectedOurs(world.rows(), world.events(), mrr, registered, customers, products));
        }
    }

    /** Whose orders say nothing of rates, which are the other rows' matter. */
    private static RandomRevenue.World inUsd(RandomRevenue.World world) {
        world.rows().refunds.removeIf(refund -> !refund.order().currency().equals("usd"));
        world.rows().disputes.removeIf(dispute -> !dispute.order().currency().equals("usd"));
        world.rows().orders.removeIf(order -> !order.currency().equals("usd"));
        return world;
    }

    private static void register(UUID organizationId, UUID customer) throws SQLException {
        TestCustomers.put(fixture.connection, organizationId, customer, null);
        TestFacts.addTicket(fixture.connection, organizationId, "customer", customer);
    }

    private static void assertAnswer(MetricsQuery query, ExpectedOurs expected) throws Exception {
        List<Period> periods = query.interval().periodsOf(query.range());

        MetricsAnswer answer = get(Channels.METRICS.ask(fixture.vertx, query));

        BigDecimal mrrBefore = null;
        for (int i = 0; i < periods.size(); i++) {
            Instant from = periods.get(i).from();
            Instant to = periods.get(i).to();
            Map<Metric, BigDecimal> values = answer.periods().get(i).values();
            Map<Metric, BigDecimal> of = expected.of(from, to);
            of.putAll(expected.mrr(from, to));
            assertSame(values, of, query + " at " + from);
            if (mrrBefore != null) {
                assertThat(sum(values))
                        .as(query + " at " + from)
                        .isEqualByComparingTo(values.get(Metric.MRR).subtract(mrrBefore));
            }
            mrrBefore = values.get(Metric.MRR);
        }
        assertSame(answer.totals(), totals(query, expected, answer), query + " in total");
    }

    private static BigDecimal sum(Map<Metric, BigDecimal> values) {
        return MOVEMENTS.stream().map(values::get).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Map<Metric, BigDecimal> totals(MetricsQuery query, ExpectedOurs expected, MetricsAnswer answer) {
        List<Period> periods = query.interval().periodsOf(query.range());
        Instant start = query.range().startInstant();
        Instant end = query.range().endInstant();
        Map<Metric, BigDecimal> totals = new EnumMap<>(expected.of(start, end));
        totals.put(Metric.MRR, expected.mrr(start, end).get(Metric.MRR));
        for (Metric movement : MOVEMENTS) {
            totals.put(
                    movement,
                    answer.periods().stream()
                            .map(period -> period.values().get(movement))
                            .reduce(BigDecimal.ZERO, BigDecimal::add));
        }
        MrrMovements.OfPeriod first =
                MrrIT.expected(expected.mrr(), start, start, MrrIT.filter(expected.customers(), expected.products()));
        long lost = periods.stream()
                .mapToLong(period -> MrrIT.expected(
                                expected.mrr(),
                                period.from(),
                                period.to(),
                                MrrIT.filter(expected.customers(), expected.products()))
                        .lostCustomers())
                .sum();
        ExpectedOurs.putRates(totals, first.startCents(), lost, first.startCustomers());
        return totals;
    }

    private static void assertSame(Map<Metric, BigDecimal> actual, Map<Metric, BigDecimal> expected, String where) {
        assertThat(actual.keySet()).as(where).isEqualTo(expected.keySet());
        actual.forEach((metric, value) ->
                assertThat(value).as(where + ": " + metric).isEqualByComparingTo(expected.get(metric)));
    }
}
