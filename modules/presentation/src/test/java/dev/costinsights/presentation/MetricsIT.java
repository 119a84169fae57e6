package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.testkit.TestCustomers;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricsIT {
    private static final int DATA_SETS = 20;
    private static final int QUESTIONS_PER_DATA_SET = 30;
    /** Those that events alone make. */
    private static final List<Metric> ALL = List.of(
            Metric.COSTS,
            Metric.CUMULATIVE_COSTS,
            Metric.COST_PER_USER,
            Metric.ACTIVE_USER_BY_EVENT,
            Metric.ACTIVE_CUSTOMERS,
            Metric.COST_PER_ACTIVE_CUSTOMER);

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
        return IntStream.range(0, DATA_SETS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answersWhatPlainJavaComputes(int seed) throws Exception {
        var random = new Random(seed);
        UUID organizationId = new UUID(0x4000L, 0x8000000000000000L + seed);
        List<TestLog.Event> events = RandomEvents.events(random, 100 + random.nextInt(200));
        fixture.append(organizationId, events.subList(0, 50));
        fixture.append(organizationId, events.subList(50, events.size()));
        var register = new RandomRegister(fixture.connection, organizationId);

        for (int i = 0; i < QUESTIONS_PER_DATA_SET; i++) {
            Interval interval = Interval.values()[random.nextInt(Interval.values().length)];
            LocalDate start = RandomEvents.day(random);
            int days = random.nextInt(Math.min(interval.maxDays(), 900) + 1);
            var range = new TimeRange(start, start.plusDays(days), RandomEvents.zone(random));

            register.change(random);
            String question = "seed " + seed + ", question " + i + ": " + range + " by " + interval;
            var expected = new ExpectedMetrics(range, interval, register::customer);

            assertAnswer(ask(organizationId, range, interval, ALL), events, expected, question);

            Set<UUID> some = Stream.generate(() -> RandomEvents.customerId(random))
                    .limit(1 + random.nextInt(2))
                    .collect(Collectors.toSet());
            assertAnswer(
                    ask(organizationId, range, interval, ALL, some),
                    register.eventsOf(some, events),
                    expected,
                    question + " of " + some);
        }
    }

    private static void assertAnswer(
            MetricsAnswer answer, List<TestLog.Event> events, ExpectedMetrics expected, String question) {
        Map<Instant, Map<Metric, BigDecimal>> periods = new HashMap<>(expected.periods(events));
        BigDecimal cumulative = expected.history(events);
        for (MetricsAnswer.Values period : answer.periods()) {
            Map<Metric, BigDecimal> values = periods.remove(period.timestamp());
            if (values == null) {
                values = Map.of(
                        Metric.COSTS, BigDecimal.ZERO,
                        Metric.CUMULATIVE_COSTS, cumulative,
                        Metric.ACTIVE_USER_BY_EVENT, BigDecimal.ZERO,
                        Metric.COST_PER_USER, BigDecimal.ZERO,
                        Metric.ACTIVE_CUSTOMERS, BigDecimal.ZERO);
            }
            cumulative = values.get(Metric.CUMULATIVE_COSTS);
            assertSame(period.values(), values, question + " at " + period.timestamp());
        }
        assertThat(periods)
                .as(question + ": periods with events that the answer lacks")
                .isEmpty();
        assertSame(answer.totals(), expected.totals(events), question + " in total");
    }

    private static void assertSame(Map<Metric, BigDecimal> actual, Map<Metric, BigDecimal> expected, String where) {
        assertThat(actual.keySet()).as(where).isEqualTo(expected.keySet());
        actual.forEach((metric, value) ->
                assertThat(value).as(where + ": " + metric).isEqualByComparingTo(expected.get(metric)));
    }

    private static MetricsAnswer ask(UUID organizationId, TimeRange range, Interval interval, List<Metric> metrics)
            throws Exception {
        return ask(organizationId, range, interval, metrics, Set.of());
    }

    private static MetricsAnswer ask(
            UUID organizationId, TimeRange range, Interval interval, List<Metric> metrics, Set<UUID> customerIds)
            throws Exception {
        return get(Channels.METRICS.ask(
                fixture.vertx,
                new MetricsQuery(
                        organizationId,
                        range,
                        interval,
                        metrics,
                        customerIds,
                        Set.of(),
                        Set.of(),
                        Consistency.STRONG)));
    }

    private static TimeRange utcDays(String start, String end) {
        return new TimeRange(LocalDate.parse(start), LocalDate.parse(end), ZoneOffset.UTC);
    }

    @Test
    void answersZeroesForAnOrganizationWithoutEvents() throws Exception {
        MetricsAnswer answer = ask(UUID.randomUUID(), utcDays("2026-01-01", "2026-01-02"), Interval.DAY, ALL);

        assertThat(answer.periods()).hasSize(2);
        assertThat(answer.totals())
                .containsEntry(Metric.COSTS, BigDecimal.ZERO)
                .containsEntry(Metric.ACTIVE_CUSTOMERS, BigDecimal.ZERO)
                .doesNotContainKey(Metric.COST_PER_ACTIVE_CUSTOMER);
        assertThat(answer.asOf()).isAfter(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @Test
    void aCustomersEventsAreThoseByItsIdAndByTheExternalIdItHasNow() throws Exception {
        UUID organizationId = UUID.randomUUID();
        UUID mine = UUID.randomUUID();
        UUID another = UUID.randomUUID();
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        fixture.append(
                organizationId,
                List.of(
                        new TestLog.Event(noon, "a", null, mine, new BigDecimal("1.5"), null, null),
                        new TestLog.Event(noon.minusSeconds(86_400), "a", null, mine, new BigDecimal("2"), null, null),
                        TestLog.Event.of(noon, "a", "first", "10"),
                        TestLog.Event.of(noon, "a", "second", "100")));
        TimeRange range = utcDays("2026-01-01", "2026-01-01");
        TestCustomers.put(fixture.connection, organizationId, mine, null);
        assertCustomers(organizationId, range, mine, "1.5", 1, 3);

        TestCustomers.put(fixture.connection, organizationId, mine, "first");
        assertCustomers(organizationId, range, mine, "11.5", 1, 2);

        TestCustomers.put(fixture.connection, organizationId, mine, "second");
        assertCustomers(organizationId, range, mine, "101.5", 1, 2);

        TestCustomers.put(fixture.connection, organizationId, another, "first");
        assertCustomers(organizationId, range, another, "10", 1, 2);

        TestCustomers.delete(fixture.connection, organizationId, mine);
        assertCustomers(organizationId, range, mine, "1.5", 1, 3);

        TestCustomers.put(fixture.connection, organizationId, another, "second");
        assertCustomers(organizationId, range, another, "100", 1, 3);
    }

    private static void assertCustomers(
            UUID organizationId, TimeRange range, UUID customerId, String costs, int active, int activeOfAll)
            throws Exception {
        MetricsAnswer theirs = ask(organizationId, range, Interval.DAY, ALL, Set.of(customerId));
        MetricsAnswer all = ask(organizationId, range, Interval.DAY, ALL);

        assertThat(theirs.totals())
                .containsEntry(Metric.COSTS, new BigDecimal(costs))
                .containsEntry(Metric.ACTIVE_CUSTOMERS, BigDecimal.valueOf(active));
        assertThat(all.totals()).containsEntry(Metric.ACTIVE_CUSTOMERS, BigDecimal.valueOf(activeOfAll));
        assertThat(all.periods().get(0).values())
                .containsEntry(Metric.ACTIVE_CUSTOMERS, BigDecimal.valueOf(activeOfAll))
                .containsEntry(Metric.ACTIVE_USER_BY_EVENT, BigDecimal.valueOf(3));
    }

    @Test
    void theRegisterOfAnotherOrganizationLinksNothing() throws Exception {
        UUID organizationId = UUID.randomUUID();
        UUID stranger = UUID.randomUUID();
        fixture.append(organizationId, List.of(TestLog.Event.of(Instant.parse("2026-01-01T12:00:00Z"), "a", "c", "1")));
        TestCustomers.put(fixture.connection, UUID.randomUUID(), stranger, "c");

        MetricsAnswer answer =
                ask(organizationId, utcDays("2026-01-01", "2026-01-01"), Interval.DAY, ALL, Set.of(stranger));

        assertThat(answer.totals())
                .containsEntry(Metric.CUMULATIVE_COSTS, BigDecimal.ZERO)
                .containsEntry(Metric.ACTIVE_CUSTOMERS, BigDecimal.ZERO);
    }

    @Test
    void twinsAreFoundInEveryChunkOfABitmap() throws Exception {
        UUID organizationId = UUID.randomUUID();
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        List<TestLog.Event> events = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            events.add(TestLog.Event.of(noon, "a", "customer " + i, "1"));
        }
        for (int i = 0; i < 25; i++) {
            UUID id = UUID.randomUUID();
            events.add(new TestLog.Event(noon, "a", null, id, BigDecimal.ONE, null, null));
            TestCustomers.put(fixture.connection, organizationId, id, "customer " + i * 100);
        }
        Collections.shuffle(events, new Random(1));
        fixture.append(organizationId, events);

        var query = new MetricsQuery(
                organizationId,
                utcDays("2026-01-01", "2026-01-02"),
                Interval.DAY,
                ALL,
                Set.of(),
                Set.of(),
                Set.of(),
                Consistency.BOUNDED);
        var folded = Map.entry(Metric.COSTS, BigDecimal.valueOf(events.size()));

        MetricsAnswer answer = await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> get(Channels.METRICS.ask(fixture.vertx, query)),
                        current -> current.totals().entrySet().contains(folded));

        assertThat(answer.totals()).containsEntry(Metric.ACTIVE_CUSTOMERS, BigDecimal.valueOf(2_500));
        assertThat(answer.periods().get(0).values())
                .containsEntry(Metric.ACTIVE_CUSTOMERS, BigDecimal.valueOf(2_500))
                .containsEntry(Metric.ACTIVE_USER_BY_EVENT, BigDecimal.valueOf(2_525));
    }
}
