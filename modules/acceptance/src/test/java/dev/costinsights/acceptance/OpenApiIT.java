package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every operation of /v1/openapi.json answers as the document says, in success and in refusal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {
    private static final Set<String> METHODS = new TreeSet<>(Set.of("GET", "POST", "PUT", "PATCH", "DELETE"));
    private static final int MOST_BODY_BYTES = 10 * 1024 * 1024;
    /** One of these is a parameter of every operation that has any. */
    private static final String WRONG_VALUES =
            "limit=0&start_date=x&aggregate_fields=!&anonymize=perhaps&organization_id=x&start_month=x";

    private static final int UNKNOWN_TOKENS_PER_MINUTE = 200;

    private final Workspace workspace = Workspace.of(OpenApiIT.class, "answers");
    private ServerProcess server;
    private OpenApi description;
    private Planted planted;
    private Wire metricsOnly;
    private Wire customersOnly;

    @BeforeAll
    void start() throws IOException {
        server = Launch.in(workspace)
                .with("COST_INSIGHTS_LIMITS_UNKNOWN_TOKENS_PER_MINUTE", Integer.toString(UNKNOWN_TOKENS_PER_MINUTE))
                .startReady();
        description = OpenApi.of(server.wire());
        planted = Planted.in(server.wire(), "described");
        metricsOnly = only("metrics:write");
        customersOnly = only("customers:read");
    }

    private Wire only(String scope) throws IOException {
        return server.wire()
                .withToken(Call.post(
                                "v1/organization-access-tokens/",
                                "{\"comment\":\"%1$s\",\"scopes\":[\"%1$s\"]}".formatted(scope))
                        .send(server.wire())
                        .json()
                        .required("token")
                        .textValue());
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        workspace.deleteData();
    }

    @TestFactory
    Stream<DynamicTest> answers_what_it_is_asked() {
        return eachOperation(operation -> {
            // Only the organization that runs the server creates others.
            Wire wire = operation.id().equals("createOrganization") ? server.wire() : planted.wire();
            for (Call call : Calls.of(operation, planted)) {
                Wire.Answer answer = call.with("Polar-Version", "2026-04").send(wire);

                assertThat(answer.status()).as("%s: %s", call, answer.body()).isBetween(200, 299);
                assertThat(answer.headers().firstValue("Polar-Version")).contains("2026-04");
                description.check(operation, answer);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> asks_for_a_token_that_may_do_it() {
        return eachOperation(operation -> {
            Call call = some(operation);
            Wire.Answer without = call.sendWithoutToken(server.wire());
            Wire.Answer unknown = call.send(server.wire().withToken("nobody"));
            Wire.Answer lacking = call.send(operation.takes("metrics:write") ? customersOnly : metricsOnly);

            assertThat(without.status()).as("without a token").isEqualTo(operation.secured() ? 401 : 200);
            assertThat(unknown.status()).as("with an unknown token").isEqualTo(operation.secured() ? 401 : 200);
            assertThat(lacking.status()).as("without the scope").isEqualTo(operation.scoped() ? 403 : 200);
            for (Wire.Answer answer : List.of(without, unknown, lacking)) {
                description.check(operation, answer);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> knows_no_other_version_of_the_wire() {
        return eachOperation(operation -> {
            Wire.Answer answer =
                    some(operation).with("Polar-Version", "1999-01").send(planted.wire());

            assertThat(answer.status()).isEqualTo(404);
            description.checkShared("NoRoute", operation, answer);
        });
    }

    @TestFactory
    Stream<DynamicTest> says_what_is_wrong() {
        return eachOperation(operation -> {
            for (Map.Entry<Call, Integer> wrong : wrong(operation).entrySet()) {
                Wire.Answer answer = wrong.getKey().send(planted.wire());

                assertThat(answer.status())
                        .as("%s: %s", wrong.getKey(), answer.body())
                        .isEqualTo(wrong.getValue());
                description.check(operation, answer);
            }
        });
    }

    /** With the status that each is refused with. */
    private static Map<Call, Integer> wrong(OpenApi.Operation operation) {
        Map<Call, Integer> wrong = new LinkedHashMap<>();
        String path = operation.path().substring(1);
        String body = operation.json().has("requestBody") ? "{}" : null;
        if (path.contains("{id}")) {
            wrong.put(new Call(operation.method(), filled(path.replace("{id}", "x")), body, Map.of()), 422);
        }
        if (path.contains("{")) {
            JsonNode example = operation.json().at("/requestBody/content/application~1json/example");
            String good = body == null ? null : example.toString();
            wrong.put(new Call(operation.method(), filled(path) + neededBy(operation), good, Map.of()), 404);
        }
        if (!operation.secured()) {
            // What is signed is read once the secret is known.
            return wrong;
        }
        if (body != null) {
            wrong.put(new Call(operation.method(), filled(path), "[]", Map.of()), 422);
            wrong.put(new Call(operation.method(), filled(path), "{\"a\":", Map.of()), 422);
        }
        if (operation.json().has("parameters")) {
            Map<String, String> headers = Map.of("Cost-Insights-Consistency", "perhaps");
            wrong.put(new Call(operation.method(), filled(path) + '?' + WRONG_VALUES, body, headers), 422);
        }
        return wrong;
    }

    /** The days of an operation that can't do without. */
    private static String neededBy(OpenApi.Operation operation) {
        return operation.json().path("parameters").toString().contains("MetricsStart")
                ? "?start_date=2026-01-01&end_date=2026-01-31"
                : "";
    }

    private static String filled(String path) {
        return path.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
    }

    @TestFactory
    Stream<DynamicTest> bounds_the_body() {
        return eachOperation(operation -> {
            if (!operation.json().has("requestBody")) {
                return;
            }
            String target = filled(operation.path().substring(1));
            Wire.Answer endless = planted.wire()
                    .send(planted.wire()
                            .request(target)
                            .method(operation.method(), BodyPublishers.fromPublisher(BodyPublishers.ofString("{}")))
                            .build());
            Wire.Answer large = new Call(operation.method(), target, " ".repeat(MOST_BODY_BYTES + 1), Map.of())
                    .send(planted.wire());

            assertThat(endless.status()).as("without a length").isEqualTo(411);
            assertThat(large.status()).as("too large").isEqualTo(413);
            description.check(operation, endless);
            description.check(operation, large);
        });
    }

    @TestFactory
    Stream<DynamicTest> has_no_method_that_is_not_described() {
        Map<String, Set<String>> allowed = new LinkedHashMap<>();
        description
                .operations()
                .values()
                .forEach(operation -> allowed.computeIfAbsent(operation.path(), path -> new TreeSet<>())
                        .add(operation.method()));
        return allowed.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Set<String> others = new TreeSet<>(METHODS);
                    others.removeAll(entry.getValue());
                    for (String method : others) {
                        Wire.Answer answer = new Call(
                                        method, filled(entry.getKey().substring(1)), null, Map.of())
                                .send(planted.wire());

                        assertThat(answer.status()).as(method).isEqualTo(405);
                        description.checkShared("MethodNotAllowed", method + ' ' + entry.getKey(), answer);
                    }
                }));
    }

    @Test
    void says_that_there_is_no_such_path() throws IOException {
        Wire.Answer answer = planted.wire().get("v1/nothing");

        assertThat(answer.status()).isEqualTo(404);
        description.checkShared("NoRoute", "v1/nothing", answer);
    }

    private Call some(OpenApi.Operation operation) {
        Call call = Calls.of(operation, planted).get(0);
        // What can be done once is tried with an id that nobody has.
        return operation.method().equals("DELETE")
                ? Call.delete(filled(operation.path().substring(1)))
                : call;
    }

    private interface Check {
        void run(OpenApi.Operation operation) throws IOException;
    }

    private Stream<DynamicTest> eachOperation(Check check) {
        return description.operations().values().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.toString(), () -> check.run(operation)));
    }
}
