package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.statistics.CustomerStatistics;
import dev.costinsights.contracts.statistics.CustomerStatisticsQuery;
import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import dev.costinsights.contracts.statistics.PropertyStatisticsQuery;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.contracts.statistics.StatisticsSource;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.contracts.statistics.TimeseriesQuery;
import dev.costinsights.contracts.statistics.VarianceQuery;
import dev.costinsights.testkit.TestLog;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StatisticsCasesIT {
    private static final List<String> COST = List.of(StatisticsScope.COST);

    private static StatisticsFixture fixture;

    @BeforeAll
    static void start() throws Exception {
        fixture = new StatisticsFixture();
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    @Test
    void aShareIsOfAllCustomersWhateverTheLimit() throws Exception {
        UUID organizationId = UUID.randomUUID();
        LocalDate day = LocalDate.parse("2026-01-01");
        var noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        fixture.presentation.append(
                organizationId,
                List.of(
                        TestLog.Event.of(noon, "chat", "a", "1"),
                        TestLog.Event.of(noon, "chat", "b", "2"),
                        TestLog.Event.of(noon, "chat", "", "3")));
        for (EventFilter filter : List.of(EventFilter.ALL, StatisticsWorld.OF_LOG)) {
            var scope = new StatisticsScope(
                    organizationId, new TimeRange(day, day, ZoneOffset.UTC), filter, COST, Consistency.STRONG);

            CustomerStatistics answer =
                    get(new CustomerStatisticsService(fixture.exact).answer(new CustomerStatisticsQuery(scope, 2)));

            assertThat(answer.items())
                    .containsExactly(
                            new CustomerStatistics.Item(
                                    null, null, null, null, 1, List.of(new BigDecimal("3")), new BigDecimal("0.5")),
                            new CustomerStatistics.Item(
                                    null,
                                    "b",
                                    null,
                                    null,
                                    1,
                                    List.of(new BigDecimal("2")),
                                    new BigDecimal("0.333333")));
        }
    }

    @Test
    void interpolatesBetweenTwoTraces() throws Exception {
        UUID organizationId = UUID.randomUUID();
        var noon = LocalDate.parse("2026-01-01").atTime(12, 0).toInstant(ZoneOffset.UTC);
        fixture.presentation.append(
                organizationId,
                List.of(
                        TestLog.Event.of(noon, "chat", "a", "10").linked("one", null),
                        TestLog.Event.of(noon, "tool", "a", "5").linked(null, "one"),
                        TestLog.Event.of(noon, "chat", "b", "20").linked("two", null),
                        TestLog.Event.of(noon, "tool", "b", "10").linked(null, "two")));

        TimeseriesAnswer answer =
                get(Channels.TIMESERIES.ask(fixture.presentation.vertx, january(organizationId, EventFilter.ALL)));

        assertThat(answer.totals())
                .containsExactly(new EventStatistics(
                        "chat",
                        "chat",
                        null,
                        2,
                        2,
                        List.of(new FieldStatistics(
                                new BigDecimal("45"),
                                new BigDecimal("22.5"),
                                new BigDecimal("16.5"),
                                new BigDecimal("28.5"),
                                new BigDecimal("29.85")))));
        assertThat(answer.periods())
                .singleElement()
                .satisfies(period -> assertThat(period.names()).isEqualTo(answer.totals()));
        assertThat(answer.source().percentileError()).isEqualTo(StatisticsSource.EXACT);
    }

    @Test
    void namesAreCalledByTheLabelOfTheirType() throws Exception {
        UUID organizationId = UUID.randomUUID();
        UUID typeId = UUID.randomUUID();
        fixture.presentation.append(
                organizationId,
                List.of(TestLog.Event.of(
                        LocalDate.parse("2026-01-01").atStartOfDay().toInstant(ZoneOffset.UTC), "chat", "a", "1")));
        try (var insert = fixture.presentation.connection.prepareStatement("insert into log.event_types"
                + " (organization_id, name, id, label, created_at) values (?, 'chat', ?, 'Chats', now())")) {
            insert.setObject(1, organizationId);
            insert.setObject(2, typeId);
            insert.executeUpdate();
        }
        EventFilter ofType = new EventFilter(
                null, null, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(typeId), null, Map.of(), null);

        TimeseriesAnswer answer =
                get(Channels.TIMESERIES.ask(fixture.presentation.vertx, january(organizationId, ofType)));

        assertThat(answer.totals()).singleElement().satisfies(statistics -> {
            assertThat(statistics.label()).isEqualTo("Chats");
            assertThat(statistics.eventTypeId()).isEqualTo(typeId);
        });
    }

    private static TimeseriesQuery january(UUID organizationId, EventFilter filter) {
        LocalDate day = LocalDate.parse("2026-01-01");
        return new TimeseriesQuery(
                new StatisticsScope(
                        organizationId, new TimeRange(day, day, ZoneOffset.UTC), filter, COST, Consistency.STRONG),
                Interval.DAY,
                List.of());
    }

    @Test
    void whatTakesTooLongSaysHowToAskForLess() {
        StatisticsScope scope = january(UUID.randomUUID(), EventFilter.ALL).scope();
        Future<?> slow = fixture.exact.answer(
                scope,
                (snapshot, asked) -> snapshot.query("set local statement_timeout = 1")
                        .execute()
                        .compose(set -> snapshot.query("select pg_sleep(60)").execute()));

        assertThatThrownBy(() -> get(slow))
                .hasCauseInstanceOf(ContractException.class)
                .cause()
                .hasMessageContaining("Ask for a shorter range")
                .extracting(failure -> ((ContractException) failure).code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void anAnswerIsBounded() throws Exception {
        UUID organizationId = UUID.randomUUID();
        LocalDate day = LocalDate.parse("2026-01-01");
        List<TestLog.Event> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            events.add(TestLog.Event.of(day.atStartOfDay().toInstant(ZoneOffset.UTC), "name " + i, "a", "1"));
        }
        fixture.presentation.append(organizationId, events);
        var scope = new StatisticsScope(
                organizationId,
                new TimeRange(day.minusDays(365), day, ZoneOffset.UTC),
                EventFilter.ALL,
                COST,
                Consistency.STRONG);

        for (StatisticsReads reads : List.of(fixture.exact, fixture.histograms)) {
            assertThatThrownBy(() -> get(
                            new TimeseriesService(reads).answer(new TimeseriesQuery(scope, Interval.DAY, List.of()))))
                    .cause()
                    .extracting(failure -> ((ContractException) failure).code())
                    .isEqualTo(ErrorCode.INVALID);
            assertThat(get(new TimeseriesService(reads).answer(new TimeseriesQuery(scope, Interval.MONTH, List.of())))
                            .totals())
                    .hasSize(300);
        }
    }

    @Test
    void anotherOrganizationHasNoPart() throws Exception {
        UUID organizationId = UUID.randomUUID();
        LocalDate day = LocalDate.parse("2026-01-01");
        fixture.presentation.append(
                UUID.randomUUID(),
                List.of(TestLog.Event.of(day.atStartOfDay().toInstant(ZoneOffset.UTC), "chat", "a", "1")));
        for (EventFilter filter : List.of(EventFilter.ALL, StatisticsWorld.OF_LOG)) {
            var scope = new StatisticsScope(
                    organizationId, new TimeRange(day, day, ZoneOffset.UTC), filter, COST, Consistency.STRONG);

            for (StatisticsReads reads : List.of(fixture.exact, fixture.histograms)) {
                assertThat(get(new TimeseriesService(reads).answer(new TimeseriesQuery(scope, Interval.DAY, List.of())))
                                .totals())
                        .isEmpty();
                assertThat(get(new VarianceService(reads).answer(new VarianceQuery(scope, 10)))
                                .items())
                        .isEmpty();
            }
            assertThat(get(new CustomerStatisticsService(fixture.exact).answer(new CustomerStatisticsQuery(scope, 10)))
                            .items())
                    .isEmpty();
            assertThat(get(new PropertyStatisticsService(fixture.exact)
                                    .answer(new PropertyStatisticsQuery(scope, "_llm.model", 10)))
                            .items())
                    .isEmpty();
        }
    }
}
