package dev.costinsights.acceptance;

import static dev.costinsights.acceptance.ClientSession.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.costinsights.acceptance.ClientSession.History;
import dev.costinsights.acceptance.OfficialClient.Line;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Customers through the official TypeScript SDK, unmodified, and whose an event is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OfficialCustomersIT {
    private ClientServer server;

    @BeforeAll
    void start() {
        server = new ClientServer(OfficialCustomersIT.class);
    }

    @AfterAll
    void stop() throws IOException {
        server.stop();
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void aCustomerIsTheSameByEitherOfItsIds(Line line) throws IOException {
        ClientSession session = server.session(line);
        JsonNode created = session.customer("acme", "billing@acme.test", "Acme");
        assertThat(created.required("external_id").textValue()).isEqualTo("acme");
        assertThat(created.required("email").textValue()).isEqualTo("billing@acme.test");
        assertThat(created.required("name").textValue()).isEqualTo("Acme");
        assertThat(created.required("type").textValue()).isEqualTo("individual");
        assertThat(created.required("metadata")).isEqualTo(Wire.JSON.readTree("{\"tier\": \"gold\", \"since\": 2024}"));
        String id = created.required("id").textValue();

        assertThat(session.call("customers.get", id)).isEqualTo(created);
        assertThat(session.call("customers.getExternal", "acme")).isEqualTo(created);
        for (JsonNode state :
                List.of(session.call("customers.getState", id), session.call("customers.getStateExternal", "acme"))) {
            assertThat(state.required("id").textValue()).isEqualTo(id);
            assertThat(state.required("active_subscriptions")).isEmpty();
            assertThat(state.required("granted_benefits")).isEmpty();
            assertThat(state.required("active_meters")).isEmpty();
        }

        JsonNode taken = session.refusal("customers.create", Map.of("external_id", "acme", "email", "other@acme.test"));
        assertThat(taken.required("type").textValue()).isEqualTo("HTTPValidationError");
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void customersAreListedAndPaged(Line line) throws IOException {
        ClientSession session = server.session(line);
        for (String name : List.of("Beta", "Gamma", "Alpha")) {
            session.customer(name.toLowerCase(Locale.ROOT), name + "@customers.test", name);
        }
        assertThat(texts(session.call("customers.every", Map.of("sorting", List.of("name"), "limit", 2)), "/name"))
                .containsExactly("Alpha", "Beta", "Gamma");
        assertThat(texts(session.call("customers.every", Map.of("query", "gam")), "/name"))
                .containsExactly("Gamma");
        assertThat(texts(session.call("customers.every", Map.of("email", "Beta@customers.test")), "/name"))
                .containsExactly("Beta");
        assertThat(session.call("customers.list", Map.of("metadata", Map.of("tier", "gold")))
                        .at("/pagination/total_count")
                        .intValue())
                .isEqualTo(3);
        assertThat(session.call("customers.list", Map.of("metadata", Map.of("tier", "silver")))
                        .at("/pagination/total_count")
                        .intValue())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void aChangedCustomerIsChangedEverywhere(Line line) throws IOException {
        ClientSession session = server.session(line);
        History history = session.history();

        JsonNode renamed = session.call(
                "customers.update",
                history.acmeId(),
                Map.of("name", "Acme Corporation", "metadata", Map.of("tier", "silver")));
        assertThat(renamed.required("name").textValue()).isEqualTo("Acme Corporation");
        assertThat(renamed.required("email").textValue()).isEqualTo("billing@acme.test");
        assertThat(renamed.required("metadata")).isEqualTo(Wire.JSON.readTree("{\"tier\": \"silver\"}"));
        assertThat(renamed.required("modified_at").isNull()).isFalse();
        assertThat(session.event("run").required("customer")).isEqualTo(renamed);

        JsonNode moved = session.call("customers.updateExternal", "globex", Map.of("email", "accounts@globex.test"));
        assertThat(moved.required("email").textValue()).isEqualTo("accounts@globex.test");
        assertThat(session.call("customers.get", history.globexId())).isEqualTo(moved);
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void aDeletedCustomerIsGoneAndItsCostsStay(Line line) throws IOException {
        ClientSession session = server.session(line);
        History history = session.history();

        session.call("customers.delete", history.acmeId());
        session.call("customers.deleteExternal", "globex");

        assertThat(session.refusal("customers.get", history.acmeId())
                        .required("type")
                        .textValue())
                .isEqualTo("ResourceNotFound");
        assertThat(session.call("customers.every", Map.of())).isEmpty();
        assertThat(session.cases(Map.of())).hasSize(ClientSession.EVENTS_OF_THE_HISTORY);
        assertThat(session.wire().metrics(Question.everything()).total("costs")).isEqualByComparingTo("13.325");
        JsonNode refused = session.refusal(
                "events.ingest", Map.of("events", List.of(Map.of("name", "late", "customer_id", history.acmeId()))));
        assertThat(refused.at("/detail/0/msg").textValue()).isEqualTo("Customer not found.");
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void anExternalIdInAnotherOrganizationIsAnother(Line line) throws IOException {
        ClientSession session = server.session(line);
        ClientSession other = server.session(line);
        History history = session.history();
        History others = other.history();

        assertThat(others.acmeId()).isNotEqualTo(history.acmeId());
        assertThat(other.refusal("customers.get", history.acmeId())
                        .required("status")
                        .intValue())
                .isEqualTo(404);
        assertThat(other.cases(Map.of("customer_id", history.acmeId()))).isEmpty();
        assertThat(other.refusal(
                                "events.get",
                                session.event("run").required("id").textValue())
                        .required("status")
                        .intValue())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void whatACustomerIsSubscribedToIsInItsState(Line line) throws IOException {
        ClientSession session = server.session(line);
        History history = session.history();
        assertThat(session.call("customers.every", Map.of("active", true))).isEmpty();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        UUID paid = UUID.randomUUID();
        UUID ended = UUID.randomUUID();
        UUID tried = UUID.randomUUID();
        session.ingestFacts(List.of(
                subscription(
                        paid,
                        history.acmeId(),
                        "active",
                        Map.of(
                                "created_at", now.minus(40, ChronoUnit.DAYS),
                                "started_at", now.minus(40, ChronoUnit.DAYS),
                                "current_period_start", now.minus(10, ChronoUnit.DAYS),
                                "current_period_end", now.plus(20, ChronoUnit.DAYS),
                                "cancel_at_period_end", true,
                                "canceled_at", now.minus(1, ChronoUnit.DAYS),
                                "ends_at", now.plus(20, ChronoUnit.DAYS),
                                "metadata", Map.of("seats", 3))),
                subscription(
                        ended,
                        history.acmeId(),
                        "canceled",
                        Map.of(
                                "created_at", now.minus(40, ChronoUnit.DAYS),
                                "ended_at", now.minus(1, ChronoUnit.DAYS))),
                subscription(
                        tried,
                        history.acmeId(),
                        "trialing",
                        Map.of(
                                "created_at", now.minus(2, ChronoUnit.DAYS),
                                "started_at", now.minus(2, ChronoUnit.DAYS),
                                "trial_end", now.plus(5, ChronoUnit.DAYS)))));

        JsonNode state = session.call("customers.getState", history.acmeId());

        assertThat(session.call("customers.getStateExternal", "acme")).isEqualTo(state);
        JsonNode subscriptions = state.required("active_subscriptions");
        assertThat(texts(subscriptions, "/id")).containsExactly(paid.toString(), tried.toString());
        assertThat(texts(subscriptions, "/status")).containsExactly("active", "trialing");
        JsonNode first = subscriptions.get(0);
        assertThat(first.required("amount").intValue()).isEqualTo(1_200);
        assertThat(first.required("currency").textValue()).isEqualTo("usd");
        assertThat(first.required("recurring_interval").textValue()).isEqualTo("month");
        assertThat(first.required("cancel_at_period_end").booleanValue()).isTrue();
        assertThat(first.required("metadata")).isEqualTo(Wire.JSON.readTree("{\"seats\": 3}"));
        assertThat(instant(first, "current_period_end")).isEqualTo(now.plus(20, ChronoUnit.DAYS));
        assertThat(instant(first, "ends_at")).isEqualTo(now.plus(20, ChronoUnit.DAYS));
        JsonNode second = subscriptions.get(1);
        assertThat(instant(second, "current_period_start")).isEqualTo(now.minus(2, ChronoUnit.DAYS));
        assertThat(instant(second, "current_period_end")).isAfter(now);
        assertThat(texts(session.call("customers.every", Map.of("active", true)), "/external_id"))
                .containsExactly("acme");
        assertThat(texts(session.call("customers.every", Map.of("active", false)), "/external_id"))
                .containsExactly("globex");
        assertThat(session.call("customers.getStateExternal", "globex").required("active_subscriptions"))
                .isEmpty();
    }

    private static Map<String, ?> subscription(UUID id, String customerId, String status, Map<String, ?> more) {
        Map<String, Object> data = new HashMap<>(more);
        data.put("id", id);
        data.put("customer_id", customerId);
        data.put("product_id", "d0000000-0000-4000-8000-000000000001");
        data.put("status", status);
        data.put("amount", 1_200);
        data.put("currency", "usd");
        data.put("recurring_interval", "month");
        data.replaceAll((field, value) -> value instanceof Instant || value instanceof UUID ? value.toString() : value);
        return Map.of("type", "subscription.updated", "timestamp", data.get("created_at"), "data", data);
    }

    private static Instant instant(JsonNode node, String field) {
        return Instant.parse(node.required(field).textValue());
    }
}
