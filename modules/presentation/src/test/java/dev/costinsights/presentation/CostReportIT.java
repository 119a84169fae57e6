package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReport.Breakdown;
import dev.costinsights.contracts.costs.CostReport.Row;
import dev.costinsights.contracts.costs.CostReportQuery;
import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.costs.CostReportQuery.Sort;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CostReportIT {
    private static final int DATA_SETS = 8;
    private static final int QUESTIONS_PER_DATA_SET = 15;

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
        return IntStream.range(100, 100 + DATA_SETS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyPartIsWhatPlainJavaComputesAndAddsUp(int seed) throws Exception {
        var random = new Random(seed);
        UUID organizationId = UUID.randomUUID();
        List<TestLog.Event> events = RandomEvents.events(random, 150 + random.nextInt(150));
        fixture.append(organizationId, events);
        awaitFolded(organizationId);
        var register = new RandomRegister(fixture.connection, organizationId);

        for (int i = 0; i < QUESTIONS_PER_DATA_SET; i++) {
            LocalDate start = RandomEvents.day(random);
            var range = new TimeRange(start, start.plusDays(random.nextInt(120)), RandomEvents.zone(random));
            TimeRange ghost = range.earlierByDays(random.nextInt(40));
            List<BreakdownRequest> requests = new ArrayList<>();
            for (Dimension dimension : Dimension.values()) {
                requests.add(request(dimension, random));
            }
            var query = new CostReportQuery(organizationId, range, range.previous(), ghost, Interval.DAY, requests);

            register.change(random);
            List<TestLog.Event> owned = register.asOwned(events);

            CostReport report = get(Channels.COST_REPORT.ask(fixture.vertx, query));

            String question = "seed " + seed + ", question " + i + ": " + query;
            assertOverview(report, query, owned, question);
            assertBreakdowns(report, query, owned, question);
            assertOneCustomers(query, random, register, events, "seed " + seed + ", question " + i);
        }
    }

    private static BreakdownRequest request(Dimension dimension, Random random) {
        return new BreakdownRequest(
                dimension,
                Sort.values()[random.nextInt(Sort.values().length)],
                random.nextBoolean(),
                random.nextInt(4),
                1 + random.nextInt(5),
                random.nextBoolean());
    }

    /** The same question about whoever is named, by either id, registered or not. */
    private static void assertOneCustomers(
            CostReportQuery ofAll, Random random, RandomRegister register, List<TestLog.Event> events, String where)
            throws Exception {
        UUID id = RandomEvents.customerId(random);
        String externalId = RandomEvents.externalCustomerId(random);
        boolean byId = random.nextBoolean();
        List<TestLog.Event> theirs = register.asOwned(byId ? register.eventsOf(Set.of(id), events) : events).stream()
                .filter(event -> byId || externalId.equals(event.externalCustomerId()))
                .toList();
        var query = new CostReportQuery(
                ofAll.organizationId(),
                ofAll.range(),
                ofAll.previous(),
                ofAll.ghost(),
                ofAll.interval(),
                ofAll.breakdowns().stream()
                        .filter(request -> request.dimension() != Dimension.CUSTOMER)
                        .toList(),
                byId ? id.toString() : externalId);

        CostReport report = get(Channels.COST_REPORT.ask(fixture.vertx, query));

        assertOverview(report, query, theirs, where + ": " + query);
        assertBreakdowns(report, query, theirs, where + ": " + query);
    }

    private static void assertBreakdowns(
            CostReport report, CostReportQuery query, List<TestLog.Event> events, String question) {
        for (int b = 0; b < query.breakdowns().size(); b++) {
            assertBreakdown(
                    report, report.breakdowns().get(b), query.breakdowns().get(b), query, events, question);
        }
    }

    private static void awaitFolded(UUID organizationId) throws Exception {
        var today = new TimeRange(LocalDate.EPOCH, LocalDate.EPOCH, ZoneOffset.UTC);
        get(Channels.METRICS.ask(
                fixture.vertx,
                new MetricsQuery(
                        organizationId,
                        today,
                        Interval.DAY,
                        List.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Consistency.STRONG)));
    }

    private static void assertOverview(
            CostReport report, CostReportQuery query, List<TestLog.Event> events, String question) {
        List<TestLog.Event> now = inside(events, query.range());
        List<TestLog.Event> before = inside(events, query.previous());
        assertThat(report.total().costCents()).as(question).isEqualByComparingTo(ExpectedMetrics.sum(now));
        assertThat(report.total().events()).as(question).isEqualTo(now.size());
        assertThat(report.total().activeCustomers()).as(question).isEqualTo(customers(now));
        assertThat(report.previous().costCents()).as(question).isEqualByComparingTo(ExpectedMetrics.sum(before));
        assertThat(report.previous().events()).as(question).isEqualTo(before.size());
        assertThat(report.previous().activeCustomers()).as(question).isEqualTo(customers(before));
        assertThat(sum(report.periods()))
                .as(question)
                .isEqualByComparingTo(report.total().costCents());
        assertThat(sum(report.ghost()))
                .as(question)
                .isEqualByComparingTo(ExpectedMetrics.sum(inside(events, query.ghost())));
        assertThat(report.freshness().lagMillis()).isZero();
        assertExtent(report, events, question);
    }

    private static void assertExtent(CostReport report, List<TestLog.Event> events, String question) {
        List<Instant> times =
                events.stream().map(TestLog.Event::occurredAt).sorted().toList();
        if (times.isEmpty()) {
            assertThat(report.firstEventAt()).as(question).isNull();
            assertThat(report.lastEventAt()).as(question).isNull();
            return;
        }
        Instant oldest = times.get(0);
        Instant newest = times.get(times.size() - 1);
        assertThat(report.firstEventAt()).as(question).isBetween(oldest.minus(Duration.ofMinutes(15)), oldest);
        assertThat(report.lastEventAt()).as(question).isBetween(newest, newest.plus(Duration.ofMinutes(15)));
    }

    private static void assertBreakdown(
            CostReport report,
            Breakdown breakdown,
            BreakdownRequest request,
            CostReportQuery query,
            List<TestLog.Event> events,
            String question) {
        String where = question + " by " + request;
        List<Row> expected = expectedRows(request, query, events);
        assertThat(breakdown.rowCount()).as(where).isEqualTo(expected.size());
        int from = Math.min(request.offset(), expected.size());
        List<Row> page = expected.subList(from, Math.min(from + request.limit(), expected.size()));
        assertThat(breakdown.rows())
                .as(where)
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(page);
        List<Row> parts = new ArrayList<>(breakdown.rows());
        parts.add(breakdown.rest());
        parts.add(breakdown.unattributed());
        assertThat(parts.stream().map(Row::costCents).reduce(BigDecimal.ZERO, BigDecimal::add))
                .as(where)
                .isEqualByComparingTo(report.total().costCents());
        assertThat(parts.stream().map(Row::previousCostCents).reduce(BigDecimal.ZERO, BigDecimal::add))
                .as(where)
                .isEqualByComparingTo(report.previous().costCents());
        assertThat(parts.stream().mapToLong(Row::events).sum())
                .as(where)
                .isEqualTo(report.total().events());
        long without = inside(events, query.range()).stream()
                .filter(event -> key(event, request.dimension()) == null)
                .count();
        assertThat(breakdown.unattributed().events()).as(where).isEqualTo(without);
    }

    private static List<Row> expectedRows(BreakdownRequest request, CostReportQuery query, List<TestLog.Event> events) {
        Map<String, List<TestLog.Event>> now = byKey(inside(events, query.range()), request.dimension());
        Map<String, List<TestLog.Event>> before = byKey(inside(events, query.previous()), request.dimension());
        Map<String, Row> rows = new HashMap<>();
        for (var keys : List.of(now, before)) {
            for (String key : keys.keySet()) {
                List<TestLog.Event> mine = now.getOrDefault(key, List.of());
                rows.put(
                        key,
                        new Row(
                                key,
                                ExpectedMetrics.sum(mine),
                                ExpectedMetrics.sum(before.getOrDefault(key, List.of())),
                                mine.size(),
                                request.trend()
                                        ? trend(
                                                byKey(events, request.dimension())
                                                        .get(key),
                                                request,
                                                query)
                                        : List.of()));
            }
        }
        return rows.values().stream().sorted(order(request)).toList();
    }

    private static List<BigDecimal> trend(List<TestLog.Event> events, BreakdownRequest request, CostReportQuery query) {
        ZoneId zone = request.dimension() == Dimension.CUSTOMER
                ? ZoneOffset.UTC
                : query.range().zone();
        List<BigDecimal> days = new ArrayList<>();
        for (LocalDate day = query.range().start(); !day.isAfter(query.range().end()); day = day.plusDays(1)) {
            // A zone that skipped a day has no period for it.
            if (day.plusDays(1)
                    .atStartOfDay(zone)
                    .toInstant()
                    .isAfter(day.atStartOfDay(zone).toInstant())) {
                days.add(ExpectedMetrics.sum(inside(events, new TimeRange(day, day, zone))));
            }
        }
        return days;
    }

    private static Comparator<Row> order(BreakdownRequest request) {
        Comparator<Row> byKey = Comparator.comparing(row -> String.valueOf(row.key()));
        Comparator<BigDecimal> values = request.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return switch (request.sort()) {
            case KEY -> request.descending() ? byKey.reversed() : byKey;
            case COSTS -> Comparator.comparing(Row::costCents, values).thenComparing(byKey);
            case CHANGE ->
                Comparator.comparing((Row row) -> row.costCents().subtract(row.previousCostCents()), values)
                        .thenComparing(byKey);
            case EVENTS ->
                Comparator.comparing((Row row) -> BigDecimal.valueOf(row.events()), values)
                        .thenComparing(byKey);
            case AVERAGE ->
                Comparator.comparing(CostReportIT::average, Comparator.nullsLast(values))
                        .thenComparing(byKey);
        };
    }

    private static @Nullable BigDecimal average(Row row) {
        return row.events() == 0
                ? null
                : row.costCents().divide(BigDecimal.valueOf(row.events()), MathContext.DECIMAL128);
    }

    private static Map<String, List<TestLog.Event>> byKey(List<TestLog.Event> events, Dimension dimension) {
        Map<String, List<TestLog.Event>> byKey = new HashMap<>();
        for (TestLog.Event event : events) {
            String key = key(event, dimension);
            if (key != null) {
                byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(event);
            }
        }
        return byKey;
    }

    private static @Nullable String key(TestLog.Event event, Dimension dimension) {
        return switch (dimension) {
            case EVENT_NAME -> event.name();
            case MODEL -> event.model();
            case VENDOR -> event.vendor();
            case CUSTOMER ->
                event.externalCustomerId() != null ? event.externalCustomerId() : String.valueOf(event.customerId());
        };
    }

    private static List<TestLog.Event> inside(List<TestLog.Event> events, TimeRange range) {
        return events.stream()
                .filter(event -> {
                    LocalDate day = event.occurredAt().atZone(range.zone()).toLocalDate();
                    return !day.isBefore(range.start()) && !day.isAfter(range.end());
                })
                .toList();
    }

    private static long customers(List<TestLog.Event> events) {
        return events.stream()
                .map(event -> key(event, Dimension.CUSTOMER))
                .distinct()
                .count();
    }

    private static BigDecimal sum(List<CostReport.PeriodCosts> periods) {
        return periods.stream().map(CostReport.PeriodCosts::costCents).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void anotherOrganizationsCustomerWithTheSameIdIsAnother() throws Exception {
        UUID organizationId = UUID.randomUUID();
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        fixture.append(organizationId, List.of(TestLog.Event.of(noon, "a", "acme", "1")));
        fixture.append(UUID.randomUUID(), List.of(TestLog.Event.of(noon, "a", "acme", "20")));
        awaitFolded(organizationId);
        var day = new TimeRange(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-01-01"), ZoneOffset.UTC);

        CostReport report = get(Channels.COST_REPORT.ask(
                fixture.vertx,
                new CostReportQuery(
                        organizationId, day, day.previous(), day.previous(), Interval.DAY, List.of(), "acme")));

        assertThat(report.total().costCents()).isEqualByComparingTo("1");
    }

    @Test
    void saysHowFarTheTotalsAreBehind() throws Exception {
        UUID organizationId = UUID.randomUUID();
        fixture.stopFolding();
        fixture.append(organizationId, List.of(TestLog.Event.of(Instant.parse("2026-01-01T12:00:00Z"), "a", "c", "1")));
        var day = new TimeRange(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-01-01"), ZoneOffset.UTC);
        var query = new CostReportQuery(
                organizationId,
                day,
                day.previous(),
                day.previous(),
                Interval.DAY,
                Arrays.stream(Dimension.values())
                        .map(dimension -> new BreakdownRequest(dimension, Sort.COSTS, true, 0, 5, true))
                        .toList());

        // Within the millisecond of the commit nothing is late yet.
        CostReport behind = await("an age of the commit")
                .until(
                        () -> get(Channels.COST_REPORT.ask(fixture.vertx, query)),
                        report -> report.freshness().lagMillis() > 0);
        fixture.startFolding();
        awaitFolded(organizationId);
        CostReport current = get(Channels.COST_REPORT.ask(fixture.vertx, query));

        assertThat(behind.total().events()).isZero();
        assertThat(behind.firstEventAt()).isNull();
        assertThat(current.total().events()).isEqualTo(1);
        assertThat(current.freshness().lagMillis()).isZero();
        assertThat(current.freshness().asOf())
                .isAfterOrEqualTo(behind.freshness().asOf());
    }

    @Test
    void ofALongTextTheBeginningIsListed() throws Exception {
        UUID organizationId = UUID.randomUUID();
        String text = "x".repeat(1_000_000);
        fixture.append(
                organizationId, List.of(TestLog.Event.of(Instant.parse("2026-01-01T12:00:00Z"), "a", text, "1")));
        awaitFolded(organizationId);
        var day = new TimeRange(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-01-01"), ZoneOffset.UTC);
        var request = new BreakdownRequest(Dimension.CUSTOMER, Sort.COSTS, true, 0, 5, false);

        CostReport report = get(Channels.COST_REPORT.ask(
                fixture.vertx,
                new CostReportQuery(
                        organizationId, day, day.previous(), day.previous(), Interval.DAY, List.of(request))));

        assertThat(report.breakdowns())
                .flatExtracting(Breakdown::rows)
                .extracting(Row::key)
                .containsExactly("x".repeat(200));
    }
}
