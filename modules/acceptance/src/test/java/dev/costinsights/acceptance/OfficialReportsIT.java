package dev.costinsights.acceptance;

import static dev.costinsights.acceptance.ClientSession.decimal;
import static dev.costinsights.acceptance.ClientSession.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.costinsights.acceptance.ClientSession.History;
import dev.costinsights.acceptance.OfficialClient.Line;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is counted and summed, through the official TypeScript SDK, unmodified: names, event types, metrics. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialReportsIT {
    private ClientServer server;

    @BeforeAll
    void start() {
        server = new ClientServer(OfficialReportsIT.class);
    }

    @AfterAll
    void stop() throws IOException {
        server.stop();
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void namesAreCountedAndPaged(Line line) throws IOException {
        ClientSession session = server.session(line);
        History history = session.history();

        JsonNode names = session.call("events.listNames", Map.of("query", "INFER"));
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

        assertThat(texts(session.call("events.everyName", Map.of("limit", 2)), "/name"))
                .containsExactly("seat.added", "email.sent", "tool.use", "llm.inference", "agent.run");
        assertThat(texts(session.call("events.everyName", Map.of("sorting", List.of("name"), "limit", 2)), "/name"))
                .containsExactly("agent.run", "email.sent", "llm.inference", "seat.added", "tool.use");
        assertThat(texts(
                        session.call(
                                "events.everyName",
                                Map.of("customer_id", history.acmeId(), "sorting", List.of("-name"))),
                        "/name"))
                .containsExactly("seat.added", "llm.inference", "agent.run");
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void aNewLabelAndASelectorChangeHowEventsAreCalled(Line line) throws IOException {
        ClientSession session = server.session(line);
        session.history();
        JsonNode types = session.call("eventTypes.every", Map.of("limit", 2));
        assertThat(texts(types, "/name"))
                .containsExactly("seat.added", "email.sent", "tool.use", "llm.inference", "agent.run");
        JsonNode mail = types.get(1);
        assertThat(mail.required("occurrences").intValue()).isEqualTo(1);
        assertThat(mail.required("label").textValue()).isEqualTo("email.sent");
        String id = mail.required("id").textValue();

        JsonNode labelled =
                session.call("eventTypes.update", id, Map.of("label", " Mail ", "label_property_selector", "subject"));
        assertThat(labelled.required("label").textValue()).isEqualTo("Mail");
        assertThat(labelled.required("label_property_selector").textValue()).isEqualTo("subject");
        assertThat(session.event("mail").required("label").textValue()).isEqualTo("Hello");

        JsonNode unselected = session.call("eventTypes.update", id, Map.of("label", "Mail"));
        assertThat(unselected.path("label_property_selector").isNull()).isTrue();
        assertThat(session.event("mail").required("label").textValue()).isEqualTo("Mail");
        assertThat(texts(
                        session.call("eventTypes.list", Map.of("query", "mail")).required("items"), "/label"))
                .containsExactly("Mail");
        assertThat(texts(session.call("eventTypes.every", Map.of("root_events", true)), "/name"))
                .containsExactly("seat.added", "email.sent", "agent.run");
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void metricsAndTheirExportAreExact(Line line) throws IOException {
        ClientSession session = server.session(line);
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

        JsonNode metrics = session.call("metrics.get", query);
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

        JsonNode everything = session.call(
                "metrics.get", Map.of("start_date", "2026-03-01", "end_date", "2026-03-31", "interval", "day"));
        assertThat(everything.required("metrics").properties())
                .extracting(Map.Entry::getKey)
                .contains("costs", "cumulative_costs", "cost_per_user", "active_user_by_event");
        assertThat(everything.required("periods")).hasSize(31);
        assertThat(decimal(everything, "/periods/9/costs")).isEqualByComparingTo("13.325");
        // By the ids as they were sent: acme has two.
        assertThat(decimal(everything, "/periods/9/active_user_by_event")).isEqualByComparingTo("3");

        JsonNode acme = session.call(
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

        assertThat(session.call("metrics.limits")).isEqualTo(Wire.JSON.readTree("""
                            {"min_date": "2023-01-01", "intervals": {
                                "hour": {"min_days": 0, "max_days": 7},
                                "day": {"min_days": 0, "max_days": 366},
                                "week": {"min_days": 14, "max_days": 371},
                                "month": {"min_days": 60, "max_days": 1460},
                                "year": {"min_days": 366, "max_days": 3650}}}
                            """));

        String[] lines = session.call(
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

    @ParameterizedTest
    @EnumSource(Line.class)
    void dashboardsAreKeptChangedAndGone(Line line) throws IOException {
        ClientSession session = server.session(line);
        JsonNode margins = session.call(
                "metrics.createDashboard", Map.of("name", "Margins", "metrics", List.of("revenue", "costs", "profit")));
        JsonNode empty = session.call("metrics.createDashboard", Map.of("name", "Empty"));
        String id = margins.required("id").textValue();
        assertThat(margins.required("name").textValue()).isEqualTo("Margins");
        assertThat(margins.required("modified_at").isNull()).isTrue();
        assertThat(texts(margins.required("metrics"), "")).containsExactly("revenue", "costs", "profit");
        assertThat(empty.required("metrics")).isEmpty();

        assertThat(session.call("metrics.getDashboard", id)).isEqualTo(margins);
        assertThat(session.call("metrics.listDashboards", Map.of())).containsExactly(margins, empty);

        JsonNode renamed = session.call("metrics.updateDashboard", id, Map.of("name", "Profit"));
        assertThat(renamed.required("name").textValue()).isEqualTo("Profit");
        assertThat(renamed.required("metrics")).isEqualTo(margins.required("metrics"));
        assertThat(renamed.required("modified_at").isNull()).isFalse();
        JsonNode changed = session.call("metrics.updateDashboard", id, Map.of("metrics", List.of("mrr")));
        assertThat(changed.required("name").textValue()).isEqualTo("Profit");
        assertThat(texts(changed.required("metrics"), "")).containsExactly("mrr");

        ClientSession other = server.session(line);
        assertThat(other.call("metrics.listDashboards", Map.of())).isEmpty();
        for (String method : List.of("metrics.getDashboard", "metrics.deleteDashboard")) {
            assertThat(other.refusal(method, id).required("status").intValue()).isEqualTo(404);
        }
        assertThat(other.refusal("metrics.updateDashboard", id, Map.of("name", "Mine"))
                        .required("status")
                        .intValue())
                .isEqualTo(404);
        assertThat(session.refusal("metrics.createDashboard", Map.of("name", ""))
                        .required("status")
                        .intValue())
                .isEqualTo(422);

        session.call("metrics.deleteDashboard", id);
        assertThat(session.call("metrics.listDashboards", Map.of())).containsExactly(empty);
    }
}
