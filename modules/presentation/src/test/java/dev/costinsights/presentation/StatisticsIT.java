package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.statistics.CustomerStatistics;
import dev.costinsights.contracts.statistics.CustomerStatisticsQuery;
import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.PropertyStatisticsQuery;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.contracts.statistics.TimeseriesQuery;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatisticsIT {
    private static final List<String> COST = List.of(StatisticsScope.COST);
    private static final List<String> COST_AND_TOKENS = List.of(StatisticsScope.COST, "tokens");
    private static final List<String> TOKENS = List.of("tokens");
    private static final Predicate<TestLog.Event> ALL = event -> true;

    private static StatisticsFixture fixture;

    @BeforeAll
    static void start() throws Exception {
        fixture = new StatisticsFixture();
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    static LongStream seeds() {
        return StatisticsWorld.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void timeseriesAreThoseOfTheEvents(long seed) throws Exception {
        StatisticsWorld world = StatisticsWorld.random(seed, fixture.presentation);
        EventFilter some = StatisticsWorld.filter(Set.of(), Set.of(), Set.of("name 0", "name 2"), Map.of(), false);
        EventFilter theirs = StatisticsWorld.filter(
                Set.of(RandomTraces.customerId(1)), Set.of("customer 4"), Set.of(), Map.of(), false);
        EventFilter pro = StatisticsWorld.filter(Set.of(), Set.of(), Set.of(), Map.of("plan", Set.of("pro")), false);

        assertTimeseries(world, fixture.exact, EventFilter.ALL, ALL, COST, true);
        assertTimeseries(world, fixture.histograms, EventFilter.ALL, ALL, COST, false);
        assertTimeseries(world, fixture.histograms, some, event -> some.names().contains(event.name()), COST, false);
        assertTimeseries(
                world, fixture.exact, some, event -> some.names().contains(event.name()), COST_AND_TOKENS, true);
        assertTimeseries(
                world,
                fixture.histograms,
                theirs,
                event -> Set.of("external customer 1", "external customer 4")
                        .contains(Objects.toString(world.expected().customer(event))),
                COST,
                true);
        assertTimeseries(
                world,
                fixture.histograms,
                pro,
                event -> "pro".equals(ExpectedStatistics.property(event, "plan")),
                TOKENS,
                true);
    }

    private static void assertTimeseries(
            StatisticsWorld world,
            StatisticsReads reads,
            EventFilter filter,
            Predicate<TestLog.Event> meant,
            List<String> fields,
            boolean isExact)
            throws Exception {
        var query = new TimeseriesQuery(
                world.scope(filter, fields),
                world.interval(),
                List.of(new TimeseriesQuery.Sort(TimeseriesQuery.Property.TOTAL, true)));
        TimeseriesAnswer answer = get(new TimeseriesService(reads).answer(query));

        assertThat(answer.source().percentileError()).isEqualTo(isExact ? BigDecimal.ZERO : new BigDecimal("0.01"));
        Map<String, List<TestLog.Event>> names = world.expected().rootsByName(meant);
        assertThat(answer.totals())
                .extracting(EventStatistics::name)
                .containsExactlyInAnyOrderElementsOf(names.keySet());
        assertThat(answer.totals())
                .isSortedAccordingTo(Comparator.comparing(
                                (EventStatistics name) -> name.fields().get(0).total())
                        .reversed());
        answer.totals().forEach(actual -> assertFigures(world, actual, names.get(actual.name()), fields, isExact));
        List<Period> periods = world.interval().periodsOf(world.range());
        assertThat(answer.periods()).hasSameSizeAs(periods);
        for (int i = 0; i < periods.size(); i++) {
            Period period = periods.get(i);
            assertThat(answer.periods().get(i).period()).isEqualTo(period);
            assertThat(answer.periods().get(i).names())
                    .extracting(EventStatistics::name)
                    .containsExactlyElementsOf(
                            answer.totals().stream().map(EventStatistics::name).toList());
            for (EventStatistics actual : answer.periods().get(i).names()) {
                List<TestLog.Event> roots = names.get(actual.name()).stream()
                        .filter(root -> !root.occurredAt().isBefore(period.from())
                                && root.occurredAt().isBefore(period.to()))
                        .toList();
                assertFigures(world, actual, roots, fields, isExact);
            }
        }
    }

    private static void assertFigures(
            StatisticsWorld world,
            EventStatistics actual,
            List<TestLog.Event> roots,
            List<String> fields,
            boolean isExact) {
        for (int i = 0; i < fields.size(); i++) {
            ExpectedStatistics.Figures expected = world.expected().figures(roots, fields.get(i));
            FieldStatistics field = actual.fields().get(i);
            assertThat(actual.occurrences()).isEqualTo(expected.occurrences());
            assertThat(actual.customers()).isEqualTo(expected.customers());
            assertThat(field.total()).isEqualByComparingTo(expected.total());
            assertThat(field.average()).isEqualByComparingTo(expected.average());
            assertPercentile(field.p10(), expected, "0.1", isExact);
            assertPercentile(field.p90(), expected, "0.9", isExact);
            assertPercentile(field.p99(), expected, "0.99", isExact);
        }
    }

    private static void assertPercentile(
            BigDecimal actual, ExpectedStatistics.Figures expected, String fraction, boolean isExact) {
        if (isExact) {
            assertThat(actual).isEqualByComparingTo(expected.percentile(fraction));
        } else {
            assertThat(actual).isCloseTo(expected.percentile(fraction), within(expected.tolerance(fraction)));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void propertiesAreThoseOfTheEvents(long seed) throws Exception {
        StatisticsWorld world = StatisticsWorld.random(seed, fixture.presentation);

        assertProperties(world, "_llm.model", EventFilter.ALL, COST);
        assertProperties(world, "_llm.vendor", EventFilter.ALL, COST);
        assertProperties(world, "_llm.model", StatisticsWorld.OF_LOG, COST);
        assertProperties(world, "_llm.vendor", EventFilter.ALL, COST_AND_TOKENS);
        assertProperties(world, "plan", EventFilter.ALL, TOKENS);
        assertProperties(world, "tokens", EventFilter.ALL, COST);
    }

    private static void assertProperties(
            StatisticsWorld world, String property, EventFilter filter, List<String> fields) throws Exception {
        PropertyStatistics answer = get(new PropertyStatisticsService(fixture.exact)
                .answer(new PropertyStatisticsQuery(world.scope(filter, fields), property, 1_000)));

        Map<String, List<TestLog.Event>> values = world.expected().eventsByProperty(property, ALL);
        assertThat(answer.items())
                .extracting(PropertyStatistics.Item::value)
                .containsExactlyInAnyOrderElementsOf(values.keySet());
        assertThat(answer.items())
                .isSortedAccordingTo(Comparator.comparing(
                                (PropertyStatistics.Item item) -> item.totals().get(0))
                        .reversed()
                        .thenComparing(PropertyStatistics.Item::value));
        for (PropertyStatistics.Item item : answer.items()) {
            List<TestLog.Event> events = values.get(item.value());
            assertThat(item.occurrences()).isEqualTo(events.size());
            assertThat(item.customers())
                    .isEqualTo(events.stream()
                            .map(world.expected()::customer)
                            .filter(Objects::nonNull)
                            .distinct()
                            .count());
            for (int i = 0; i < fields.size(); i++) {
                String field = fields.get(i);
                assertThat(item.totals().get(i))
                        .isEqualByComparingTo(ExpectedStatistics.sum(events.stream()
                                .map(event -> ExpectedStatistics.own(event, field))
                                .toList()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void customersAreThoseOfTheEvents(long seed) throws Exception {
        StatisticsWorld world = StatisticsWorld.random(seed, fixture.presentation);

        assertCustomers(world, EventFilter.ALL, ALL, COST);
        assertCustomers(world, StatisticsWorld.OF_LOG, ALL, COST);
        assertCustomers(world, EventFilter.ALL, ALL, COST_AND_TOKENS);
        assertCustomers(
                world,
                StatisticsWorld.filter(Set.of(), Set.of(), Set.of("name 1"), Map.of(), false),
                event -> event.name().equals("name 1"),
                COST);
    }

    private static void assertCustomers(
            StatisticsWorld world, EventFilter filter, Predicate<TestLog.Event> meant, List<String> fields)
            throws Exception {
        CustomerStatistics answer = get(new CustomerStatisticsService(fixture.exact)
                .answer(new CustomerStatisticsQuery(world.scope(filter, fields), 1_000)));

        Map<String, List<TestLog.Event>> customers = world.expected().rootsByCustomer(meant);
        BigDecimal all = ExpectedStatistics.sum(customers.values().stream()
                .map(roots -> world.expected().figures(roots, fields.get(0)).total())
                .toList());
        assertThat(answer.items())
                .extracting(StatisticsIT::customer)
                .containsExactlyInAnyOrderElementsOf(customers.keySet());
        assertThat(answer.items())
                .isSortedAccordingTo(Comparator.comparing(
                                (CustomerStatistics.Item item) -> item.totals().get(0))
                        .reversed());
        for (CustomerStatistics.Item item : answer.items()) {
            List<TestLog.Event> roots = customers.get(customer(item));
            assertThat(item.occurrences()).isEqualTo(roots.size());
            for (int i = 0; i < fields.size(); i++) {
                assertThat(item.totals().get(i))
                        .isEqualByComparingTo(
                                world.expected().figures(roots, fields.get(i)).total());
            }
            assertThat(item.share())
                    .isEqualByComparingTo(
                            all.signum() == 0
                                    ? BigDecimal.ZERO
                                    : item.totals().get(0).divide(all, 6, RoundingMode.HALF_EVEN));
        }
    }

    private static String customer(CustomerStatistics.Item item) {
        if (item.externalCustomerId() != null) {
            return "external " + item.externalCustomerId();
        }
        return item.customerId() == null ? "" : "id " + item.customerId();
    }
}
