package dev.costinsights.acceptance;

import static dev.costinsights.acceptance.ClientSession.decimal;
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

/** The official TypeScript SDK, unmodified, against the packaged server: every answer parses, every figure is right. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialClientsIT {
    private static final String UNKNOWN_ID = "2b0e1a6c-6f7e-4f0e-9a51-0d6a3c7f1e11";

    private ClientServer server;

    @BeforeAll
    void start() {
        server = new ClientServer(OfficialClientsIT.class);
    }

    @AfterAll
    void stop() throws IOException {
        server.stop();
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void ingestTellsWhatIsNewFromWhatCameBefore(Line line) throws IOException {
        try (ClientSession session = server.session(line)) {
            Map<String, Object> named = Map.of("name", "named", "external_id", "one", "external_customer_id", "acme");
            Map<String, Object> unnamed = Map.of("name", "unnamed", "external_customer_id", "acme");

            assertThat(session.client().call("events.ingest", Map.of("events", List.of(named, unnamed, unnamed))))
                    .isEqualTo(Wire.JSON.readTree("{\"inserted\": 3, \"duplicates\": 0}"));
            assertThat(session.client().call("events.ingest", Map.of("events", List.of(named, unnamed, named))))
                    .isEqualTo(Wire.JSON.readTree("{\"inserted\": 1, \"duplicates\": 2}"));
            assertThat(session.client().call("events.ingest", Map.of("events", List.of())))
                    .isEqualTo(Wire.JSON.readTree("{\"inserted\": 0, \"duplicates\": 0}"));

            session.awaitFolded();
            assertThat(session.client()
                            .call("events.list", Map.of())
                            .at("/pagination/total_count")
                            .intValue())
                    .isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void eventsAreFoundByEveryFilter(Line line) throws IOException {
        try (ClientSession session = server.session(line)) {
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
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void eventsAreFoundByTheirMetadata(Line line) throws IOException {
        try (ClientSession session = server.session(line)) {
            session.history();

            assertThat(session.cases(metadata("region", "eu"))).containsExactly("call-2", "run");
            assertThat(session.cases(metadata("region", List.of("eu", "us"))))
                    .containsExactly("call-2", "call-1", "run");
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
                                            Instant.parse("2026-03-10T10:00:00Z")
                                                    .getEpochSecond()),
                                    clause("name", "eq", "\"tool.use\""),
                                    clause("_cost.amount", "gt", 5)))))
                    .containsExactly("tool", "run");
        }
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void aTraceIsReadByParentAndDepth(Line line) throws IOException {
        try (ClientSession session = server.session(line)) {
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
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void pagesFollowEachOtherInEitherOrder(Line line) throws IOException {
        try (ClientSession session = server.session(line)) {
            session.history();
            List<String> read = new ArrayList<>();
            int pages = 1;
            for (int page = 1; page <= pages; page++) {
                JsonNode answer = session.client()
                        .call("events.list", Map.of("sorting", List.of("timestamp"), "page", page, "limit", 4));
                pages = answer.at("/pagination/max_page").intValue();
                read.addAll(texts(answer.required("items"), "/metadata/case"));
                assertThat(answer.at("/pagination/total_count").intValue()).isEqualTo(6);
            }
            assertThat(pages).isEqualTo(2);
            assertThat(read).containsExactly("run", "call-1", "call-2", "tool", "mail", "seat");
        }
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void anEventIsReadAsItWasSent(Line line) throws IOException {
        try (ClientSession session = server.session(line)) {
            History history = session.history();
            JsonNode listed = session.event("call-1");

            JsonNode event =
                    session.client().call("events.get", listed.required("id").textValue());
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
            assertThat(session.event("seat").required("customer_id").textValue())
                    .isEqualTo(history.acmeId());
            assertThat(session.event("run").at("/metadata/ratio").decimalValue())
                    .isEqualByComparingTo("0.5");
        }
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void namesAreCountedAndPaged(Line line) throws IOException {
        try (ClientSession session = server.session(line)) {
            History history = session.history();

            JsonNode names = session.client().call("events.listNames", Map.of("query", "INFER"));
            assertThat(names.at("/pagination/total_count").intValue()).isEqualTo(1);
            JsonNode inference = names.at("/items/0");
            assertThat(inference.required("name").textValue()).isEqualTo("llm.inference");
            assertThat(inference.required("label").textValue()).isEqualTo("llm.inference");
            assertThat(inference.required("source").textValue()).isEqualTo("user");
            assertThat(inference.required("occurrences").intValue()).isEqualTo(2);
            assertThat(Instant.parse(inference.required("first_seen").textValue()))
                    .isEqualTo(Instant.parse("2026-03-10T09:01:00Z"));
            assertThat(Instant.parse(inference.required("last_seen").textValue()))
                    .isEqualTo(Instant.parse("2026-03-10T09:02:00Z"));

            assertThat(texts(session.client().call("events.everyName", Map.of("limit", 2)), "/name"))
                    .containsExactly("seat.added", "email.sent", "tool.use", "llm.inference", "agent.run");
            assertThat(texts(
                            session.client().call("events.everyName", Map.of("sorting", List.of("name"), "limit", 2)),
                            "/name"))
                    .containsExactly("agent.run", "email.sent", "llm.inference", "seat.added", "tool.use");
            assertThat(texts(
                            session.client()
                                    .call(
                                            "events.everyName",
                                            Map.of("customer_id", history.acmeId(), "sorting", List.of("-name"))),
                            "/name"))
                    .containsExactly("seat.added", "llm.inference", "agent.run");
        }
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void aNewLabelAndASelectorChangeHowEventsAreCalled(Line line) throws IOException {
        try (ClientSession session = server.session(line)) {
            session.history();
            JsonNode types = session.client().call("eventTypes.every", Map.of("limit", 2));
            assertThat(texts(types, "/name"))
                    .containsExactly("seat.added", "email.sent", "tool.use", "llm.inference", "agent.run");
            JsonNode mail = types.get(1);
            assertThat(mail.required("occurrences").intValue()).isEqualTo(1);
            assertThat(mail.required("label").textValue()).isEqualTo("email.sent");
            String id = mail.required("id").textValue();

            JsonNode labelled = session.client()
                    .call("eventTypes.update", id, Map.of("label", " Mail ", "label_property_selector", "subject"));
            assertThat(labelled.required("label").textValue()).isEqualTo("Mail");
            assertThat(labelled.required("label_property_selector").textValue()).isEqualTo("subject");
            assertThat(session.event("mail").required("label").textValue()).isEqualTo("Hello");

            JsonNode unselected = session.client().call("eventTypes.update", id, Map.of("label", "Mail"));
            assertThat(unselected.path("label_property_selector").isNull()).isTrue();
            assertThat(session.event("mail").required("label").textValue()).isEqualTo("Mail");
            assertThat(texts(
                            session.client()
                                    .call("eventTypes.list", Map.of("query", "mail"))
                                    .required("items"),
                            "/label"))
                    .containsExactly("Mail");
            assertThat(texts(session.client().call("eventTypes.every", Map.of("root_events", true)), "/name"))
                    .containsExactly("seat.added", "email.sent", "agent.run");
        }
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void metricsAndTheirExportAreExact(Line line) throws IOException {
        try (ClientSession session = server.session(line)) {
            History history = session.history();
            Map<String, Object> query = Map.of(
                    "start_date",
                    "2026-03-10",
                    "end_date",
                    "2026-03-10",
                    "interval",
                    "hour",
                    "timezone",
                    "Asia/Kathmandu",
                    "metrics",
                    List.of("costs", "cumulative_costs", "active_user_by_event", "cost_per_user"));

            JsonNode metrics = session.client().call("metrics.get", query);
            assertThat(metrics.required("periods")).hasSize(24);
            // 09:00 in UTC is 14:45 there, so that the hours change at a quarter past.
            JsonNode run = metrics.at("/periods/14");
            assertThat(Instant.parse(run.required("timestamp").textValue()))
                    .isEqualTo(Instant.parse("2026-03-10T08:15:00Z"));
            assertThat(decimal(run, "/costs")).isEqualByComparingTo("15.025");
            assertThat(decimal(metrics, "/periods/15/costs")).isEqualByComparingTo("0.3");
            assertThat(decimal(metrics, "/periods/23/cumulative_costs")).isEqualByComparingTo("13.325");
            assertThat(decimal(metrics, "/totals/costs")).isEqualByComparingTo("13.325");
            assertThat(metrics.at("/metrics/costs"))
                    .isEqualTo(Wire.JSON.readTree(
                            "{\"slug\": \"costs\", \"display_name\": \"Costs\", \"type\": \"currency_sub_cent\"}"));

            JsonNode everything = session.client()
                    .call(
                            "metrics.get",
                            Map.of("start_date", "2026-03-01", "end_date", "2026-03-31", "interval", "day"));
            assertThat(everything.required("metrics")).hasSize(55);
            assertThat(decimal(everything, "/periods/9/active_user_by_event")).isEqualByComparingTo("3");
            assertThat(decimal(everything, "/totals/revenue")).isEqualByComparingTo("0");

            JsonNode acme = session.client()
                    .call(
                            "metrics.get",
                            Map.of(
                                    "start_date",
                                    "2026-03-10",
                                    "end_date",
                                    "2026-03-10",
                                    "interval",
                                    "day",
                                    "customer_id",
                                    history.acmeId(),
                                    "metrics",
                                    List.of("costs")));
            assertThat(decimal(acme, "/totals/costs")).isEqualByComparingTo("13.025");

            assertThat(session.client().call("metrics.limits")).isEqualTo(Wire.JSON.readTree("""
                            {"min_date": "2023-01-01", "intervals": {
                                "hour": {"min_days": 0, "max_days": 7},
                                "day": {"min_days": 0, "max_days": 366},
                                "week": {"min_days": 14, "max_days": 371},
                                "month": {"min_days": 60, "max_days": 1460},
                                "year": {"min_days": 366, "max_days": 3650}}}
                            """));

            String[] lines = session.client()
                    .call(
                            "metrics.export",
                            Map.of(
                                    "start_date",
                                    "2026-03-09",
                                    "end_date",
                                    "2026-03-10",
                                    "interval",
                                    "day",
                                    "metrics",
                                    List.of("costs", "cumulative_costs")))
                    .textValue()
                    .split("\r\n");
            assertThat(lines).hasSize(3);
            assertThat(lines[0]).isEqualTo("Timestamp,Costs,Cumulative Costs");
            assertThat(lines[1]).startsWith("2026-03-09T00:00:00+00:00,");
            assertThat(lines[2]).isEqualTo("2026-03-10T00:00:00+00:00,13.325,13.325");
        }
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void errorsAreTheClientsOwn(Line line) throws IOException {
        try (ClientSession session = server.session(line)) {
            JsonNode invalid = session.client()
                    .refusal(
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

            JsonNode unreadable =
                    session.client().refusal("events.list", Map.of("filter", "{\"conjunction\": \"maybe\"}"));
            assertThat(unreadable.required("type").textValue()).isEqualTo("HTTPValidationError");

            for (String method : List.of("events.get", "customers.get", "customers.getState")) {
                JsonNode missing = session.client().refusal(method, UNKNOWN_ID);
                assertThat(missing.required("type").textValue()).as(method).isEqualTo("ResourceNotFound");
                assertThat(missing.required("status").intValue()).as(method).isEqualTo(404);
            }
            JsonNode noType = session.client().refusal("eventTypes.update", UNKNOWN_ID, Map.of("label", "A label"));
            assertThat(noType.required("status").intValue()).isEqualTo(404);

            Wire stranger = session.wire().withToken("cost_insights_unknown_token");
            try (OfficialClient client = server.client(line, stranger)) {
                JsonNode refused = client.refusal("events.list", Map.of());
                assertThat(refused.required("status").intValue()).isEqualTo(401);
                assertThat(refused.required("type").textValue())
                        .isEqualTo(line.isBefore1() ? "SDKError" : "PolarClientError");
            }
        }
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
