package dev.costinsights.api;

import static dev.costinsights.api.FakeEvents.ID;
import static dev.costinsights.api.FakeEvents.OURS;
import static dev.costinsights.api.FakeEvents.PARENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.eventlog.GetEvent;
import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.events.EventCondition.Clause;
import dev.costinsights.contracts.events.EventCondition.Conjunction;
import dev.costinsights.contracts.events.EventCondition.Group;
import dev.costinsights.contracts.events.EventCondition.Operator;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.events.EventSource;
import dev.costinsights.contracts.metrics.Consistency;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventsIT {
    private static final String OTHER = "66666666-6666-4666-8666-666666666666";
    private static final String EVENT = "{\"id\":\"" + ID + "\",\"timestamp\":\"2026-06-15T12:00:00Z\","
            + "\"organization_id\":\"" + OURS + "\",\"customer_id\":\"" + FakeCustomers.ID + "\",\"customer\":"
            + FakeCustomers.JSON + "},\"external_customer_id\":\"acme/1\",\"member_id\":null,"
            + "\"external_member_id\":\"member\",\"child_count\":3,\"parent_id\":\"" + PARENT
            + "\",\"label\":\"LLM call\",\"name\":\"llm\",\"source\":\"user\",\"metadata\":{\"exact\":0.10,\"flag\":true,"
            + "\"_cost\":{\"amount\":\"0.0000001\",\"currency\":\"usd\"},\"_llm\":{\"vendor\":\"openai\",\"model\":\"gpt\","
            + "\"prompt\":null,\"response\":null,\"input_tokens\":0,\"cached_input_tokens\":0,\"output_tokens\":0,"
            + "\"total_tokens\":0}}}";

    private final FakeEvents events = new FakeEvents();

    @AfterEach
    void stop() {
        events.close();
    }

    private ApiServer.Answer get(String query) {
        return events.server.get("/v1/events/" + query);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/events/", "/v1/events"})
    void eventsAreListed(String path) {
        var answer = events.server.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"items\":[" + EVENT + "],\"pagination\":{\"total_count\":11,\"max_page\":2}}");
        assertThat(answer.header("Cost-Insights-As-Of")).isEqualTo(ApiServer.NOW.toString());
        assertThat(events.heard)
                .containsExactly(new ListEvents(
                        OURS, EventFilter.ALL, null, null, true, List.of(), 0, 10, true, Consistency.BOUNDED));
    }

    @Test
    void withCursorsNothingIsCounted() {
        events.more = true;

        var answer = get("?cursor_pagination=true&page=3&limit=1000");

        assertThat(answer.json().get("pagination").toString()).isEqualTo("{\"has_next_page\":true}");
        assertThat(events.asked().counted()).isFalse();
        assertThat(events.asked().limit()).isEqualTo(100);
        assertThat(events.asked().offset()).isEqualTo(200);
    }

    @Test
    void everyFilterIsUnderstood() {
        get("?start_timestamp=2026-01-01T00:00:00.000Z&end_timestamp=2026-02-01T00:00:00%2B01:00&customer_id=" + ID
                + "&customer_id=" + OTHER + "&external_customer_id=a&external_customer_id=b&name=x&name=&source=user"
                + "&event_type_id=" + ID + "&query=abc&metadata%5Bplan%5D=pro&metadata[plan]=1&metadata[_llm.model]=m"
                + "&parent_id=" + PARENT + "&depth=5&sorting=timestamp&aggregate_fields=_cost.amount"
                + "&aggregate_fields=n&organization_id=" + OTHER + "&organization_id=" + OURS);

        assertThat(events.asked())
                .isEqualTo(new ListEvents(
                        OURS,
                        new EventFilter(
                                Instant.parse("2026-01-01T00:00:00Z"),
                                Instant.parse("2026-01-31T23:00:00Z"),
                                Set.of(ID, UUID.fromString(OTHER)),
                                Set.of("a", "b"),
                                Set.of("x", ""),
                                Set.of(EventSource.USER),
                                Set.of(ID),
                                "abc",
                                Map.of("plan", Set.of("pro", "1"), "_llm.model", Set.of("m")),
                                null),
                        PARENT,
                        5,
                        false,
                        List.of("_cost.amount", "n"),
                        0,
                        10,
                        true,
                        Consistency.BOUNDED));
    }

    @Test
    void theClausesOfAFilterAreUnderstood() {
        var answer = get("?filter=" + encoded("""
                {"conjunction":"and","clauses":[{"property":"name","operator":"eq","value":"x\\"y"},
                 {"conjunction":"or","clauses":[{"property":"metadata.n","operator":"gte","value":-5},
                  {"property":"f","operator":"not_like","value":true}]},{"conjunction":"or","clauses":[]}]}"""));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(events.asked().filter().condition())
                .isEqualTo(new Group(
                        Conjunction.AND,
                        List.of(
                                new Clause("name", Operator.EQ, "x\"y"),
                                new Group(
                                        Conjunction.OR,
                                        List.of(
                                                new Clause("metadata.n", Operator.GTE, -5),
                                                new Clause("f", Operator.NOT_LIKE, true))),
                                new Group(Conjunction.OR, List.of()))));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void anotherOrganizationsEventsAreNobodys() {
        assertThat(get("?organization_id=" + OTHER).status()).isEqualTo(200);

        assertThat(events.asked().organizationId()).isEqualTo(MetricsParameters.NO_ORGANIZATION);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start_timestamp=2026-01-01 | start_timestamp | timezone_aware",
                "end_timestamp=x | end_timestamp | datetime_parsing",
                "organization_id=x | organization_id | uuid_parsing",
                "customer_id=x | customer_id | uuid_parsing",
                "customer_id=00000000-0000-1000-8000-000000000000 | customer_id | uuid_version",
                "event_type_id=x | event_type_id | uuid_parsing",
                "meter_id=x | meter_id | uuid_parsing",
                "source=other | source | enum",
                "parent_id=x | parent_id | uuid_parsing",
                "depth=-1 | depth | greater_than_equal",
                "depth=6 | depth | less_than_equal",
                "depth=x | depth | int_parsing",
                "aggregate_fields=a-b | aggregate_fields | string_pattern_mismatch",
                "aggregate_fields= | aggregate_fields | string_too_short",
                "cursor_pagination=maybe | cursor_pagination | bool_parsing",
                "page=0 | page | greater_than",
                "limit=0 | limit | greater_than",
                "sorting=name | sorting | enum",
                "name=%00 | name | value_error",
                "filter=%7B | filter | json_invalid",
                "filter= | filter | json_invalid",
                "filter=%5B%5D | filter | dict_type",
            })
    void whatIsWrongIsNamed(String query, String parameter, String type) {
        var answer = get("?" + query.strip());

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("error").asText()).isEqualTo("RequestValidationError");
        assertThat(answer.json().get("detail")).hasSize(1);
        assertThat(answer.json().at("/detail/0/loc").toString()).isEqualTo("[\"query\",\"" + parameter + "\"]");
        assertThat(answer.json().at("/detail/0/type").asText()).isEqualTo(type);
        assertThat(events.heard).isEmpty();
    }

    @Test
    void theFieldsOfAFilterThatAreWrongAreNamed() {
        var answer = get("?filter=" + encoded("""
                {"clauses":[{"property":"%s","operator":"is","value":1.5},{"property":"a","operator":"eq","value":2147483648},
                 {"property":"a","operator":"eq","value":null},{"operator":"eq","value":"%s"},7,
                 {"conjunction":"xor","clauses":3}]}""".formatted("p".repeat(256), "v".repeat(1_001))));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(IntStream.range(0, answer.json().get("detail").size())
                        .mapToObj(i -> answer.json().get("detail").get(i))
                        .map(error -> error.get("loc").toString().replace("\"query\",\"filter\",", "") + " "
                                + error.get("type").asText()))
                .containsExactly(
                        "[\"conjunction\"] missing",
                        "[\"clauses\",0,\"property\"] string_too_long",
                        "[\"clauses\",0,\"operator\"] enum",
                        "[\"clauses\",0,\"value\"] int_from_float",
                        "[\"clauses\",1,\"value\"] less_than_equal",
                        "[\"clauses\",2,\"value\"] scalar_type",
                        "[\"clauses\",3,\"property\"] missing",
                        "[\"clauses\",3,\"value\"] string_too_long",
                        "[\"clauses\",4] dict_type",
                        "[\"clauses\",5,\"conjunction\"] enum",
                        "[\"clauses\",5,\"clauses\"] list_type");
    }

    @Test
    void aFilterThatIsTooDeepOrTooLargeIsRefused() {
        String empty = "{\"conjunction\":\"and\",\"clauses\":[]}";
        String deep = empty;
        for (int i = 0; i < 5; i++) {
            deep = "{\"conjunction\":\"and\",\"clauses\":[" + deep + "]}";
        }
        String wide = "{\"conjunction\":\"and\",\"clauses\":["
                + IntStream.range(0, 100).mapToObj(i -> empty).collect(Collectors.joining(",")) + "]}";

        assertThat(get("?filter=" + encoded(deep)).json().at("/detail/0/type").asText())
                .isEqualTo("value_error");
        assertThat(get("?filter=" + encoded(wide)).json().at("/detail/0/type").asText())
                .isEqualTo("too_long");
        assertThat(events.heard).isEmpty();
    }

    @Test
    void manyValuesAreRefused() {
        String names = IntStream.range(0, 101).mapToObj(i -> "name=" + i).collect(Collectors.joining("&"));
        String metadata =
                IntStream.range(0, 101).mapToObj(i -> "metadata[k]=" + i).collect(Collectors.joining("&"));

        assertThat(get("?" + names).json().at("/detail/0/type").asText()).isEqualTo("too_long");
        assertThat(get("?" + metadata).json().at("/detail/0/type").asText()).isEqualTo("too_long");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "query=ab | query | Query must be at least 3 characters.",
                "meter_id=" + OTHER + " | meter_id | Meter not found.",
            })
    void whatCanNotBeServedIsNamed(String query, String type, String message) {
        var answer = get("?" + query);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("error").asText()).isEqualTo("PolarRequestValidationError");
        assertThat(answer.json().at("/detail/0/type").asText()).isEqualTo(type);
        assertThat(answer.json().at("/detail/0/loc").toString()).isEqualTo("[\"query\",\"" + type + "\"]");
        assertThat(answer.json().at("/detail/0/msg").asText()).isEqualTo(message);
    }

    @Test
    void anEventIsFound() {
        var answer = get(ID + "?aggregate_fields=_cost.amount");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(EVENT);
        assertThat(events.heard).containsExactly(new GetEvent(OURS, ID, List.of("_cost.amount"), Consistency.BOUNDED));
    }

    @Test
    void sumsStandInTheMetadata() {
        events.event = Future.succeededFuture(FakeEvents.event(Map.of(
                "_cost.amount", new BigDecimal("123456789012345678901.5"),
                "_llm.input_tokens", new BigDecimal("7"),
                "exact", new BigDecimal("0.3"),
                "a.b", BigDecimal.ONE)));

        var metadata = get(ID.toString()).json().get("metadata");

        assertThat(metadata.at("/_cost").toString())
                .isEqualTo("{\"amount\":\"123456789012345678901.5\",\"currency\":\"usd\"}");
        assertThat(metadata.at("/_llm/input_tokens").asInt()).isEqualTo(7);
        assertThat(metadata.get("exact").asText()).isEqualTo("0.3");
        assertThat(metadata.get("a.b").asInt()).isEqualTo(1);
    }

    @Test
    void aSumOfTokensOfAnEventWithoutALanguageModelMakesUpNone() {
        events.event = Future.succeededFuture(FakeEvents.plain(Map.of("_llm.total_tokens", new BigDecimal("7"))));

        var metadata = get(ID.toString()).json().get("metadata");

        assertThat(metadata.toString()).isEqualTo("{\"_llm.total_tokens\":7}");
    }

    @Test
    void noEventIsNotFound() {
        events.event = Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "None."));

        assertThat(get(ID.toString()).status()).isEqualTo(404);
        assertThat(get(ID.toString()).body()).isEqualTo("{\"error\":\"ResourceNotFound\",\"detail\":\"Not found\"}");
        assertThat(get("abc").status()).isEqualTo(422);
        assertThat(get("abc").json().at("/detail/0/loc").toString()).isEqualTo("[\"path\",\"id\"]");
    }

    @Test
    void whatTakesTooLongSaysHowToAskForLess() {
        events.event = Future.failedFuture(new ContractException(ErrorCode.TIMEOUT, "Narrow the time range."));

        var answer = get("");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().get("detail").asText()).isEqualTo("Narrow the time range.");
        assertThat(answer.header("Retry-After")).isNotEqualTo("absent");
    }

    @Test
    void aPageThatIsTooLargeIsAnErrorOfTheLimit() {
        events.event = Future.failedFuture(new ContractException(
                ErrorCode.INVALID, "Too much.", List.of(new FieldError(null, "limit", "too_large", "Too much."))));

        assertThat(get("").status()).isEqualTo(422);
        assertThat(get("").json().at("/detail/0/loc").toString()).isEqualTo("[\"query\",\"limit\"]");
    }

    @Test
    void aStrongReadIsAskedFor() {
        var answer =
                events.server.send(events.server.request("/v1/events/").header("Cost-Insights-Consistency", "strong"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(events.asked().consistency()).isEqualTo(Consistency.STRONG);
        assertThat(events.server
                        .send(events.server.request("/v1/events/").header("Cost-Insights-Consistency", "weak"))
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void readingTakesAScopeOfEvents(Scope scope) {
        events.server.grant(scope);
        int expected = scope == Scope.EVENTS_READ || scope == Scope.EVENTS_WRITE ? 200 : 403;

        for (String path : List.of("/v1/events/", "/v1/events/names", "/v1/events/" + ID, "/v1/event-types/")) {
            var answer = events.server.get(path);
            assertThat(answer.status()).as(path).isEqualTo(expected);
            if (expected == 403) {
                assertThat(answer.header("WWW-Authenticate")).contains("scope=\"events:read\"");
            }
        }
    }

    @Test
    void aGuestAsksForItsOwn() {
        events.server.get(ApiServer.GUEST_TOKEN, "/v1/events/?organization_id=" + OURS);
        events.server.get(ApiServer.GUEST_TOKEN, "/v1/events/" + ID);

        assertThat(((ListEvents) events.heard.get(0)).organizationId()).isEqualTo(MetricsParameters.NO_ORGANIZATION);
        assertThat(((GetEvent) events.heard.get(1)).organizationId()).isEqualTo(ApiServer.GUEST_ID);
    }

    @Test
    void otherMethodsAndSlashesAreAsEverywhere() {
        var put = HttpRequest.BodyPublishers.ofString("{}");
        for (String path : List.of("/v1/events/", "/v1/events/names", "/v1/events/" + ID, "/v1/event-types/")) {
            assertThat(events.server.send(events.server.request(path).PUT(put)).status())
                    .as(path)
                    .isEqualTo(405);
        }
        for (String path : List.of("/v1/events/names/", "/v1/events/" + ID + "/")) {
            assertThat(events.server.get(path).status()).as(path).isEqualTo(307);
        }
        assertThat(events.server.send(events.server.anonymous("/v1/events/")).status())
                .isEqualTo(401);
    }
}
