package dev.costinsights.api;

import static dev.costinsights.api.FakeEvents.ID;
import static dev.costinsights.api.FakeEvents.OURS;
import static dev.costinsights.api.FakeEvents.PARENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.EventSource;
import dev.costinsights.contracts.events.ListEventNames;
import dev.costinsights.contracts.events.ListEventNames.Sort;
import dev.costinsights.contracts.events.UpdateEventType;
import dev.costinsights.contracts.metrics.Consistency;
import io.vertx.core.Future;
import java.net.http.HttpRequest;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypesIT {
    private static final String TYPE = "{\"id\":\"" + ID + "\",\"created_at\":\"2026-06-15T12:00:00Z\","
            + "\"modified_at\":\"2026-06-15T12:00:01Z\",\"name\":\"llm\",\"label\":\"LLM call\","
            + "\"label_property_selector\":\"subject\",\"organization_id\":\"" + OURS + "\"";
    private static final String SEEN = "\"source\":\"user\",\"occurrences\":7,\"first_seen\":\"2026-06-15T12:00:00Z\","
            + "\"last_seen\":\"2026-06-15T12:00:00.005Z\"}";
    private static final String SEEN_ONCE = "\"source\":\"user\",\"occurrences\":1,"
            + "\"first_seen\":\"2026-06-15T12:00:00Z\",\"last_seen\":\"2026-06-15T12:00:00Z\"}";

    private final FakeEvents events = new FakeEvents();

    @AfterEach
    void stop() {
        events.close();
    }

    @Test
    void namesAreListed() {
        var answer = events.server.get("/v1/events/names?query=l&customer_id=" + ID
                + "&external_customer_id=a&source=user&sorting=occurrences&page=2&limit=5");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"items\":[{\"name\":\"llm\",\"label\":\"LLM call\"," + SEEN
                        + ",{\"name\":\"new\",\"label\":\"new\"," + SEEN_ONCE
                        + "],\"pagination\":{\"total_count\":11,\"max_page\":3}}");
        assertThat(answer.header("Cost-Insights-As-Of")).isEqualTo(ApiServer.NOW.toString());
        assertThat(events.heard)
                .containsExactly(new ListEventNames(
                        OURS,
                        Set.of(ID),
                        Set.of("a"),
                        Set.of(EventSource.USER),
                        "l",
                        false,
                        false,
                        null,
                        Sort.OCCURRENCES,
                        false,
                        5,
                        5,
                        Consistency.BOUNDED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/event-types/", "/v1/event-types"})
    void typesAreListed(String path) {
        var answer = events.server.get(path + "?query=call&root_events=true&parent_id=" + PARENT + "&sorting=-label");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"items\":[" + TYPE + "," + SEEN
                        + ",{\"id\":null,\"created_at\":null,\"modified_at\":null,\"name\":\"new\",\"label\":\"new\","
                        + "\"label_property_selector\":null,\"organization_id\":\"" + OURS + "\"," + SEEN_ONCE
                        + "],\"pagination\":{\"total_count\":11,\"max_page\":2}}");
        assertThat(events.heard)
                .containsExactly(new ListEventNames(
                        OURS,
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        "call",
                        true,
                        true,
                        PARENT,
                        Sort.LAST_SEEN,
                        true,
                        0,
                        10,
                        Consistency.BOUNDED));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/events/names?sorting=label, sorting, enum",
        "/v1/events/names?source=x, source, enum",
        "/v1/events/names?customer_id=x, customer_id, uuid_parsing",
        "/v1/event-types/?sorting=x, sorting, enum",
        "/v1/event-types/?root_events=x, root_events, bool_parsing",
        "/v1/event-types/?parent_id=x, parent_id, uuid_parsing",
        "/v1/event-types/?limit=0, limit, greater_than",
    })
    void whatIsWrongIsNamed(String path, String parameter, String type) {
        var answer = events.server.get(path);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/detail/0/loc").toString()).isEqualTo("[\"query\",\"" + parameter + "\"]");
        assertThat(answer.json().at("/detail/0/type").asText()).isEqualTo(type);
    }

    @Test
    void aTypeIsChanged() {
        var answer = patch(ID.toString(), "{\"label\":\"  Calls \",\"label_property_selector\":\"a.b\",\"other\":1}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(TYPE + "}");
        assertThat(events.heard).containsExactly(new UpdateEventType(OURS, ID, "Calls", "a.b"));
    }

    @Test
    void aSelectorThatIsLeftOutIsNone() {
        patch(ID.toString(), "{\"label\":\"Calls\"}");

        assertThat(events.heard).containsExactly(new UpdateEventType(OURS, ID, "Calls", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|label|missing|Field required",
                "{\"label\":null}|label|string_type|Input should be a valid string",
                "{\"label\":\"\"}|label|string_too_short|String should have at least 1 character",
                "{\"label\":\"  \"}|label|value_error|Value error, Label cannot be empty or only whitespace",
                "{\"label\":\"x\",\"label_property_selector\":\"\"}|label_property_selector|string_too_short"
                        + "|String should have at least 1 character",
                "{\"label\":\"x\",\"label_property_selector\":5}|label_property_selector|string_type"
                        + "|Input should be a valid string"
            })
    void aChangeThatIsWrongIsNamed(String body, String field, String type, String message) {
        assertWrong(body, field, type, message);
    }

    @Test
    void theWhiteSpaceAroundALabelDoesNotCount() {
        patch(ID.toString(), "{\"label\":\"" + " ".repeat(100) + "x".repeat(128) + "\"}");

        assertThat(events.heard).containsExactly(new UpdateEventType(OURS, ID, "x".repeat(128), null));
    }

    @Test
    void longTextsAreRefused() {
        assertWrong(
                "{\"label\":\"" + "x".repeat(129) + "\"}",
                "label",
                "string_too_long",
                "String should have at most 128 characters");
        assertWrong(
                "{\"label\":\"x\",\"label_property_selector\":\"" + "x".repeat(257) + "\"}",
                "label_property_selector",
                "string_too_long",
                "String should have at most 256 characters");
    }

    private void assertWrong(String body, String field, String type, String message) {
        var answer = patch(ID.toString(), body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("detail")).hasSize(1);
        assertThat(answer.json().at("/detail/0/loc").toString()).isEqualTo("[\"body\",\"" + field + "\"]");
        assertThat(answer.json().at("/detail/0/type").asText()).isEqualTo(type);
        assertThat(answer.json().at("/detail/0/msg").asText()).isEqualTo(message);
        assertThat(events.heard).isEmpty();
    }

    @Test
    void noTypeIsNotFound() {
        events.type = Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "None."));

        assertThat(patch(ID.toString(), "{\"label\":\"x\"}").status()).isEqualTo(404);
        assertThat(patch("abc", "{\"label\":\"x\"}").status()).isEqualTo(422);
    }

    @Test
    void changingTakesTheScopeToWrite() {
        events.server.grant(Scope.EVENTS_READ);
        assertThat(patch(ID.toString(), "{\"label\":\"x\"}").status()).isEqualTo(403);

        events.server.grant(Scope.EVENTS_WRITE);
        assertThat(patch(ID.toString(), "{\"label\":\"x\"}").status()).isEqualTo(200);
    }

    private ApiServer.Answer patch(String id, String body) {
        return events.server.send(events.server
                .request("/v1/event-types/" + id)
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }
}
