package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.metrics.BillingType;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.TimeRange;
import io.vertx.core.Future;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsIT {
    private static final String JANUARY = "/v1/metrics/?start_date=2024-01-01&end_date=2024-01-02&interval=day";

    private static final String EXPORT = "/v1/metrics/export?start_date=2024-01-01&end_date=2024-01-02&interval=day";

    private final ApiServer server = new ApiServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/metrics/", "/v1/metrics"})
    void valuesAreNumbersWithEveryDigit(String path) {
        server.presentation = query -> Future.succeededFuture(new MetricsAnswer(
                List.of(
                        new MetricsAnswer.Values(
                                Instant.parse("2024-01-01T00:00:00Z"),
                                Map.of(
                                        Metric.COSTS,
                                        new BigDecimal("12345678901234567.123456789012"),
                                        Metric.COST_PER_ACTIVE_CUSTOMER,
                                        new BigDecimal("1E-12"))),
                        new MetricsAnswer.Values(
                                Instant.parse("2024-01-02T00:00:00Z"), Map.of(Metric.COSTS, BigDecimal.ZERO))),
                Map.of(Metric.COSTS, new BigDecimal("1E+3")),
                Instant.parse("2024-01-02T10:00:00.123456Z")));

        var answer = server.get(path + "?start_date=2024-01-01&end_date=2024-01-02&interval=day"
                + "&metrics=cost_per_active_customer&metrics=costs&metrics=costs");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("cost-insights-as-of")).isEqualTo("2024-01-02T10:00:00.123456Z");
        assertThat(answer.body())
                .isEqualTo("{\"periods\":["
                        + "{\"timestamp\":\"2024-01-01T00:00:00Z\",\"costs\":12345678901234567.123456789012,"
                        + "\"cost_per_active_customer\":0.000000000001},"
                        + "{\"timestamp\":\"2024-01-02T00:00:00Z\",\"costs\":0}],"
                        + "\"totals\":{\"costs\":1000},"
                        + "\"metrics\":{"
                        + "\"costs\":{\"slug\":\"costs\",\"display_name\":\"Costs\",\"type\":\"currency_sub_cent\"},"
                        + "\"cost_per_active_customer\":{\"slug\":\"cost_per_active_customer\","
                        + "\"display_name\":\"Cost Per Active Customer\",\"type\":\"currency_sub_cent\"}}}");
    }

    @Test
    void anExportHasARowPerPeriodAndNothingWhereAValueIsUnknown() {
        server.presentation = query -> Future.succeededFuture(new MetricsAnswer(
                List.of(
                        new MetricsAnswer.Values(
                                Instant.parse("2023-12-31T18:15:00Z"),
                                Map.of(
                                        Metric.COSTS,
                                        new BigDecimal("-12345678901234567.123456789012"),
                                        Metric.ACTIVE_USER_BY_EVENT,
                                        new BigDecimal("1E+3"),
                                        Metric.COST_PER_ACTIVE_CUSTOMER,
                                        new BigDecimal("1E-12"))),
                        new MetricsAnswer.Values(
                                Instant.parse("2024-01-01T18:15:00Z"),
                                Map.of(Metric.COSTS, BigDecimal.ZERO, Metric.ACTIVE_USER_BY_EVENT, BigDecimal.ZERO))),
                Map.of(Metric.COSTS, BigDecimal.TEN),
                Instant.parse("2024-01-02T10:00:00.123456Z")));

        var answer = server.send(server.request(EXPORT + "&timezone=Asia/Kathmandu&metrics=cost_per_active_customer"
                        + "&metrics=active_user_by_event&metrics=costs")
                .header("Accept", "text/csv")
                .GET());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(answer.header("content-disposition")).isEqualTo("attachment; filename=polar-metrics.csv");
        assertThat(answer.header("cost-insights-as-of")).isEqualTo("2024-01-02T10:00:00.123456Z");
        assertThat(answer.body())
                .isEqualTo("Timestamp,Costs,Active User (By event),Cost Per Active Customer\r\n"
                        + "2023-12-31T18:15:00+00:00,-12345678901234567.123456789012,1000,0.000000000001\r\n"
                        + "2024-01-01T18:15:00+00:00,0,0,\r\n");
    }

    @Test
    void anExportAsksWhatMetricsAsk() {
        server.get(JANUARY);
        server.get(EXPORT);

        assertThat(server.asked).hasSize(2);
        assertThat(server.asked.get(1)).isEqualTo(server.asked.get(0));
    }

    @Test
    void anExportWithoutPeriodsIsItsHeader() {
        assertThat(server.get(EXPORT).body())
                .isEqualTo("Timestamp,"
                        + Metric.defaults().stream().map(Metric::displayName).collect(Collectors.joining(","))
                        + "\r\n");
    }

    @Test
    void anExportHasOneAddressAndOneMethod() {
        var slash = server.get(EXPORT.replace("export", "export/"));
        var posted = server.post(ApiServer.TOKEN, EXPORT, "");

        assertThat(slash.status()).isEqualTo(307);
        assertThat(slash.header("location")).isEqualTo(EXPORT);
        assertThat(posted.status()).isEqualTo(405);
        assertThat(posted.header("allow")).isEqualTo("GET");
    }

    @Test
    void aWrongExportIsRefusedInJson() {
        var answer = server.get(EXPORT + "&metrics=zeal");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("content-disposition")).isEqualTo("absent");
    }

    @Test
    void theQuestionIsPassedOn() {
        String customer = "9f1c2b3a-4d5e-4f60-8a7b-0c1d2e3f4a5b";
        var answer = server.send(server.request("/v1/metrics/?start_date=2024-03-01&end_date=2024-03-31&interval=week"
                        + "&timezone=Asia/Calcutta&customer_id=" + customer
                        + "&product_id=9f1c2b3a-4d5e-4f60-8a7b-0c1d2e3f4a5c&billing_type=recurring&organization_id="
                        + Organizations.DEFAULT_ID)
                .header("Cost-Insights-Consistency", "strong")
                .GET());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(server.asked)
                .containsExactly(new MetricsQuery(
                        Organizations.DEFAULT_ID,
                        new TimeRange(LocalDate.of(2024, 3, 1), LocalDate.of(2024, 3, 31), ZoneId.of("Asia/Calcutta")),
                        Interval.WEEK,
                        Metric.defaults(),
                        Set.of(UUID.fromString(customer)),
                        Set.of(UUID.fromString("9f1c2b3a-4d5e-4f60-8a7b-0c1d2e3f4a5c")),
                        Set.of(BillingType.RECURRING),
                        Consistency.STRONG));
    }

    @Test
    void anotherOrganizationsNumbersAreNeverAskedFor() {
        server.get(JANUARY + "&organization_id=9f1c2b3a-4d5e-4f60-8a7b-0c1d2e3f4a5b");

        assertThat(server.asked)
                .extracting(MetricsQuery::organizationId)
                .containsExactly(MetricsParameters.NO_ORGANIZATION);
    }

    @Test
    void everyWrongParameterIsNamedOnce() {
        var answer = server.send(server.request("/v1/metrics/?start_date=2024-02-30&timezone=Mars/Phobos&interval=eon"
                        + "&customer_id=x&product_id=y&billing_type=never")
                .header("Cost-Insights-Consistency", "maybe")
                .GET());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"RequestValidationError\",\"detail\":["
                        + "{\"type\":\"date_from_datetime_parsing\",\"loc\":[\"query\",\"start_date\"],\"msg\":\"Input"
                        + " should be a valid date or datetime, day value is outside expected range\",\"input\":"
                        + "\"2024-02-30\",\"ctx\":{\"error\":\"day value is outside expected range\"}},"
                        + "{\"type\":\"missing\",\"loc\":[\"query\",\"end_date\"],\"msg\":\"Field required\","
                        + "\"input\":null},"
                        + "{\"type\":\"TimeZoneName\",\"loc\":[\"query\",\"timezone\"],\"msg\":\"Invalid timezone"
                        + " name.\",\"input\":\"Mars/Phobos\"},"
                        + "{\"type\":\"enum\",\"loc\":[\"query\",\"interval\"],\"msg\":\"Input should be 'year',"
                        + " 'month', 'week', 'day' or 'hour'\",\"input\":\"eon\",\"ctx\":{\"expected\":\"'year',"
                        + " 'month', 'week', 'day' or 'hour'\"}},"
                        + "{\"type\":\"uuid_parsing\",\"loc\":[\"query\",\"customer_id\"],\"msg\":\"Input should be a"
                        + " valid UUID, expected 32 hexadecimal digits, with or without hyphens\",\"input\":\"x\","
                        + "\"ctx\":{\"error\":\"expected 32 hexadecimal digits, with or without hyphens\"}},"
                        + "{\"type\":\"uuid_parsing\",\"loc\":[\"query\",\"product_id\"],\"msg\":\"Input should be a"
                        + " valid UUID, expected 32 hexadecimal digits, with or without hyphens\",\"input\":\"y\","
                        + "\"ctx\":{\"error\":\"expected 32 hexadecimal digits, with or without hyphens\"}},"
                        + "{\"type\":\"enum\",\"loc\":[\"query\",\"billing_type\"],\"msg\":\"Input should be 'one_time'"
                        + " or 'recurring'\",\"input\":\"never\",\"ctx\":{\"expected\":\"'one_time' or 'recurring'\"}},"
                        + "{\"type\":\"enum\",\"loc\":[\"header\",\"cost-insights-consistency\"],\"msg\":\"Input should"
                        + " be 'bounded' or 'strong'\",\"input\":\"maybe\",\"ctx\":{\"expected\":\"'bounded' or"
                        + " 'strong'\"}}]}");
        assertThat(server.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-02,2024-01-01,day",
                "2024-01-01,2025-01-02,day",
                "2024-01-01,2024-01-09,hour",
                "2024-01-01,2025-01-07,week",
                "2020-01-01,2024-01-01,month",
                "2010-01-01,2019-12-31,year"
            })
    void aRangeTooLongOrBackwardsIsRefused(String range) {
        String[] parts = range.split(",");
        var answer =
                server.get("/v1/metrics/?start_date=" + parts[0] + "&end_date=" + parts[1] + "&interval=" + parts[2]);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"PolarRequestValidationError\",\"detail\":[{\"type\":\"value_error\",\"loc\":"
                        + "[\"query\"],\"msg\":\"The interval is too small for the given date range. Use a larger"
                        + " interval or reduce the date range.\",\"input\":[\"" + parts[0] + "\",\"" + parts[1]
                        + "\",\"" + parts[2] + "\"]}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-01-01,2025-01-01,day",
                "2024-01-01,2024-01-08,hour",
                "2024-01-01,2025-01-06,week",
                "2020-01-01,2023-12-31,month",
                "2010-01-01,2019-12-30,year"
            })
    void theLongestRangeIsAnswered(String range) {
        String[] parts = range.split(",");

        assertThat(server.get("/v1/metrics/?start_date=" + parts[0] + "&end_date=" + parts[1] + "&interval=" + parts[2])
                        .status())
                .isEqualTo(200);
    }

    @Test
    void unknownSlugsAreListedSorted() {
        var answer = server.get(JANUARY + "&metrics=zeal&metrics=costs&metrics=awe&metrics=zeal");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"PolarRequestValidationError\",\"detail\":[{\"type\":\"value_error\",\"loc\":"
                        + "[\"query\",\"metrics\"],\"msg\":\"Invalid metric slugs: awe, zeal\",\"input\":[\"zeal\","
                        + "\"costs\",\"awe\",\"zeal\"]}]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Kathmandu", "Asia/Calcutta", "EST", "HST", "ROC", "EST5EDT", "US/Pacific"})
    void ianaZonesAndTheirOldNamesAreKnown(String zone) {
        assertThat(server.get(JANUARY + "&timezone=" + zone).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+05:30", "GMT+2", "utc", ""})
    void whatIsNoIanaNameIsRefused(String zone) {
        assertThat(server.get(JANUARY + "&timezone=" + zone.replace("+", "%2B")).status())
                .isEqualTo(422);
    }

    @Test
    void limitsAreThoseThatAreEnforced() {
        assertThat(server.get("/v1/metrics/limits").body())
                .isEqualTo("{\"min_date\":\"2023-01-01\",\"intervals\":{"
                        + "\"hour\":{\"min_days\":0,\"max_days\":7},\"day\":{\"min_days\":0,\"max_days\":366},"
                        + "\"week\":{\"min_days\":14,\"max_days\":371},\"month\":{\"min_days\":60,\"max_days\":1460},"
                        + "\"year\":{\"min_days\":366,\"max_days\":3650}}}");
    }

    @Test
    void definitionsAreTheWholeCatalogue() {
        var answer = server.get("/v1/metrics/definitions");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"items\":[{\"slug\":\"active_subscriptions\",\"display_name\":\"Active Subscriptions\","
                        + "\"type\":\"scalar\",\"unit\":\"count\",\"source\":\"reference\",\"definition\":\"")
                .contains("{\"slug\":\"checkouts_conversion\",\"display_name\":\"Checkouts Conversion Rate\","
                        + "\"type\":\"percentage\",\"unit\":\"ratio\",\"source\":\"reference\",\"definition\":"
                        + "\"Share of the checkouts that succeeded; 0 without any.\","
                        + "\"numerator\":\"succeeded_checkouts\",\"denominator\":\"checkouts\"}")
                .contains("\"definition\":\"Cents that the events of the period cost.\","
                        + "\"numerator\":null,\"denominator\":null}");
        assertThat(answer.body().split("\"slug\":")).hasSize(1 + Metric.values().length);
        assertThat(server.send(server.anonymous("/v1/metrics/definitions").GET())
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OVERLOADED", "TIMEOUT", "UNAVAILABLE"})
    void totalsThatCannotCatchUpAreUnavailable(ErrorCode code) {
        server.presentation = query -> Future.failedFuture(new ContractException(code, "Not caught up."));

        var answer = server.send(server.request(JANUARY)
                .header("Cost-Insights-Consistency", "strong")
                .GET());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("2");
        assertThat(answer.body()).isEqualTo("{\"error\":\"ServiceUnavailable\",\"detail\":\"Not caught up.\"}");
    }

    @Test
    void aReadThatNobodyAnswersSaysSoBeforeClientsGiveUp() {
        server.presentation = query -> Future.future(never -> {});

        // The channel itself waits longer than this client does.
        var patience = Channels.METRICS.timeout().minusSeconds(1);
        assertThat(server.send(server.request(JANUARY).timeout(patience).GET()).status())
                .isEqualTo(503);
    }

    @Test
    void metricsNeedATokenWithTheirScope() {
        assertThat(server.send(server.anonymous(JANUARY).GET()).status()).isEqualTo(401);
        assertThat(server.send(server.anonymous("/v1/metrics/limits").GET()).status())
                .isEqualTo(401);
        assertThat(server.send(server.anonymous(EXPORT).GET()).status()).isEqualTo(401);
        assertThat(server.send(server.anonymous(JANUARY)
                                .header("Authorization", "Bearer " + ApiServer.READER_TOKEN)
                                .GET())
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aQueryThatCannotBeDecodedIsABadRequest() throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write(("GET /v1/metrics/?start_date=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                    + "Authorization: Bearer " + ApiServer.TOKEN + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400 ");
        }
    }
}
