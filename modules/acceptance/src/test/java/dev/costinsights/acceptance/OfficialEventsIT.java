package dev.costinsights.acceptance;

import static dev.costinsights.acceptance.ClientSession.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.costinsights.acceptance.ClientSession.History;
import dev.costinsights.acceptance.OfficialClient.Line;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events through the official TypeScript SDK, unmodified: every answer parses, every figure is right. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialEventsIT {
    private static final String UNKNOWN_ID = "2b0e1a6c-6f7e-4f0e-9a51-0d6a3c7f1e11";

    private ClientServer server;

    @BeforeAll
    void start() {
        server = new ClientServer(OfficialEventsIT.class);
    }

    @AfterAll
    void stop() throws IOException {
        server.stop();
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void ingestTellsWhatIsNewFromWhatCameBefore(Line line) throws IOException {
        ClientSession session = server.session(line);
        Map<String, Object> named = Map.of("name", "named", "external_id", "one", "external_customer_id", "acme");
        Map<String, Object> unnamed = Map.of("name", "unnamed", "external_customer_id", "acme");

        assertThat(session.call("events.ingest", Map.of("events", List.of(named, unnamed, unnamed))))
                .isEqualTo(Wire.JSON.readTree("{\"inserted\": 3, \"duplicates\": 0}"));
        assertThat(session.call("events.ingest", Map.of("events", List.of(named, unnamed, named))))
                .isEqualTo(Wire.JSON.readTree("{\"inserted\": 1, \"duplicates\": 2}"));
        assertThat(session.call("events.ingest", Map.of("events", List.of())))
                .isEqualTo(Wire.JSON.readTree("{\"inserted\": 0, \"duplicates\": 0}"));

        session.awaitFolded();
        assertThat(session.call("events.list", Map.of())
                        .at("/pagination/total_count")
                        .intValue())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void eventsAreFoundByEveryFilter(Line line) throws IOException {
        ClientSession session = server.session(line);
        History history = session.history();

        assertThat(session.cases(Map.of())).containsExactly("seat", "mail", "tool", "call-2", "call-1", "run");
        assertThat(session.cases(Map.of("name", "llm.inference"))).containsExactly("call-2", "call-1");
        assertThat(session.cases(Map.of("name", List.of("llm.inference", "tool.use"))))
                .containsExactly("tool", "call-2", "call-1");
        assertThat(session.cases(Map.of("source", "user"))).hasSize(ClientSession.EVENTS_OF_THE_HISTORY);
        assertThat(session.cases(Map.of("source", "system"))).isEmpty();
        assertThat(session.cases(Map.of("query", "hello", "organization_id", organization(session))))
                .containsExactly("mail");

        // A customer's events are those with either of its ids, whenever it was registered.
        for (String key : List.of("customer_id", "external_customer_id")) {
            boolean byId = key.equals("customer_id");
            assertThat(session.cases(Map.of(key, byId ? history.acmeId() : "acme")))
                    .containsExactly("seat", "call-2", "call-1", "run");
            assertThat(session.cases(Map.of(key, byId ? history.globexId() : "globex")))
                    .containsExactly("mail", "tool");
        }
        assertThat(session.cases(Map.of("external_customer_id", List.of("globex", "nobody"))))
                .containsExactly("mail", "tool");

        // Neither end is inside.
        assertThat(session.cases(
                        Map.of("start_timestamp", "2026-03-10T09:01:00Z", "end_timestamp", "2026-03-10T10:00:00Z")))
                .containsExactly("tool", "call-2");
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void eventsAreFoundByTheirMetadata(Line line) throws IOException {
        ClientSession session = server.session(line);
        session.history();

        assertThat(session.cases(metadata("region", "eu"))).containsExactly("call-2", "run");
        assertThat(session.cases(metadata("region", List.of("eu", "us")))).containsExactly("call-2", "call-1", "run");
        assertThat(session.cases(Map.of("metadata", Map.of("region", "eu", "beta", true))))
                .containsExactly("run");
        assertThat(session.cases(metadata("seats", 4))).containsExactly("call-1");
        assertThat(session.cases(metadata("beta", false))).containsExactly("call-1");
        assertThat(session.cases(metadata("beta", List.of(true, false)))).containsExactly("tool", "call-1", "run");

        assertThat(session.cases(filter("[%s]".formatted(clause("seats", "gte", 4)))))
                .containsExactly("call-2", "call-1");
        // Without the property no operator holds, and a text is no number.
        assertThat(session.cases(filter("[%s]".formatted(clause("seats", "ne", 4)))))
                .containsExactly("call-2", "run");
        assertThat(session.cases(filter("[%s]".formatted(clause("metadata.region", "like", "\"u\"")))))
                .containsExactly("call-2", "call-1", "run");
        assertThat(session.cases(filter("[%s]".formatted(clause("beta", "eq", true)))))
                .containsExactly("tool", "run");
        assertThat(session.cases(filter("[%s, {\"conjunction\": \"or\", \"clauses\": [%s, %s]}]"
                        .formatted(
                                clause(
                                        "timestamp",
                                        "lt",
                                        Instant.parse("2026-03-10T10:00:00Z").getEpochSecond()),
                                clause("name", "eq", "\"tool.use\""),
                                clause("_cost.amount", "gt", 5)))))
                .containsExactly("tool", "run");
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void aTraceIsReadByParentAndDepth(Line line) throws IOException {
        ClientSession session = server.session(line);
        session.history();
        String run = session.event("run").required("id").textValue();
        JsonNode call = session.event("call-1");

        assertThat(call.required("parent_id").textValue()).isEqualTo(run);
        assertThat(session.cases(Map.of("depth", 0))).containsExactly("seat", "mail", "run");
        assertThat(session.cases(Map.of("depth", 1))).containsExactly("seat", "mail", "call-2", "call-1", "run");
        assertThat(session.cases(Map.of("parent_id", run))).containsExactly("call-2", "call-1");
        assertThat(session.cases(Map.of("parent_id", run, "depth", 2))).containsExactly("tool", "call-2", "call-1");
        assertThat(session.cases(Map.of("parent_id", call.required("id").textValue())))
                .containsExactly("tool");
        assertThat(session.event("run").required("child_count").intValue()).isEqualTo(3);
        assertThat(session.event("run").path("parent_id").isNull()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void pagesFollowEachOtherInEitherOrder(Line line) throws IOException {
        ClientSession session = server.session(line);
        session.history();
        List<String> read = new ArrayList<>();
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            JsonNode answer =
                    session.call("events.list", Map.of("sorting", List.of("timestamp"), "page", page, "limit", 4));
            pages = answer.at("/pagination/max_page").intValue();
            read.addAll(texts(answer.required("items"), "/metadata/case"));
            assertThat(answer.at("/pagination/total_count").intValue()).isEqualTo(6);
        }
        assertThat(pages).isEqualTo(2);
        assertThat(read).containsExactly("run", "call-1", "call-2", "tool", "mail", "seat");
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void anEventIsReadAsItWasSent(Line line) throws IOException {
        ClientSession session = server.session(line);
        History history = session.history();
        JsonNode listed = session.event("call-1");

        JsonNode event = session.call("events.get", listed.required("id").textValue());
        assertThat(event).isEqualTo(listed);
        assertThat(Instant.parse(event.required("timestamp").textValue()))
                .isEqualTo(Instant.parse("2026-03-10T09:01:00Z"));
        assertThat(event.required("name").textValue()).isEqualTo("llm.inference");
        assertThat(event.required("label").textValue()).isEqualTo("llm.inference");
        assertThat(event.required("source").textValue()).isEqualTo("user");
        assertThat(event.required("child_count").intValue()).isEqualTo(1);
        assertThat(event.required("external_customer_id").textValue()).isEqualTo("acme");
        assertThat(event.required("customer_id").textValue()).isEqualTo(history.acmeId());
        assertThat(event.required("customer")).isEqualTo(history.acme());
        assertThat(event.required("metadata").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("case", "region", "seats", "beta", "_cost", "_llm");
        assertThat(event.at("/metadata/seats").intValue()).isEqualTo(4);
        assertThat(event.at("/metadata/beta").isBoolean()).isTrue();
        assertThat(event.at("/metadata/_cost"))
                .isEqualTo(Wire.JSON.readTree("{\"amount\": \"5\", \"currency\": \"usd\"}"));
        assertThat(event.at("/metadata/_llm")).isEqualTo(Wire.JSON.readTree("""
                            {"vendor": "vendor", "model": "model-1", "prompt": null, "response": null,
                             "input_tokens": 100, "cached_input_tokens": 10, "output_tokens": 20, "total_tokens": 120}
                            """));

        assertThat(session.event("call-2").at("/metadata/_cost/amount").textValue())
                .isEqualTo("0.025");
        assertThat(session.event("mail").at("/metadata/_cost/amount").textValue())
                .isEqualTo("0.3");
        assertThat(session.event("mail").required("customer")).isEqualTo(history.globex());
        assertThat(session.event("seat").required("customer_id").textValue()).isEqualTo(history.acmeId());
        assertThat(session.event("run").at("/metadata/ratio").decimalValue()).isEqualByComparingTo("0.5");
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void errorsAreTheClientsOwn(Line line) throws IOException {
        ClientSession session = server.session(line);
        JsonNode invalid = session.refusal(
                "events.ingest",
                Map.of(
                        "events",
                        List.of(
                                Map.of("name", "fine", "external_customer_id", "acme"),
                                Map.of(
                                        "name",
                                        "early",
                                        "external_customer_id",
                                        "acme",
                                        "timestamp",
                                        "2999-01-01T00:00:00Z"))));
        assertThat(invalid.required("type").textValue()).isEqualTo("HTTPValidationError");
        assertThat(invalid.required("status").intValue()).isEqualTo(422);
        assertThat(invalid.at("/detail/0/loc"))
                .isEqualTo(Wire.JSON.readTree("[\"body\", \"events\", 1, \"timestamp\"]"));
        assertThat(invalid.at("/detail/0/type").textValue()).isEqualTo("value_error");
        assertThat(invalid.required("detail")).hasSize(1);

        JsonNode unreadable = session.refusal("events.list", Map.of("filter", "{\"conjunction\": \"maybe\"}"));
        assertThat(unreadable.required("type").textValue()).isEqualTo("HTTPValidationError");

        for (String method : List.of("events.get", "customers.get", "customers.getState")) {
            JsonNode missing = session.refusal(method, UNKNOWN_ID);
            assertThat(missing.required("type").textValue()).as(method).isEqualTo("ResourceNotFound");
            assertThat(missing.required("status").intValue()).as(method).isEqualTo(404);
        }
        JsonNode noType = session.refusal("eventTypes.update", UNKNOWN_ID, Map.of("label", "A label"));
        assertThat(noType.required("status").intValue()).isEqualTo(404);

        ClientSession stranger = server.session(line, session.wire().withToken("cost_insights_unknown_token"));
        JsonNode refused = stranger.refusal("events.list", Map.of());
        assertThat(refused.required("status").intValue()).isEqualTo(401);
        assertThat(refused.required("type").textValue()).isEqualTo(line.isBefore1() ? "SDKError" : "PolarClientError");
    }

    private static String organization(ClientSession session) throws IOException {
        return session.event("run").required("organization_id").textValue();
    }

    private static Map<String, Object> metadata(String key, Object value) {
        return Map.of("metadata", Map.of(key, value));
    }

    private static Map<String, Object> filter(String clauses) {
        return Map.of("filter", "{\"conjunction\": \"and\", \"clauses\": %s}".formatted(clauses));
    }

    private static String clause(String property, String operator, Object value) {
        return "{\"property\": \"%s\", \"operator\": \"%s\", \"value\": %s}".formatted(property, operator, value);
    }
}
