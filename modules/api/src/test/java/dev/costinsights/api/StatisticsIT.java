package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.EventCondition;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.events.EventSource;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.statistics.CustomerStatistics;
import dev.costinsights.contracts.statistics.CustomerStatisticsQuery;
import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.PropertyStatisticsQuery;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.contracts.statistics.StatisticsSource;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.contracts.statistics.TimeseriesAnswer.PeriodStatistics;
import dev.costinsights.contracts.statistics.TimeseriesQuery;
import dev.costinsights.contracts.statistics.TimeseriesQuery.Property;
import dev.costinsights.contracts.statistics.VarianceQuery;
import dev.costinsights.contracts.statistics.VarianceStatistics;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsIT {
    private static final String BASE = "/v1/events/statistics/";
    private static final String DAYS = "?start_date=2024-03-01&end_date=2024-03-02";
    private static final String TIMESERIES = BASE + "timeseries" + DAYS + "&interval=day";
    private static final String BY_PROPERTY = BASE + "by-property" + DAYS + "&property=_llm.model";
    private static final String BY_CUSTOMER = BASE + "by-customer" + DAYS;
    private static final String BY_VARIANCE = BASE + "by-variance" + DAYS;
    private static final UUID ID = UUID.fromString("9f1c2b3a-4d5e-4f60-8a7b-0c1d2e3f4a5b");
    private static final TimeRange RANGE =
            new TimeRange(LocalDate.of(2024, 3, 1), LocalDate.of(2024, 3, 2), ZoneOffset.UTC);
    private static final Instant AS_OF = Instant.parse("2024-03-02T10:00:00.123456Z");
    private static final StatisticsSource EXACT = new StatisticsSource(StatisticsSource.EXACT, AS_OF);
    private static final StatisticsSource ESTIMATED = new StatisticsSource(StatisticsSource.HISTOGRAM_ERROR, AS_OF);

    private final ApiServer server = new ApiServer();
    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private volatile TimeseriesAnswer timeseries = new TimeseriesAnswer(List.of(), List.of(), EXACT);
    private volatile PropertyStatistics byProperty = new PropertyStatistics(List.of(), EXACT);
    private volatile CustomerStatistics byCustomer = new CustomerStatistics(List.of(), EXACT);
    private volatile VarianceStatistics byVariance = new VarianceStatistics(List.of(), EXACT);
    private volatile ContractException failure;

    @BeforeEach
    void serve() {
        Channels.TIMESERIES.serve(server.vertx, query -> answer(query, timeseries));
        Channels.PROPERTY_STATISTICS.serve(server.vertx, query -> answer(query, byProperty));
        Channels.CUSTOMER_STATISTICS.serve(server.vertx, query -> answer(query, byCustomer));
        Channels.VARIANCE_STATISTICS.serve(server.vertx, query -> answer(query, byVariance));
    }

    private <T> Future<T> answer(Object query, T answer) {
        asked.add(query);
        return failure == null ? Future.succeededFuture(answer) : Future.failedFuture(failure);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void timeseriesAreStringsUnderTheirFields() {
        var figures = new FieldStatistics(
                new BigDecimal("45"),
                new BigDecimal("22.5"),
                new BigDecimal("16.5"),
                new BigDecimal("1E+3"),
                new BigDecimal("1E-12"));
        var chat = new EventStatistics("chat", "Chats", ID, 2, 1, List.of(figures, FieldStatistics.NONE));
        var nothing =
                new EventStatistics("chat", "Chats", null, 0, 0, List.of(FieldStatistics.NONE, FieldStatistics.NONE));
        Instant first = Instant.parse("2024-02-26T00:00:00Z");
        Instant second = Instant.parse("2024-03-02T00:00:00Z");
        timeseries = new TimeseriesAnswer(
                List.of(
                        new PeriodStatistics(new Period(first, first.plusSeconds(86_400), second), List.of(chat)),
                        new PeriodStatistics(new Period(second, second, second.plusSeconds(86_400)), List.of(nothing))),
                List.of(chat),
                ESTIMATED);

        var answer = server.get(TIMESERIES + "&aggregate_fields=_cost.amount&aggregate_fields=a_b");

        String figuresOfChat = "\"occurrences\":2,\"customers\":1,"
                + "\"totals\":{\"_cost_amount\":\"45\",\"a_b\":\"0\"},"
                + "\"averages\":{\"_cost_amount\":\"22.5\",\"a_b\":\"0\"},"
                + "\"p10\":{\"_cost_amount\":\"16.5\",\"a_b\":\"0\"},"
                + "\"p90\":{\"_cost_amount\":\"1000\",\"a_b\":\"0\"},"
                + "\"p99\":{\"_cost_amount\":\"0.000000000001\",\"a_b\":\"0\"}}";
        String chatJson = "{\"name\":\"chat\",\"label\":\"Chats\",\"event_type_id\":\"" + ID + "\"," + figuresOfChat;
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("cost-insights-as-of")).isEqualTo("2024-03-02T10:00:00.123456Z");
        assertThat(answer.header("cost-insights-percentile-error")).isEqualTo("0.01");
        assertThat(answer.body())
                .startsWith("{\"periods\":[{\"timestamp\":\"2024-02-26T00:00:00Z\","
                        + "\"period_start\":\"2024-02-27T00:00:00Z\",\"period_end\":\"2024-03-02T00:00:00Z\","
                        + "\"stats\":[" + chatJson + "]},"
                        + "{\"timestamp\":\"2024-03-02T00:00:00Z\",\"period_start\":\"2024-03-02T00:00:00Z\","
                        + "\"period_end\":\"2024-03-02T23:59:59.999999Z\",\"stats\":["
                        + "{\"name\":\"chat\",\"label\":\"Chats\","
                        + "\"event_type_id\":\"00000000-0000-0000-0000-000000000000\",\"occurrences\":0,")
                .endsWith("\"totals\":[" + chatJson + "]}");
    }

    @Test
    void propertiesCustomersAndVarianceAreListsOfItems() {
        byProperty = new PropertyStatistics(
                List.of(new PropertyStatistics.Item("gpt", 3, 2, List.of(new BigDecimal("0.5")))), EXACT);
        byCustomer = new CustomerStatistics(
                List.of(
                        new CustomerStatistics.Item(
                                ID,
                                "acme",
                                "Acme",
                                "a@example.org",
                                3,
                                List.of(BigDecimal.ONE),
                                new BigDecimal("0.25")),
                        new CustomerStatistics.Item(
                                null, null, null, null, 1, List.of(BigDecimal.TEN), new BigDecimal("0.75"))),
                EXACT);
        byVariance = new VarianceStatistics(
                List.of(new VarianceStatistics.Item(
                        ID,
                        "chat",
                        null,
                        "acme",
                        AS_OF,
                        List.of(BigDecimal.TEN),
                        List.of(BigDecimal.ONE),
                        List.of(new BigDecimal("9.5")))),
                EXACT);

        assertThat(server.get(BY_PROPERTY).body())
                .isEqualTo("{\"items\":[{\"value\":\"gpt\",\"occurrences\":3,\"customers\":2,"
                        + "\"totals\":{\"_cost_amount\":\"0.5\"}}]}");
        assertThat(server.get(BY_CUSTOMER).body())
                .isEqualTo("{\"items\":[{\"customer_id\":\"" + ID + "\",\"external_customer_id\":\"acme\","
                        + "\"name\":\"Acme\",\"email\":\"a@example.org\",\"occurrences\":3,"
                        + "\"totals\":{\"_cost_amount\":\"1\"},\"share\":\"0.25\"},"
                        + "{\"customer_id\":null,\"external_customer_id\":null,\"name\":null,\"email\":null,"
                        + "\"occurrences\":1,\"totals\":{\"_cost_amount\":\"10\"},\"share\":\"0.75\"}]}");
        var variance = server.get(BY_VARIANCE);
        assertThat(variance.body())
                .isEqualTo("{\"items\":[{\"event_id\":\"" + ID + "\",\"name\":\"chat\",\"customer_id\":null,"
                        + "\"external_customer_id\":\"acme\",\"timestamp\":\"2024-03-02T10:00:00.123456Z\","
                        + "\"values\":{\"_cost_amount\":\"10\"},\"averages\":{\"_cost_amount\":\"1\"},"
                        + "\"p99\":{\"_cost_amount\":\"9.5\"}}]}");
        assertThat(variance.header("cost-insights-percentile-error")).isEqualTo("0");
    }

    @Test
    void whatIsNotSaidHasItsDefault() {
        server.get(TIMESERIES);
        server.get(BY_PROPERTY);
        server.get(BY_CUSTOMER);
        server.get(BY_VARIANCE);

        var scope = new StatisticsScope(
                Organizations.DEFAULT_ID, RANGE, EventFilter.ALL, List.of("_cost.amount"), Consistency.BOUNDED);
        assertThat(asked)
                .containsExactly(
                        new TimeseriesQuery(
                                scope, Interval.DAY, List.of(new TimeseriesQuery.Sort(Property.TOTAL, true))),
                        new PropertyStatisticsQuery(scope, "_llm.model", 200),
                        new CustomerStatisticsQuery(scope, 200),
                        new VarianceQuery(scope, 100));
    }

    @Test
    void everyParameterIsPassedOn() {
        String filters = "&timezone=Asia/Kathmandu&organization_id=" + Organizations.DEFAULT_ID + "&customer_id=" + ID
                + "&external_customer_id=acme&name=chat&name=tool&source=user&event_type_id=" + ID
                + "&query=hello&metadata%5Bplan%5D=pro&filter="
                + "%7B%22conjunction%22:%22or%22,%22clauses%22:%5B%5D%7D"
                + "&aggregate_fields=tokens&aggregate_fields=_llm.total_tokens&aggregate_fields=tokens";
        for (String path : List.of(
                TIMESERIES + "&sorting=-p95&sorting=name",
                BY_PROPERTY + "&limit=1",
                BY_CUSTOMER + "&limit=1000",
                BY_VARIANCE + "&limit=7")) {
            var answer = server.send(server.request(path + filters)
                    .header("Cost-Insights-Consistency", "strong")
                    .GET());
            assertThat(answer.status()).isEqualTo(200);
        }

        var filter = new EventFilter(
                null,
                null,
                Set.of(ID),
                Set.of("acme"),
                Set.of("chat", "tool"),
                Set.of(EventSource.USER),
                Set.of(ID),
                "hello",
                Map.of("plan", Set.of("pro")),
                new EventCondition.Group(EventCondition.Conjunction.OR, List.of()));
        var scope = new StatisticsScope(
                Organizations.DEFAULT_ID,
                new TimeRange(RANGE.start(), RANGE.end(), ZoneId.of("Asia/Kathmandu")),
                filter,
                List.of("tokens", "_llm.total_tokens"),
                Consistency.STRONG);
        assertThat(asked)
                .containsExactly(
                        new TimeseriesQuery(
                                scope,
                                Interval.DAY,
                                List.of(
                                        new TimeseriesQuery.Sort(Property.P95, true),
                                        new TimeseriesQuery.Sort(Property.NAME, false))),
                        new PropertyStatisticsQuery(scope, "_llm.model", 1),
                        new CustomerStatisticsQuery(scope, 1_000),
                        new VarianceQuery(scope, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {TIMESERIES, BY_PROPERTY, BY_CUSTOMER, BY_VARIANCE})
    void anotherOrganizationsFiguresAreNeverAskedFor(String path) {
        server.get(path + "&organization_id=" + ID);
        server.get(ApiServer.GUEST_TOKEN, path);

        assertThat(asked)
                .extracting(StatisticsIT::organizationId)
                .containsExactly(MetricsParameters.NO_ORGANIZATION, ApiServer.GUEST_ID);
    }

    private static UUID organizationId(Object query) {
        if (query instanceof TimeseriesQuery timeseries) {
            return timeseries.scope().organizationId();
        } else if (query instanceof PropertyStatisticsQuery property) {
            return property.scope().organizationId();
        } else if (query instanceof CustomerStatisticsQuery customer) {
            return customer.scope().organizationId();
        }
        return ((VarianceQuery) query).scope().organizationId();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "timeseries?end_date=2024-03-02&interval=day|start_date|missing",
                "timeseries?start_date=2024-03-01&interval=day|end_date|missing",
                "timeseries?start_date=2024-03-01&end_date=2024-03-02|interval|missing",
                "timeseries?start_date=x&end_date=2024-03-02&interval=day|start_date|date_from_datetime_parsing",
                "timeseries?start_date=2024-03-01&end_date=2024-03-02&interval=eon|interval|enum",
                "timeseries?start_date=2024-03-01&end_date=2024-03-02&interval=day&sorting=p10|sorting|enum",
                "timeseries?start_date=2024-03-01&end_date=2024-03-02&interval=day&timezone=x|timezone|TimeZoneName",
                "by-property?start_date=2024-03-01&end_date=2024-03-02|property|missing",
                "by-property?start_date=2024-03-01&end_date=2024-03-02&property=a-b|property|string_pattern_mismatch",
                "by-property?start_date=2024-03-01&end_date=2024-03-02&property=|property|string_too_short",
                "by-customer?start_date=2024-03-01&end_date=2024-03-02&limit=0|limit|greater_than_equal",
                "by-customer?start_date=2024-03-01&end_date=2024-03-02&limit=1001|limit|less_than_equal",
                "by-customer?start_date=2024-03-01&end_date=2024-03-02&limit=x|limit|int_parsing",
                "by-customer?start_date=2024-03-01&end_date=2024-03-02&customer_id=x|customer_id|uuid_parsing",
                "by-customer?start_date=2024-03-01&end_date=2024-03-02&source=me|source|enum",
                "by-variance?start_date=2024-03-01&end_date=2024-03-02&organization_id=x|organization_id|uuid_parsing",
                "by-variance?start_date=2024-03-01&end_date=2024-03-02&aggregate_fields=a%20b"
                        + "|aggregate_fields|string_pattern_mismatch",
                "by-variance?start_date=2024-03-01&end_date=2024-03-02&meter_id=9f1c2b3a-4d5e-4f60-8a7b-0c1d2e3f4a5b"
                        + "|meter_id|meter_id",
                "by-variance?start_date=2024-03-01&end_date=2024-03-02&query=ab|query|query"
            })
    void aWrongParameterIsNamed(String pathAndQuery, String parameter, String type) {
        var answer = server.get(BASE + pathAndQuery);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail")).hasSize(1);
        assertThat(answer.json().at("/detail/0/type").asText()).isEqualTo(type);
        assertThat(answer.json().at("/detail/0/loc").toString()).isEqualTo("[\"query\",\"" + parameter + "\"]");
        assertThat(asked).isEmpty();
    }

    @Test
    void aPathOrAListThatIsTooLongIsRefused() {
        var path = server.get(BY_VARIANCE + "&aggregate_fields=" + "a".repeat(256));
        var fields = new StringBuilder();
        for (int i = 0; i <= StatisticsScope.MAX_FIELDS; i++) {
            fields.append("&aggregate_fields=f").append(i);
        }

        assertThat(path.json().at("/detail/0/type").asText()).isEqualTo("string_too_long");
        assertThat(server.get(BY_VARIANCE + fields).json().at("/detail/0/type").asText())
                .isEqualTo("too_long");
        assertThat(server.get(BY_VARIANCE + "&aggregate_fields=" + "a".repeat(255))
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-01-02,2024-01-01,day", "2024-01-01,2025-01-02,day", "2024-01-01,2024-01-09,hour"})
    void aRangeTooLongOrBackwardsIsRefused(String range) {
        String[] parts = range.split(",");
        var answer = server.get(
                BASE + "timeseries?start_date=" + parts[0] + "&end_date=" + parts[1] + "&interval=" + parts[2]);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"PolarRequestValidationError\",\"detail\":[{\"type\":\"value_error\",\"loc\":"
                        + "[\"query\"],\"msg\":\"The interval is too small for the given date range. Use a larger"
                        + " interval or reduce the date range.\",\"input\":[\"" + parts[0] + "\",\"" + parts[1]
                        + "\",\"" + parts[2] + "\"]}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"by-property?property=a&", "by-customer?", "by-variance?"})
    void withoutPeriodsARangeMustNotEndBeforeItStarts(String path) {
        var backwards = server.get(BASE + path + "start_date=2024-01-02&end_date=2024-01-01");

        assertThat(backwards.status()).isEqualTo(422);
        assertThat(backwards.json().at("/detail/0/loc").toString()).isEqualTo("[\"query\"]");
        assertThat(server.get(BASE + path + "start_date=2014-01-01&end_date=2024-01-01")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatTakesTooLongOrIsTooLargeSaysSo() {
        failure = new ContractException(ErrorCode.UNAVAILABLE, "Ask for a shorter range.");
        assertThat(server.get(TIMESERIES).status()).isEqualTo(503);
        assertThat(server.get(TIMESERIES).body())
                .isEqualTo("{\"error\":\"ServiceUnavailable\",\"detail\":\"Ask for a shorter range.\"}");

        failure = new ContractException(ErrorCode.INVALID, "Use a larger interval.");
        assertThat(server.get(TIMESERIES).status()).isEqualTo(422);
        assertThat(server.get(TIMESERIES).json().at("/detail/0/msg").asText()).isEqualTo("Use a larger interval.");
    }

    @ParameterizedTest
    @ValueSource(strings = {TIMESERIES, BY_PROPERTY, BY_CUSTOMER, BY_VARIANCE})
    void eitherScopeOfEventsIsEnough(String path) {
        assertThat(server.send(server.anonymous(path).GET()).status()).isEqualTo(401);
        for (Scope scope : Scope.values()) {
            server.grant(scope);

            assertThat(server.get(path).status())
                    .isEqualTo(scope == Scope.EVENTS_READ || scope == Scope.EVENTS_WRITE ? 200 : 403);
        }
    }

    @Test
    void pathsAreKnownByOneForm() {
        var slashed = server.get(BASE + "timeseries/" + DAYS + "&interval=day");
        assertThat(slashed.status()).isEqualTo(307);
        assertThat(slashed.header("location")).isEqualTo(TIMESERIES);
        assertThat(server.post(ApiServer.TOKEN, BASE + "by-customer", "{}").status())
                .isEqualTo(405);
    }
}
