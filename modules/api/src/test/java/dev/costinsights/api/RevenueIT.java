package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.revenue.FactsResult;
import dev.costinsights.contracts.revenue.IngestFacts;
import dev.costinsights.contracts.revenue.ListWaitingFacts;
import dev.costinsights.contracts.revenue.NewFact;
import dev.costinsights.contracts.revenue.WaitingFactPage;
import io.vertx.core.Future;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevenueIT {
    private static final String INGEST = "/v1/revenue/ingest";
    private static final String WAITING = "/v1/revenue/waiting";
    private static final UUID ID = UUID.fromString("33333333-3333-4333-8333-333333333333");
    private static final UUID ORDER = UUID.fromString("44444444-4444-4444-8444-444444444444");
    private static final String GOOD = "{\"type\":\"order.paid\",\"timestamp\":\"2026-11-01T10:00:00+01:00\","
            + "\"data\":{\"id\":\"x\",\"net_amount\":1.10,\"extra\":[null,{\"a\":1e3}]}}";

    private final ApiServer server = new ApiServer();
    private final List<IngestFacts> heard = new CopyOnWriteArrayList<>();
    private final List<ListWaitingFacts> asked = new CopyOnWriteArrayList<>();
    private volatile Function<IngestFacts, Future<FactsResult>> ingestion =
            request -> Future.succeededFuture(new FactsResult(request.facts().size(), 2, 1));

    @BeforeEach
    void serve() {
        Channels.INGEST_FACTS.serve(server.vertx, request -> {
            heard.add(request);
            return ingestion.apply(request);
        });
        Channels.LIST_WAITING_FACTS.serve(server.vertx, question -> {
            asked.add(question);
            return Future.succeededFuture(new WaitingFactPage(
                    List.of(new WaitingFactPage.Item("refund", ID, ApiServer.NOW, "order", ORDER)), 21));
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ApiServer.Answer ingest(String body) {
        return server.post(ApiServer.TOKEN, INGEST, body);
    }

    private static String facts(String... facts) {
        return "{\"facts\":[" + String.join(",", facts) + "]}";
    }

    @Test
    void anAcceptedFactIsPassedOnAsItWasSent() {
        var answer = ingest(facts(GOOD));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"inserted\":1,\"duplicates\":2,\"waiting\":1}");
        assertThat(heard)
                .containsExactly(new IngestFacts(
                        Organizations.DEFAULT_ID,
                        List.of(new NewFact(
                                "order.paid",
                                Instant.parse("2026-11-01T09:00:00Z"),
                                "{\"id\":\"x\",\"net_amount\":1.10,\"extra\":[null,{\"a\":1E+3}]}"))));
    }

    @Test
    void aTimestampMayLieAheadOrInUnixTime() {
        assertThat(ingest(facts(
                                "{\"type\":\"a\",\"timestamp\":\"2030-01-01T00:00:00Z\",\"data\":{}}",
                                "{\"type\":\"a\",\"timestamp\":1730455200,\"data\":{}}"))
                        .status())
                .isEqualTo(200);
        assertThat(heard.get(0).facts())
                .extracting(NewFact::timestamp)
                .containsExactly(Instant.parse("2030-01-01T00:00:00Z"), Instant.ofEpochSecond(1730455200));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                | missing    | [\"body\"]",
                "{                 | json_invalid | [\"body\",1]",
                "[]                | model_attributes_type | [\"body\"]",
                "{}                | missing    | [\"body\",\"facts\"]",
                "{\"facts\":null}  | list_type  | [\"body\",\"facts\"]",
                "{\"facts\":[7]}   | model_attributes_type | [\"body\",\"facts\",0]",
                "{\"facts\":[{\"timestamp\":\"2026-11-01T10:00:00Z\",\"data\":{}}]} | missing | [\"body\",\"facts\",0,\"type\"]",
                "{\"facts\":[{\"type\":null,\"timestamp\":\"2026-11-01T10:00:00Z\",\"data\":{}}]} | string_type | [\"body\",\"facts\",0,\"type\"]",
                "{\"facts\":[{\"type\":\"a\",\"data\":{}}]} | missing | [\"body\",\"facts\",0,\"timestamp\"]",
                "{\"facts\":[{\"type\":\"a\",\"timestamp\":\"2026-11-01T10:00:00\",\"data\":{}}]} | timezone_aware | [\"body\",\"facts\",0,\"timestamp\"]",
                "{\"facts\":[{\"type\":\"a\",\"timestamp\":\"2026-11-01T10:00:00Z\"}]} | missing | [\"body\",\"facts\",0,\"data\"]",
                "{\"facts\":[{\"type\":\"a\",\"timestamp\":\"2026-11-01T10:00:00Z\",\"data\":\"{}\"}]} | dict_type | [\"body\",\"facts\",0,\"data\"]",
            })
    void whatIsNoListOfFactsIsSaidSo(String body, String type, String location) {
        var answer = ingest(body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("error").textValue()).isEqualTo("RequestValidationError");
        assertThat(answer.json().get("detail")).hasSize(1);
        assertThat(answer.json().at("/detail/0/type").textValue()).isEqualTo(type);
        assertThat(answer.json().at("/detail/0/loc")).hasToString(location);
        assertThat(heard).isEmpty();
    }

    @Test
    void moreThanTenThousandFactsAreTooMany() {
        String fact = "{\"type\":\"a\",\"timestamp\":0,\"data\":{}}";
        String most = IntStream.range(0, 10_000).mapToObj(i -> fact).collect(Collectors.joining(","));

        assertThat(ingest(facts(most)).body()).isEqualTo("{\"inserted\":10000,\"duplicates\":2,\"waiting\":1}");
        var answer = ingest(facts(most, fact));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("\"type\":\"too_long\",\"loc\":[\"body\",\"facts\"]")
                .contains("\"actual_length\":10001");
    }

    @Test
    void aRefusalFromIngestionNamesThePlaceAndWhatWasSentThere() {
        ingestion = request -> Future.failedFuture(new ContractException(
                ErrorCode.INVALID,
                "Some facts can't be kept.",
                List.of(
                        new FieldError(0, "data.net_amount", "int_from_float", "No."),
                        new FieldError(0, "data.status", "missing", "Field required"),
                        new FieldError(0, "data.extra.1.a", "a", "No."),
                        new FieldError(0, "data.data", "missing", "No."),
                        new FieldError(1, "type", "enum", "No."),
                        new FieldError(1, "timestamp", "t", "No."),
                        new FieldError(1, "data", "d", "No."))));

        var answer = ingest(facts(GOOD, "{\"type\":\"b\",\"timestamp\":0,\"data\":{\"b\":2}}"));

        assertThat(answer.status()).isEqualTo(422);
        String whole = "{\"id\":\"x\",\"net_amount\":1.10,\"extra\":[null,{\"a\":1E+3}]}";
        String fact0 = "\"loc\":[\"body\",\"facts\",0,\"data\",";
        String fact1 = "\"loc\":[\"body\",\"facts\",1,";
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"PolarRequestValidationError\",\"detail\":["
                        + "{\"type\":\"int_from_float\"," + fact0 + "\"net_amount\"],\"msg\":\"No.\",\"input\":1.10},"
                        + "{\"type\":\"missing\"," + fact0 + "\"status\"],\"msg\":\"Field required\",\"input\":" + whole
                        + "},{\"type\":\"a\"," + fact0 + "\"extra\",1,\"a\"],\"msg\":\"No.\",\"input\":1E+3},"
                        + "{\"type\":\"missing\"," + fact0 + "\"data\"],\"msg\":\"No.\",\"input\":" + whole
                        + "},{\"type\":\"enum\"," + fact1 + "\"type\"],\"msg\":\"No.\",\"input\":\"b\"},"
                        + "{\"type\":\"t\"," + fact1
                        + "\"timestamp\"],\"msg\":\"No.\",\"input\":\"1970-01-01T00:00:00Z\"},"
                        + "{\"type\":\"d\"," + fact1 + "\"data\"],\"msg\":\"No.\",\"input\":{\"b\":2}}]}");
    }

    @ParameterizedTest
    @CsvSource({"OVERLOADED,429", "UNAVAILABLE,503", "TIMEOUT,503", "INVALID,422", "INTERNAL,500"})
    void failuresOfIngestionBecomeAnswers(ErrorCode code, int status) {
        ingestion = request -> Future.failedFuture(new ContractException(code, "Why it failed."));

        assertThat(ingest(facts(GOOD)).status()).isEqualTo(status);
    }

    @Test
    void onlyATokenThatMayWriteRevenueIsLetIn() {
        assertThat(server.post(ApiServer.READER_TOKEN, INGEST, facts(GOOD)).status())
                .isEqualTo(403);
        assertThat(server.get(ApiServer.READER_TOKEN, WAITING).status()).isEqualTo(403);
        server.grant(Scope.REVENUE_WRITE);
        assertThat(ingest(facts(GOOD)).status()).isEqualTo(200);
        assertThat(server.get(WAITING).status()).isEqualTo(200);
        assertThat(server.send(server.anonymous(INGEST).POST(BodyPublishers.ofString(facts(GOOD))))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aBodyOverTenMebibytesIsRefused() {
        assertThat(ingest(" ".repeat(IngestRoute.MAX_BODY_BYTES + 1)).status()).isEqualTo(413);
    }

    @Test
    void whatWaitsIsListedPageByPage() {
        var answer = server.get(ApiServer.GUEST_TOKEN, WAITING + "?page=3&limit=10");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"items\":[{\"kind\":\"refund\",\"id\":\"" + ID
                        + "\",\"created_at\":\"2026-06-15T12:00:00Z\",\"waits_for\":{\"kind\":\"order\",\"id\":\""
                        + ORDER
                        + "\"}}],\"pagination\":{\"total_count\":21,\"max_page\":3}}");
        assertThat(asked).containsExactly(new ListWaitingFacts(ApiServer.GUEST_ID, 20, 10));
        assertThat(server.get(WAITING + "?limit=0").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({INGEST, WAITING})
    void theSlashIsRedirectedAwayAndOtherMethodsAreNotAllowed(String path) {
        assertThat(server.get(path + "/?a=b").header("location")).isEqualTo(path + "?a=b");
        assertThat(server.send(server.request(path).DELETE()).status()).isEqualTo(405);
    }
}
