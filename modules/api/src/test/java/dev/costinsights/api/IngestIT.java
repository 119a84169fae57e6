package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.events.CostAmount;
import dev.costinsights.contracts.events.IngestResult;
import dev.costinsights.contracts.events.NewEvent;
import io.vertx.core.Future;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestIT {
    private static final String PATH = "/v1/events/ingest";
    private static final String GOOD = "{\"events\":[{\"name\":\"llm.inference\",\"external_customer_id\":\"user_123\","
            + "\"metadata\":{\"_cost\":{\"amount\":0.025,\"currency\":\"usd\"}}}]}";

    private final ApiServer server = new ApiServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anAcceptedEventIsPassedOnAndCounted() {
        var answer = server.ingest(GOOD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"inserted\":1,\"duplicates\":0}");
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("cache-control")).isEqualTo("private, no-store");
        assertThat(answer.header("x-request-id")).hasSize(36);
        assertThat(server.ingested).hasSize(1);
        assertThat(server.ingested.get(0).organizationId()).isEqualTo(Organizations.DEFAULT_ID);
        assertThat(server.ingested.get(0).events())
                .containsExactly(NewEvent.of("llm.inference", "user_123")
                        .cost(CostAmount.ofCents("0.025"))
                        .build());
    }

    @Test
    void duplicatesAreSaid() {
        server.ingestion = request -> Future.succeededFuture(new IngestResult(0, 7));

        assertThat(server.ingest(GOOD).body()).isEqualTo("{\"inserted\":0,\"duplicates\":7}");
    }

    @Test
    void noEventsAreFine() {
        assertThat(server.ingest("{\"events\":[]}").body()).isEqualTo("{\"inserted\":0,\"duplicates\":0}");
    }

    @Test
    void aLargeBodyArrivesWhole() {
        String many = IntStream.range(0, 10_000)
                .mapToObj(i -> "{\"name\":\"e" + i + "\",\"external_customer_id\":\"u\",\"metadata\":{\"text\":\""
                        + "x".repeat(400) + "\"}}")
                .collect(Collectors.joining(","));

        var answer = server.ingest("{\"events\":[" + many + "]}");

        assertThat(answer.body()).isEqualTo("{\"inserted\":10000,\"duplicates\":0}");
        assertThat(server.ingested.get(0).events().get(9_999).name()).isEqualTo("e9999");
    }

    @Test
    void withoutATokenNobodyIsLetIn() {
        var answer = server.send(server.anonymous(PATH).POST(BodyPublishers.ofString(GOOD)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"error\":\"Unauthorized\",\"detail\":\"Unauthorized\"}");
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer realm=\"polar\"");
        assertThat(server.ingested).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Basic dXNlcjpwYXNz", "Bearer", "polar_oat_all_scopes"})
    void anotherSchemeIsNoToken(String authorization) {
        var answer = server.send(
                server.anonymous(PATH).header("Authorization", authorization).POST(BodyPublishers.ofString(GOOD)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("www-authenticate")).isEqualTo("Bearer realm=\"polar\"");
    }

    @Test
    void anUnknownTokenIsSaidSoUntilTheAddressHasTriedTooOften() {
        var attempt = server.anonymous(PATH)
                .header("Authorization", "Bearer polar_oat_guess")
                .POST(BodyPublishers.ofString(GOOD));
        for (int i = 0; i < ApiServer.UNKNOWN_TOKENS_PER_MINUTE; i++) {
            var answer = server.send(attempt);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body())
                    .isEqualTo("{\"error\":\"invalid_token\",\"error_description\":\"The access token provided is"
                            + " expired, revoked, malformed, or invalid for other reasons.\"}");
            assertThat(answer.header("www-authenticate"))
                    .isEqualTo("Bearer realm=\"polar\", error=\"invalid_token\", error_description=\"The access token"
                            + " provided is expired, revoked, malformed, or invalid for other reasons.\"");
            assertThat(answer.header("cache-control")).isEqualTo("no-store");
            assertThat(answer.header("pragma")).isEqualTo("no-cache");
        }

        var throttled = server.send(attempt);

        assertThat(throttled.status()).isEqualTo(429);
        assertThat(throttled.body()).isEmpty();
        assertThat(Integer.parseInt(throttled.header("retry-after"))).isBetween(1, 60);
        assertThat(server.ingest(GOOD).status()).isEqualTo(200);
    }

    @Test
    void aTokenWithoutTheScopeIsForbidden() {
        var answer = server.send(server.anonymous(PATH)
                .header("Authorization", "bearer " + ApiServer.READER_TOKEN)
                .POST(BodyPublishers.ofString(GOOD)));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"insufficient_scope\",\"error_description\":\"The request requires higher"
                        + " privileges than provided by the access token.\"}");
        assertThat(answer.header("www-authenticate"))
                .isEqualTo("Bearer realm=\"polar\", error=\"insufficient_scope\", error_description=\"The request"
                        + " requires higher privileges than provided by the access token.\", scope=\"events:write\"");
    }

    @Test
    void aBodyWithoutLengthIsRefused() {
        var answer = server.send(server.request(PATH)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(GOOD.getBytes()))));

        assertThat(answer.status()).isEqualTo(411);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"LengthRequired\",\"detail\":\"A Content-Length header is required.\"}");
    }

    @Test
    void aBodyOverTenMebibytesIsRefused() {
        var answer = server.ingest(new byte[IngestRoute.MAX_BODY_BYTES + 1]);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"RequestBodyTooLarge\",\"detail\":\"Request body exceeded the maximum allowed"
                        + " size of 10485760 bytes.\"}");
        assertThat(server.ingest(GOOD).status()).isEqualTo(200);
    }

    @Test
    void aBodyOfTenMebibytesIsRead() {
        var body = new byte[IngestRoute.MAX_BODY_BYTES];
        Arrays.fill(body, (byte) ' ');
        System.arraycopy(GOOD.getBytes(), 0, body, 0, GOOD.length());

        assertThat(server.ingest(body).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``              | [{\"type\":\"missing\",\"loc\":[\"body\"],\"msg\":\"Field required\",\"input\":null}]",
                "{\"events\": }  | [{\"type\":\"json_invalid\",\"loc\":[\"body\",11],\"msg\":\"JSON decode error\",\"input\":{},\"ctx\":{\"error\":\"Expecting value\"}}]",
                "[]              | [{\"type\":\"model_attributes_type\",\"loc\":[\"body\"],\"msg\":\"Input should be a valid dictionary or object to extract fields from\",\"input\":[]}]",
                "{\"events\":null} | [{\"type\":\"list_type\",\"loc\":[\"body\",\"events\"],\"msg\":\"Input should be a valid list\",\"input\":null}]",
                "{\"events\":[{\"name\":\"e\",\"external_customer_id\":\"u\",\"metadata\":{\"_cost\":{\"amount\":1,\"currency\":\"eur\"}}}]} | [{\"type\":\"string_pattern_mismatch\",\"loc\":[\"body\",\"events\",0,\"metadata\",\"_cost\",\"currency\"],\"msg\":\"String should match pattern 'usd'\",\"input\":\"eur\",\"ctx\":{\"pattern\":\"usd\"}}]",
                "{\"events\":[{\"name\":\"e\"}]} | [{\"type\":\"missing\",\"loc\":[\"body\",\"events\",0,\"external_customer_id\"],\"msg\":\"Field required\",\"input\":{\"name\":\"e\"}}]",
            })
    void validationErrorsHaveTheEnvelope(String body, String detail) {
        var answer = server.ingest(body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo("{\"error\":\"RequestValidationError\",\"detail\":" + detail + "}");
        assertThat(server.ingested).isEmpty();
    }

    @Test
    void whatTheServerKnowsBetterHasTheOtherEnvelope() {
        String organization = "00000000-0000-4000-8000-000000000001";
        var answer = server.ingest("{\"events\":[{\"name\":\"e\",\"external_customer_id\":\"u\",\"organization_id\":\""
                + organization + "\"}]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"PolarRequestValidationError\",\"detail\":[{\"type\":\"organization_token\","
                        + "\"loc\":[\"body\",\"events\",0,\"organization_id\"],\"msg\":\"Setting organization_id is"
                        + " disallowed when using an organization token.\",\"input\":\"" + organization + "\"}]}");
    }

    @Test
    void aRefusalFromIngestionNamesTheFieldAndItsValue() {
        String customer = "9f1c2b3a-4d5e-4f60-8a7b-0c1d2e3f4a5b";
        server.ingestion = request -> Future.failedFuture(new ContractException(
                ErrorCode.INVALID,
                "1 event is wrong.",
                List.of(new FieldError(0, "customer_id", "customer_id", "Customer not found."))));

        var answer = server.ingest("{\"events\":[{\"name\":\"e\",\"customer_id\":\"" + customer + "\"}]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"PolarRequestValidationError\",\"detail\":[{\"type\":\"customer_id\",\"loc\":"
                        + "[\"body\",\"events\",0,\"customer_id\"],\"msg\":\"Customer not found.\",\"input\":\""
                        + customer + "\"}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OVERLOADED  | 429 | 1      | ``",
                "UNAVAILABLE | 503 | 2      | {\"error\":\"ServiceUnavailable\",\"detail\":\"Why it failed.\"}",
                "TIMEOUT     | 503 | 2      | {\"error\":\"ServiceUnavailable\",\"detail\":\"Why it failed.\"}",
                "FORBIDDEN   | 403 | absent | {\"error\":\"NotPermitted\",\"detail\":\"Why it failed.\"}",
                "NOT_FOUND   | 404 | absent | {\"error\":\"ResourceNotFound\",\"detail\":\"Not found\"}",
                "INVALID     | 422 | absent | {\"error\":\"PolarRequestValidationError\",\"detail\":[{\"type\":\"value_error\",\"loc\":[\"body\"],\"msg\":\"Why it failed.\",\"input\":null}]}",
                "INTERNAL    | 500 | absent | {\"error\":\"InternalServerError\",\"detail\":\"Something went wrong inside the server.\"}",
            })
    void failuresOfIngestionBecomeAnswers(ErrorCode code, int status, String retryAfter, String body) {
        server.ingestion = request -> Future.failedFuture(new ContractException(code, "Why it failed."));

        var answer = server.ingest(GOOD);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("retry-after")).isEqualTo(retryAfter);
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void accountsOutOfReachLetsNobodyIn() {
        server.accounts =
                question -> Future.failedFuture(new ContractException(ErrorCode.UNAVAILABLE, "The database is away."));

        var answer = server.ingest(GOOD);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("2");
        assertThat(server.ingested).isEmpty();
    }

    @Test
    void theSlashIsRedirectedAway() {
        var answer = server.send(server.request(PATH + "/?a=b").POST(BodyPublishers.ofString(GOOD)));

        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.header("location")).isEqualTo("/v1/events/ingest?a=b");
    }

    @ParameterizedTest
    @CsvSource({"/v1", "/v1/", "/v1/nothing", "/v1/events/ingest/more", "/api/v1/nothing"})
    void otherPathsAreNotFoundWithoutAnyToken(String path) {
        var answer = server.send(server.anonymous(path).GET());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Not Found\"}");
    }

    @Test
    void otherMethodsAreNotAllowed() {
        var answer = server.send(server.anonymous(PATH).GET());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("POST");
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
    }

    @Test
    void knownVersionsAreEchoedAndOthersNotFound() {
        var known = server.send(
                server.request(PATH).header("Polar-Version", "2026-10").POST(BodyPublishers.ofString(GOOD)));
        var unknown = server.send(
                server.request(PATH).header("Polar-Version", "2020-01").POST(BodyPublishers.ofString(GOOD)));

        assertThat(known.status()).isEqualTo(200);
        assertThat(known.header("polar-version")).isEqualTo("2026-10");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo("{\"detail\":\"Not Found\"}");
    }

    @Test
    void pathsOfOldWorkAndAreToldToBeDeprecated() {
        var answer = server.send(server.request("/api" + PATH).POST(BodyPublishers.ofString(GOOD)));
        var today = server.ingest(GOOD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-polar-deprecation-notice")).contains("/api");
        assertThat(today.header("x-polar-deprecation-notice")).isEqualTo("absent");
    }

    @Test
    void browsersOfAnyOriginMayCallWithoutCookies() {
        var preflight = server.send(server.anonymous(PATH)
                .header("Origin", "https://app.example")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
        var call = server.send(
                server.request(PATH).header("Origin", "https://app.example").POST(BodyPublishers.ofString(GOOD)));

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(preflight.header("access-control-allow-methods")).contains("POST");
        assertThat(preflight.header("access-control-allow-headers")).containsIgnoringCase("authorization");
        assertThat(call.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(call.header("access-control-allow-credentials")).isEqualTo("absent");
    }

    @Test
    void aRefusedBodyFlowsAwayAndTheConnectionServesOn() {
        var refused = server.send(server.anonymous(PATH)
                .header("Authorization", "Bearer polar_oat_guess")
                .POST(BodyPublishers.ofByteArray(new byte[IngestRoute.MAX_BODY_BYTES])));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(server.ingest(GOOD).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"abc", "-1", "+5", "99999999999999999999"})
    void aLengthThatIsNoneIsABadRequest(String length) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream()
                    .write(("POST " + PATH + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                                    + ApiServer.TOKEN + "\r\nContent-Length: " + length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void noMutationOfAGoodBodyIsADefect() {
        var mutations = new Mutations(42);
        for (int i = 0; i < 500; i++) {
            byte[] body = mutations.next();

            var answer = server.ingest(body);

            assertThat(answer.status())
                    .as(new String(body, StandardCharsets.UTF_8))
                    .isIn(200, 422);
            assertThat(answer.json().isObject()).isTrue();
        }
    }

    @Test
    void answersAreTimedByRouteAndRefusalsCountedByReason() {
        server.ingest(GOOD);
        server.ingest("{");
        server.send(server.anonymous("/v1/anything/at/all").GET());

        assertThat(server.get("/metrics").body())
                .contains("cost_insights_http_requests_seconds_count{method=\"POST\",route=\"/v1/events/ingest\","
                        + "status=\"200\"} 1")
                .contains("cost_insights_http_requests_seconds_count{method=\"GET\",route=\"none\",status=\"404\"} 1")
                .contains("cost_insights_ingest_rejected_total{reason=\"invalid\"} 1.0")
                .doesNotContain("anything");
    }
}
