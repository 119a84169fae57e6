package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can't be taken is refused with the right status and words; nothing of it is stored, and the server doesn't mind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private static final int MIB = 1024 * 1024;

    private final Workspace workspace = Workspace.of(BadInputIT.class, "refusals");
    private ServerProcess server;

    @BeforeAll
    void start() {
        server = Launch.in(workspace)
                .with("COST_INSIGHTS_LIMITS_UNKNOWN_TOKENS_PER_MINUTE", "5")
                .startReady();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        workspace.deleteData();
    }

    @AfterEach
    void nothingIsStoredAndTheServerIsWell() throws IOException {
        assertThat(server.log().contents().events()).as("stored events").isZero();
        assertThat(server.wire().get("health/ready").status()).isEqualTo(200);
        assertThat(server.wire().metrics(Question.everything()).total("costs")).isZero();
        assertThat(server.wire().post("{\"events\":[]}").ingested()).isEqualTo(new Wire.Ingested(0, 0));
    }

    static Stream<Arguments> refusedBodies() {
        return Stream.of(
                arguments("malformed JSON", "{\"events\":[{\"name\":", "json_invalid", "[\"body\""),
                arguments("text after the JSON", "{\"events\":[]} x", "json_invalid", "[\"body\""),
                arguments(
                        "NaN",
                        event("\"metadata\":{\"_cost\":{\"amount\":NaN,\"currency\":\"usd\"}}"),
                        "",
                        "[\"body\""),
                arguments("NaN as text", cost("\"NaN\""), "finite_number", "\"_cost\",\"amount\"]"),
                arguments("infinity as text", cost("\"Infinity\""), "finite_number", "\"_cost\",\"amount\"]"),
                arguments("1e400", cost("1e400"), "decimal_whole_digits", "\"_cost\",\"amount\"]"),
                arguments("1e999999999", cost("1e999999999"), "", "\"amount\"]"),
                arguments("1e-999999999999", cost("1e-999999999999"), "", "[\"body\""),
                arguments("a million digits", cost("1".repeat(1_000_000)), "", "[\"body\""),
                arguments("a million digits as text", cost("\"" + "1".repeat(1_000_000) + "\""), "", "[\"body\""),
                arguments("18 integer digits", cost("123456789012345678"), "decimal_whole_digits", "\"amount\"]"),
                arguments("amount not a number", cost("\"free\""), "decimal_parsing", "\"amount\"]"),
                arguments("amount null", cost("null"), "", "\"amount\"]"),
                arguments("amount a list", cost("[1]"), "", "\"amount\"]"),
                arguments(
                        "amount missing",
                        event("\"metadata\":{\"_cost\":{\"currency\":\"usd\"}}"),
                        "missing",
                        "\"amount\"]"),
                arguments(
                        "another currency",
                        event("\"metadata\":{\"_cost\":{\"amount\":1,\"currency\":\"eur\"}}"),
                        "string_pattern_mismatch",
                        "\"_cost\",\"currency\"]"),
                arguments("body a list", "[]", "model_attributes_type", "[\"body\"]"),
                arguments("body a number", "7", "model_attributes_type", "[\"body\"]"),
                arguments("no body", "", "missing", "[\"body\"]"),
                arguments("no events", "{}", "missing", "[\"body\",\"events\"]"),
                arguments("events null", "{\"events\":null}", "list_type", "[\"body\",\"events\"]"),
                arguments("events an object", "{\"events\":{}}", "list_type", "[\"body\",\"events\"]"),
                arguments("an event null", "{\"events\":[null]}", "", "[\"body\",\"events\",0"),
                arguments(
                        "name a number",
                        "{\"events\":[{\"name\":1,\"external_customer_id\":\"c\"}]}",
                        "string_type",
                        "\"name\"]"),
                arguments(
                        "name too long",
                        "{\"events\":[{\"name\":\"" + "n".repeat(129) + "\",\"external_customer_id\":\"c\"}]}",
                        "string_too_long",
                        "\"name\"]"),
                arguments("no name", "{\"events\":[{\"external_customer_id\":\"c\"}]}", "missing", "\"name\"]"),
                arguments("no customer", "{\"events\":[{\"name\":\"e\"}]}", "missing", "customer_id\"]"),
                arguments(
                        "a customer nobody knows",
                        "{\"events\":[{\"name\":\"e\",\"customer_id\":" + "\"6e7f1c1c-9a3f-4d5e-8d1f-0123456789ab\"}]}",
                        "customer_id",
                        "\"customer_id\"]"),
                arguments(
                        "a customer id of another version",
                        "{\"events\":[{\"name\":\"e\",\"customer_id\":" + "\"6e7f1c1c-9a3f-1d5e-8d1f-0123456789ab\"}]}",
                        "uuid_version",
                        "\"customer_id\"]"),
                arguments(
                        "in the future",
                        event("\"timestamp\":\"2999-01-01T00:00:00Z\""),
                        "value_error",
                        "\"timestamp\"]"),
                arguments(
                        "without a zone",
                        event("\"timestamp\":\"2026-01-01T00:00:00\""),
                        "timezone_aware",
                        "\"timestamp\"]"),
                arguments("no time", event("\"timestamp\":\"yesterday\""), "", "\"timestamp\"]"),
                arguments(
                        "a time out of all range",
                        event("\"timestamp\":\"-999999999-01-01T00:00:00Z\""),
                        "",
                        "\"timestamp\"]"),
                arguments(
                        "NUL in a name",
                        "{\"events\":[{\"name\":\"a\\u0000b\",\"external_customer_id\":\"c\"}]}",
                        "value_error",
                        "\"name\"]"),
                arguments("NUL in metadata", event("\"metadata\":{\"k\":\"\\u0000\"}"), "value_error", "[\"body\""),
                arguments("half a surrogate", event("\"external_id\":\"\\ud800\""), "", "[\"body\""),
                arguments("metadata null", event("\"metadata\":null"), "dict_type", "\"metadata\"]"),
                arguments("metadata nested", event("\"metadata\":{\"k\":{\"a\":1}}"), "", "\"k\""),
                arguments(
                        "metadata value too long",
                        event("\"metadata\":{\"k\":\"" + "v".repeat(501) + "\"}"),
                        "",
                        "\"k\""),
                arguments("51 keys", event("\"metadata\":{" + keys(51) + "}"), "", "\"metadata\""),
                arguments(
                        "a key of 41 characters",
                        event("\"metadata\":{\"" + "k".repeat(41) + "\":1}"),
                        "",
                        "\"metadata\""),
                arguments("brackets without end", "[".repeat(100_000), "", "[\"body\""),
                arguments(
                        "brackets inside",
                        event("\"metadata\":{\"k\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
                        "",
                        "[\"body\""),
                arguments(
                        "brackets where nobody looks",
                        event("\"unknown\":" + "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000)),
                        "",
                        "[\"body\""),
                arguments(
                        "a giant string",
                        event("\"external_id\":7,\"parent_id\":\"" + "x".repeat(3 * MIB) + "\""),
                        "",
                        "\"external_id\"]"),
                arguments(
                        "a string beyond all bounds",
                        event("\"external_id\":\"" + "x".repeat(5 * MIB) + "\""),
                        "json_limit",
                        "[\"body\""),
                arguments(
                        "an event of another organization",
                        event("\"organization_id\":" + "\"6e7f1c1c-9a3f-4d5e-8d1f-0123456789ab\""),
                        "organization_token",
                        "\"organization_id\"]"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedBodies")
    void refusesWithWordsThatNameThePlace(String what, String body, String type, String place) throws IOException {
        Wire.Answer answer = server.wire().post(body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body().length()).as("size of the refusal").isLessThan(20_000);
        assertThat(answer.json().required("error").textValue()).endsWith("RequestValidationError");
        JsonNode detail = answer.json().required("detail");
        assertThat(detail.size()).as(answer.body()).isBetween(1, 2);
        assertThat(detail.get(0).required("loc").toString()).contains(place);
        assertThat(detail.get(0).required("msg").textValue()).isNotBlank();
        assertThat(detail.get(0).required("type").textValue()).contains(type).isNotBlank();
    }

    @Test
    void refusesAllEventsWhenOneIsBad() throws IOException {
        String good = "{\"name\":\"good\",\"external_customer_id\":\"c\"}";
        Wire.Answer answer = server.wire()
                .post("{\"events\":[" + good + "," + good + ",{\"name\":7,\"external_customer_id\":\"c\"}]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/detail/0/loc").toString()).startsWith("[\"body\",\"events\",2,");
    }

    @Test
    void refusesMoreThanTenThousandEvents() throws IOException {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 10_001; i++) {
            events.add(Event.of("e", Instant.parse("2026-01-01T00:00:00Z"), "c", "1"));
        }
        Wire.Answer answer = server.wire().post(Wire.body(events));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/detail/0/type").textValue()).isEqualTo("too_long");
        assertThat(answer.json().at("/detail/0/loc").toString()).isEqualTo("[\"body\",\"events\"]");
    }

    @Test
    void refusesInvalidUtf8() throws IOException {
        byte[] body = "{\"events\":[{\"name\":\"a?b\",\"external_customer_id\":\"c\"}]}".getBytes();
        for (int i = 0; i < body.length; i++) {
            body[i] = body[i] == '?' ? (byte) 0xff : body[i];
        }
        Wire.Answer answer = server.wire()
                .send(server.wire()
                        .request("v1/events/ingest")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build());

        assertThat(answer.status()).as(answer.body()).isIn(400, 422);
        assertThat(answer.body()).containsIgnoringCase("utf");
    }

    @Test
    void refusesElevenMebibytes() throws IOException {
        try (var connection = new RawConnection(server.uri())) {
            assertThat(connection
                            .send(head("Content-Length: " + 11 * MIB))
                            .send(new byte[64 * 1024])
                            .status())
                    .isEqualTo(413);
        }
    }

    @Test
    void refusesAChunkedBodyWithoutALength() throws IOException {
        try (var connection = new RawConnection(server.uri())) {
            assertThat(connection
                            .send(head("Transfer-Encoding: chunked") + "d\r\n{\"events\":[]}\r\n0\r\n\r\n")
                            .status())
                    .isEqualTo(411);
        }
    }

    @Test
    void refusesTwoLengths() throws IOException {
        try (var connection = new RawConnection(server.uri())) {
            assertThat(connection
                            .send(head("Content-Length: 13\r\nTransfer-Encoding: chunked") + "0\r\n\r\n")
                            .status())
                    .isIn(400, 411);
        }
    }

    @Test
    void asksForATokenAndRefusesAnUnknownOneAndThenSlowsItDown() throws IOException {
        HttpRequest without = HttpRequest.newBuilder(server.uri().resolve("v1/events/ingest"))
                .POST(BodyPublishers.ofString("{\"events\":[]}"))
                .build();
        Wire.Answer noToken = server.wire().send(without);
        assertThat(noToken.status()).isEqualTo(401);
        assertThat(noToken.json().required("error").textValue()).isEqualTo("Unauthorized");
        assertThat(noToken.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("Bearer"));

        Wire stranger = server.wire().withToken("somebody-else's-token");
        Wire.Answer unknown = stranger.post("{\"events\":[]}");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.json().required("error").textValue()).isEqualTo("invalid_token");

        Wire.Answer last = unknown;
        for (int i = 0; i < 10; i++) {
            last = stranger.post("{\"events\":[]}");
        }
        assertThat(last.status()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
    }

    static Stream<Arguments> refusedQuestions() {
        return Stream.of(
                arguments("no dates", "interval=day", "start_date"),
                arguments("no interval", "start_date=2026-01-01&end_date=2026-01-02", "interval"),
                arguments("unknown interval", "start_date=2026-01-01&end_date=2026-01-02&interval=minute", "interval"),
                arguments("no date", "start_date=soon&end_date=2026-01-02&interval=day", "start_date"),
                arguments("a day that isn't", "start_date=2026-02-30&end_date=2026-03-02&interval=day", "start_date"),
                arguments(
                        "a far year",
                        "start_date=+999999999-01-01&end_date=+999999999-12-31&interval=day",
                        "start_date"),
                arguments(
                        "unknown zone",
                        "start_date=2026-01-01&end_date=2026-01-02&interval=day&timezone=Mars/Base",
                        "timezone"),
                arguments("end before start", "start_date=2026-01-02&end_date=2026-01-01&interval=day", "query"),
                arguments("too long for hours", "start_date=2026-01-01&end_date=2026-01-09&interval=hour", "query"),
                arguments(
                        "unknown slugs",
                        "start_date=2026-01-01&end_date=2026-01-02&interval=day&metrics=zz&metrics=aa",
                        "metrics"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedQuestions")
    void refusesAQuestionThatHasNoAnswer(String what, String query, String place) throws IOException {
        Wire.Answer answer = server.wire().get("v1/metrics/?" + query);

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.json().at("/detail/0/loc").toString()).contains(place);
    }

    @Test
    void connectionsThatNeverFinishTheirRequestsHarmNobody() throws Exception {
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                var connection = new RawConnection(server.uri());
                slow.add(connection);
                connection.send(
                        i % 2 == 0
                                ? "POST /v1/events/ingest HTTP/1.1\r\nHost: x\r\nX-Slow: "
                                : head("Content-Length: 1000000") + "{");
            }
            for (int i = 0; i < 50; i++) {
                assertThat(server.wire().post("{\"events\":[]}").status()).isEqualTo(200);
            }
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
    }

    private static String head(String framing) {
        return "POST /v1/events/ingest HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + Launch.TOKEN + "\r\nContent-Type: application/json\r\n" + framing
                + "\r\n\r\n";
    }

    private static String event(String rest) {
        return "{\"events\":[{\"name\":\"e\",\"external_customer_id\":\"c\"," + rest + "}]}";
    }

    private static String cost(String amount) {
        return event("\"metadata\":{\"_cost\":{\"amount\":" + amount + ",\"currency\":\"usd\"}}");
    }

    private static String keys(int count) {
        var keys = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            keys.add("\"k" + i + "\":1");
        }
        return String.join(",", keys);
    }
}
