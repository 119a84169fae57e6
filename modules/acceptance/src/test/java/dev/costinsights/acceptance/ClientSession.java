package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** An official client at work for an organization of its own. */
record ClientSession(OfficialClient client, Wire wire) {

    /**
     * A small history of 10 March 2026. Two customers by their external ids and, as {@code %s}, one by its id; a trace of
     * three levels whose child comes before its parent.
     */
    private static final String HISTORY = """
            [
              {"name": "llm.inference", "external_id": "call-1", "parent_id": "run", "external_customer_id": "acme",
               "timestamp": "2026-03-10T09:01:00Z",
               "metadata": {"case": "call-1", "region": "us", "seats": 4, "beta": false,
                            "_cost": {"amount": 5, "currency": "usd"},
                            "_llm": {"vendor": "vendor", "model": "model-1", "input_tokens": 100,
                                     "cached_input_tokens": 10, "output_tokens": 20, "total_tokens": 120}}},
              {"name": "agent.run", "external_id": "run", "external_customer_id": "acme",
               "timestamp": "2026-03-10T09:00:00Z",
               "metadata": {"case": "run", "region": "eu", "seats": 3, "beta": true, "ratio": 0.5,
                            "_cost": {"amount": 10, "currency": "usd"}}},
              {"name": "llm.inference", "external_id": "call-2", "parent_id": "run", "external_customer_id": "acme",
               "timestamp": "2026-03-10T09:02:00Z",
               "metadata": {"case": "call-2", "region": "eu", "seats": 5,
                            "_cost": {"amount": "0.025", "currency": "usd"}}},
              {"name": "tool.use", "external_id": "tool", "parent_id": "call-1", "external_customer_id": "globex",
               "timestamp": "2026-03-10T09:03:00Z",
               "metadata": {"case": "tool", "beta": true}},
              {"name": "email.sent", "external_customer_id": "globex", "timestamp": "2026-03-10T10:00:00Z",
               "metadata": {"case": "mail", "subject": "Hello",
                            "_cost": {"amount": 0.30000000000000004, "currency": "usd"}}},
              {"name": "seat.added", "customer_id": "%s", "timestamp": "2026-03-10T11:00:00Z",
               "metadata": {"case": "seat", "seats": "3", "_cost": {"amount": -2, "currency": "usd"}}}
            ]
            """;

    static final int EVENTS_OF_THE_HISTORY = 6;

    JsonNode call(String method, Object... arguments) throws IOException {
        return client.call(wire.token(), method, arguments);
    }

    JsonNode refusal(String method, Object... arguments) throws IOException {
        return client.refusal(wire.token(), method, arguments);
    }

    /** Sends events that must all be new, and returns when the client reads them. */
    void ingest(String events) throws IOException {
        JsonNode list = Wire.JSON.readTree(events);
        JsonNode answer = call("events.ingest", Map.of("events", list));
        assertThat(answer.required("inserted").intValue()).isEqualTo(list.size());
        assertThat(answer.required("duplicates").intValue()).isZero();
        awaitFolded();
    }

    /** Sends revenue facts that must all be new, and returns when the client reads them. */
    void ingestFacts(List<? extends Map<String, ?>> facts) throws IOException {
        Wire.Answer answer = Call.post("v1/revenue/ingest", Wire.JSON.writeValueAsString(Map.of("facts", facts)))
                .send(wire);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.json().required("inserted").intValue()).isEqualTo(facts.size());
        awaitFolded();
    }

    /** The newer clients can't ask for this themselves. */
    void awaitFolded() throws IOException {
        wire.metrics(Question.everything());
    }

    /** Registers acme before its events, and globex after them. */
    History history() throws IOException {
        JsonNode acme = customer("acme", "billing@acme.test", "Acme");
        ingest(HISTORY.formatted(acme.required("id").textValue()));
        return new History(acme, customer("globex", "billing@globex.test", "Globex"));
    }

    /** Both customers as they were created. */
    record History(JsonNode acme, JsonNode globex) {
        String acmeId() {
            return acme.required("id").textValue();
        }

        String globexId() {
            return globex.required("id").textValue();
        }
    }

    JsonNode customer(String externalId, String email, String name) throws IOException {
        return call(
                "customers.create",
                Map.of(
                        "external_id",
                        externalId,
                        "email",
                        email,
                        "name",
                        name,
                        "metadata",
                        Map.of("tier", "gold", "since", 2024)));
    }

    /** The events listed, by their {@code case}. */
    List<String> cases(Map<String, ?> query) throws IOException {
        JsonNode page = call("events.list", query);
        List<String> cases = texts(page.required("items"), "/metadata/case");
        assertThat(page.at("/pagination/total_count").intValue())
                .as("total_count of %s", query)
                .isEqualTo(cases.size());
        return cases;
    }

    JsonNode event(String wanted) throws IOException {
        JsonNode page = call("events.list", Map.of("metadata", Map.of("case", wanted)));
        assertThat(page.required("items")).as("events of the case %s", wanted).hasSize(1);
        return page.required("items").get(0);
    }

    static List<String> texts(JsonNode items, String pointer) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.at(pointer).asText())
                .toList();
    }

    static BigDecimal decimal(JsonNode node, String pointer) {
        JsonNode value = node.at(pointer);
        assertThat(value.isNumber()).as("%s is a number: %s", pointer, value).isTrue();
        return value.decimalValue();
    }
}
