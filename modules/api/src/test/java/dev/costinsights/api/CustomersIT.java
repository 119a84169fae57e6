package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.customers.BillingAddress;
import dev.costinsights.contracts.customers.Change;
import dev.costinsights.contracts.customers.CreateCustomer;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerPage;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.DeleteCustomer;
import dev.costinsights.contracts.customers.GetCustomer;
import dev.costinsights.contracts.customers.ListCustomers;
import dev.costinsights.contracts.customers.ListCustomers.Property;
import dev.costinsights.contracts.customers.ListCustomers.Sort;
import dev.costinsights.contracts.customers.NewMember;
import dev.costinsights.contracts.customers.UpdateCustomer;
import dev.costinsights.contracts.events.MetadataValue;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomersIT {
    private static final String PATH = "/v1/customers/";
    private static final UUID OURS = Organizations.DEFAULT_ID;
    private static final UUID ID = UUID.fromString("33333333-3333-4333-8333-333333333333");
    private static final String COMMON =
            "\"billing_name\":null,\"billing_address\":{\"city\":\"Köln\",\"country\":\"DE\"},\"tax_id\":[\"DE1\",null],"
                    + "\"locale\":\"de\",\"organization_id\":\"" + OURS
                    + "\",\"default_payment_method_id\":null,\"deleted_at\":null,\"avatar_url\":null";
    private static final String JSON = "{\"id\":\"33333333-3333-4333-8333-333333333333\","
            + "\"created_at\":\"2026-06-15T12:00:00Z\",\"modified_at\":\"2026-06-15T12:00:01Z\","
            + "\"metadata\":{\"text\":\"a\",\"whole\":3,\"exact\":0.10,\"flag\":true},\"external_id\":\"acme/1\","
            + "\"email\":\"a@example.org\",\"email_verified\":false,\"type\":\"team\",\"name\":\"Acme\"," + COMMON;
    private static final Customer CUSTOMER = customer();

    private final ApiServer server = new ApiServer();
    private final List<Message> heard = new CopyOnWriteArrayList<>();
    private volatile Future<Customer> answer = Future.succeededFuture(CUSTOMER);
    private volatile Future<Done> deletion = Future.succeededFuture(new Done());

    private static Customer customer() {
        Map<String, MetadataValue> metadata = new LinkedHashMap<>();
        metadata.put("text", MetadataValue.of("a"));
        metadata.put("whole", MetadataValue.of(3));
        metadata.put("exact", MetadataValue.of(new BigDecimal("0.10")));
        metadata.put("flag", MetadataValue.of(true));
        return new Customer(
                OURS,
                ID,
                "acme/1",
                Customer.Type.TEAM,
                "a@example.org",
                "Acme",
                null,
                "{\"city\": \"Köln\", \"country\": \"DE\"}",
                "DE1",
                "de",
                metadata,
                ApiServer.NOW,
                ApiServer.NOW.plusSeconds(1),
                null);
    }

    @BeforeEach
    void serve() {
        Channels.CREATE_CUSTOMER.serve(server.vertx, wish -> hear(wish, answer));
        Channels.UPDATE_CUSTOMER.serve(server.vertx, wish -> hear(wish, answer));
        Channels.DELETE_CUSTOMER.serve(server.vertx, wish -> hear(wish, deletion));
        Channels.GET_CUSTOMER.serve(server.vertx, wish -> hear(wish, answer));
        Channels.LIST_CUSTOMERS.serve(
                server.vertx, wish -> hear(wish, answer.map(one -> new CustomerPage(List.of(one), 11))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private <T> Future<T> hear(Message question, Future<T> reply) {
        heard.add(question);
        return reply;
    }

    private ApiServer.Answer post(String body) {
        return server.post(ApiServer.TOKEN, PATH, body);
    }

    private ApiServer.Answer patch(String path, String body) {
        return server.send(server.request(path).method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    private List<String> problems(ApiServer.Answer refused) {
        assertThat(refused.status()).isEqualTo(422);
        return refused.json().get("detail").findValuesAsText("type").stream().toList();
    }

    private static List<String> typesAndPlaces(ApiServer.Answer refused) {
        assertThat(refused.status()).isEqualTo(422);
        return refused.json()
                .get("detail")
                .valueStream()
                .map(error -> error.get("type").textValue() + " " + error.get("loc"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/v1/customers"})
    void aCustomerIsRegistered(String path) {
        var made = server.post(ApiServer.TOKEN, path, """
                {"type":"team","external_id":"acme/1","email":"a@example.org","name":"Acme","tax_id":"DE1","locale":"de",
                 "billing_address":{"country":"DE","city":"Köln","line2":null},"metadata":{"seats":3,"exact":0.10},
                 "organization_id":null,"owner":{"email":"o@example.org","name":null,"external_id":"o-1"},"other":1}
                """);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body()).isEqualTo(JSON + "}");
        assertThat(heard)
                .containsExactly(new CreateCustomer(
                        OURS,
                        Customer.Type.TEAM,
                        "acme/1",
                        "a@example.org",
                        "Acme",
                        new BillingAddress(Map.of("country", "DE", "city", "Köln")),
                        "DE1",
                        "de",
                        Map.of("seats", MetadataValue.of(3), "exact", MetadataValue.of(new BigDecimal("0.10"))),
                        new NewMember("o@example.org", null, "o-1")));
    }

    @Test
    void whatIsLeftOutIsNull() {
        post("{\"email\":\"a@example.org\",\"name\":null,\"billing_address\":null,\"owner\":null}");

        assertThat(heard)
                .containsExactly(new CreateCustomer(
                        OURS, Customer.Type.INDIVIDUAL, null, "a@example.org", null, null, null, null, Map.of(), null));
    }

    @Test
    void absentValuesAreAnsweredAsNull() {
        answer = Future.succeededFuture(new Customer(
                OURS,
                ID,
                null,
                Customer.Type.TEAM,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                ApiServer.NOW,
                null,
                null));

        var json = server.get(PATH + ID).json();

        for (String field : List.of(
                "modified_at",
                "external_id",
                "email",
                "name",
                "billing_name",
                "billing_address",
                "tax_id",
                "locale",
                "deleted_at",
                "avatar_url")) {
            assertThat(json.get(field).isNull()).as(field).isTrue();
        }
        assertThat(json.get("metadata")).isEmpty();
    }

    @Test
    void everyWrongFieldIsNamedOnce() {
        String metadata = "\"metadata\":{\"" + "k".repeat(41) + "\":1,\"empty\":\"\",\"long\":\"" + "x".repeat(501)
                + "\",\"list\":[]}";
        var refused = post("{\"type\":\"person\",\"external_id\":\"\",\"email\":\"nobody\",\"name\":\"a\\u0000\","
                + "\"billing_address\":{\"city\":5},\"tax_id\":[],\"locale\":7," + metadata
                + ",\"owner\":{\"name\":\"x\"},\"organization_id\":\"x\"}");

        assertThat(refused.json().get("error").textValue()).isEqualTo("RequestValidationError");
        assertThat(typesAndPlaces(refused))
                .containsExactly(
                        "enum [\"body\",\"type\"]",
                        "string_too_short [\"body\",\"external_id\"]",
                        "value_error [\"body\",\"email\"]",
                        "value_error [\"body\",\"name\"]",
                        "string_type [\"body\",\"billing_address\",\"city\"]",
                        "missing [\"body\",\"billing_address\",\"country\"]",
                        "string_type [\"body\",\"tax_id\"]",
                        "string_type [\"body\",\"locale\"]",
                        "string_too_long [\"body\",\"metadata\",\"" + "k".repeat(41) + "\"]",
                        "string_too_short [\"body\",\"metadata\",\"empty\"]",
                        "string_too_long [\"body\",\"metadata\",\"long\"]",
                        "scalar_type [\"body\",\"metadata\",\"list\"]",
                        "missing [\"body\",\"owner\",\"email\"]",
                        "uuid_parsing [\"body\",\"organization_id\"]");
        assertThat(heard).isEmpty();
    }

    @Test
    void limitsAreKept() {
        var parts = new StringBuilder("\"country\":\"DE\"");
        var keys = new StringBuilder("\"k\":1");
        for (int i = 0; i < 50; i++) {
            parts.append(i < 10 ? ",\"p" + i + "\":\"x\"" : "");
            keys.append(",\"k").append(i).append("\":1");
        }

        assertThat(typesAndPlaces(
                        post("{\"email\":\"a@b\",\"billing_address\":{" + parts + "},\"metadata\":{" + keys + "}}")))
                .containsExactly("too_long [\"body\",\"billing_address\"]", "too_long [\"body\",\"metadata\"]");
        assertThat(typesAndPlaces(post("{\"metadata\":null}")))
                .containsExactly("missing [\"body\",\"email\"]", "dict_type [\"body\",\"metadata\"]");
        assertThat(typesAndPlaces(post("{\"email\":null}"))).containsExactly("string_type [\"body\",\"email\"]");
        assertThat(typesAndPlaces(post(""))).containsExactly("missing [\"body\"]");
        assertThat(problems(post("[]"))).containsExactly("model_attributes_type");
        assertThat(problems(post("{"))).containsExactly("json_invalid");
    }

    @Test
    void theOrganizationIsTheTokens() {
        var refused = post("{\"email\":\"a@example.org\",\"organization_id\":\"" + OURS + "\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .isEqualTo("{\"error\":\"PolarRequestValidationError\",\"detail\":[{\"type\":\"organization_token\","
                        + "\"loc\":[\"body\",\"organization_id\"],\"msg\":\"Setting organization_id is disallowed when"
                        + " using an organization token.\",\"input\":\"" + OURS + "\"}]}");
        server.post(ApiServer.GUEST_TOKEN, PATH, "{\"email\":\"a@example.org\"}");
        assertThat(heard)
                .singleElement()
                .isInstanceOfSatisfying(
                        CreateCustomer.class,
                        wish -> assertThat(wish.organizationId()).isEqualTo(ApiServer.GUEST_ID));
    }

    @Test
    void whatTheModuleRefusesIsSaidInTermsOfTheWire() {
        String message = "A customer with this external ID already exists.";
        answer = Future.failedFuture(new ContractException(
                ErrorCode.INVALID, message, List.of(new FieldError(null, "external_id", "value_error", message))));
        String refusal = "{\"error\":\"PolarRequestValidationError\",\"detail\":[{\"type\":\"value_error\","
                + "\"loc\":[\"body\",\"external_id\"],\"msg\":\"" + message + "\",\"input\":\"acme\"}]}";

        assertThat(post("{\"email\":\"a@example.org\",\"external_id\":\"acme\"}")
                        .body())
                .isEqualTo(refusal);
        assertThat(patch(PATH + ID, "{\"external_id\":\"acme\"}").body()).isEqualTo(refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme",
                "state",
                "members",
                "a/b/state",
                "Grüße 🦊",
                "a+b &?#=%2F\"'",
                "..a",
                "33",
                "a/",
                "/",
                " "
            })
    void anExternalIdMayHoldAnyCharacter(String externalId) {
        String path = PATH + "external/"
                + URLEncoder.encode(externalId, StandardCharsets.UTF_8).replace("+", "%20");
        CustomerRef ref = CustomerRef.ofExternalId(externalId);

        assertThat(server.get(path).body()).isEqualTo(JSON + "}");
        assertThat(server.get(path + "/state").status()).isEqualTo(200);
        assertThat(patch(path, "{\"name\":\"x\"}").status()).isEqualTo(200);
        assertThat(server.send(server.request(path).DELETE()).status()).isEqualTo(204);

        assertThat(heard)
                .containsExactly(
                        new GetCustomer(OURS, ref),
                        new GetCustomer(OURS, ref),
                        change(ref, null, new Change<>("x")),
                        new DeleteCustomer(OURS, ref, false));
    }

    private static UpdateCustomer change(
            CustomerRef ref, @Nullable Change<String> externalId, @Nullable Change<String> name) {
        return new UpdateCustomer(OURS, ref, null, externalId, null, name, null, null, null, null);
    }

    @Test
    void aPlusInAPathIsAPlus() {
        server.get(PATH + "external/a+b");

        assertThat(heard).containsExactly(new GetCustomer(OURS, CustomerRef.ofExternalId("a+b")));
    }

    @Test
    void onlyWhatIsSentChangesAndNullClears() {
        CustomerRef ref = CustomerRef.of(ID);

        assertThat(patch(PATH + ID, "{}").status()).isEqualTo(200);
        patch(PATH + ID, "{\"external_id\":null,\"name\":\"Acme\"}");
        patch(
                PATH + ID,
                "{\"type\":\"team\",\"email\":null,\"billing_address\":null,\"tax_id\":null,\"locale\":null,"
                        + "\"metadata\":{}}");
        patch(PATH + ID, "{\"billing_address\":{\"country\":\"AT\"},\"type\":null}");

        assertThat(heard)
                .containsExactly(
                        change(ref, null, null),
                        change(ref, new Change<>(null), new Change<>("Acme")),
                        new UpdateCustomer(
                                OURS,
                                ref,
                                Customer.Type.TEAM,
                                null,
                                new Change<>(null),
                                null,
                                new Change<>(null),
                                new Change<>(null),
                                new Change<>(null),
                                Map.of()),
                        new UpdateCustomer(
                                OURS,
                                ref,
                                null,
                                null,
                                null,
                                null,
                                new Change<>(new BillingAddress(Map.of("country", "AT"))),
                                null,
                                null,
                                null));
    }

    @Test
    void aStateHasEmptyLists() {
        assertThat(server.get(PATH + ID + "/state").body())
                .isEqualTo(JSON + ",\"active_subscriptions\":[],\"granted_benefits\":[],\"active_meters\":[]}");
    }

    @Test
    void aCustomerThatIsNotThereIsNotFound() {
        answer = Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "There is none."));
        deletion = Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "There is none."));

        for (var missing : List.of(
                server.get(PATH + ID),
                server.get(PATH + "external/x"),
                server.get(PATH + ID + "/state"),
                server.get(PATH + "external/x/state"),
                patch(PATH + ID, "{}"),
                server.send(server.request(PATH + ID).DELETE()))) {
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.body()).isEqualTo("{\"error\":\"ResourceNotFound\",\"detail\":\"Not found\"}");
        }
    }

    @Test
    void deletingMayForgetThePeople() {
        var gone = server.send(server.request(PATH + ID + "?anonymize=true").DELETE());
        server.send(server.request(PATH + ID + "?anonymize=false").DELETE());

        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.body()).isEmpty();
        assertThat(heard)
                .containsExactly(
                        new DeleteCustomer(OURS, CustomerRef.of(ID), true),
                        new DeleteCustomer(OURS, CustomerRef.of(ID), false));
        assertThat(typesAndPlaces(server.send(
                        server.request(PATH + ID + "?anonymize=maybe").DELETE())))
                .containsExactly("bool_parsing [\"query\",\"anonymize\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/v1/customers"})
    void customersAreListed(String path) {
        var page = server.get(path
                + "?page=2&limit=5&email=a%40example.org&query=acm&active=true&sorting=-name&sorting=created_at&sorting=name"
                + "&metadata%5Bplan%5D=pro&metadata%5Bplan%5D=free"
                + "&organization_id=" + OURS);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .isEqualTo("{\"items\":[" + JSON + "}],\"pagination\":{\"total_count\":11,\"max_page\":3}}");
        assertThat(heard)
                .containsExactly(new ListCustomers(
                        OURS,
                        "a@example.org",
                        "acm",
                        true,
                        Map.of("plan", List.of("pro", "free")),
                        List.of(new Sort(Property.NAME, true), new Sort(Property.CREATED_AT, false)),
                        5,
                        5));
    }

    @Test
    void withoutParametersTheNewestAreListed() {
        server.get(ApiServer.GUEST_TOKEN, PATH);
        server.get(PATH + "?organization_id=" + ApiServer.GUEST_ID);

        assertThat(heard)
                .containsExactly(
                        new ListCustomers(ApiServer.GUEST_ID, null, null, null, Map.of(), List.of(), 0, 10),
                        new ListCustomers(new UUID(0, 0), null, null, null, Map.of(), List.of(), 0, 10));
    }

    @Test
    void everyWrongParameterIsNamedOnce() {
        assertThat(typesAndPlaces(server.get(PATH + "?page=0&organization_id=x&query=ab&active=maybe&sorting=age"
                        + "&metadata%5B" + "k".repeat(41) + "%5D=1")))
                .containsExactly(
                        "greater_than [\"query\",\"page\"]",
                        "uuid_parsing [\"query\",\"organization_id\"]",
                        "string_too_short [\"query\",\"query\"]",
                        "bool_parsing [\"query\",\"active\"]",
                        "string_too_long [\"query\",\"metadata[" + "k".repeat(41) + "]\"]",
                        "enum [\"query\",\"sorting\"]");
        assertThat(heard).isEmpty();
    }

    @Test
    void anIdThatIsNoneIsRefused() {
        assertThat(typesAndPlaces(server.get(PATH + "7"))).containsExactly("uuid_parsing [\"path\",\"id\"]");
        assertThat(typesAndPlaces(patch(PATH + "00000000-0000-1000-8000-000000000000", "{}")))
                .containsExactly("uuid_version [\"path\",\"id\"]");
        assertThat(typesAndPlaces(server.get(PATH + "external/a%00b")))
                .containsExactly("value_error [\"path\",\"external_id\"]");
    }

    @Test
    void aSlashAtTheEndIsRedirected() {
        for (String path :
                List.of(PATH + ID, PATH + ID + "/state", PATH + "external/a%2Fb", PATH + "external/a/state")) {
            var redirect = server.get(path + "/?x=1");

            assertThat(redirect.status()).isEqualTo(307);
            assertThat(redirect.header("location")).isEqualTo(path + "?x=1");
        }
    }

    @Test
    void customersNeedTheirScope() {
        assertThat(server.get(ApiServer.READER_TOKEN, PATH).status()).isEqualTo(403);
        assertThat(server.get(ApiServer.READER_TOKEN, PATH + ID).status()).isEqualTo(403);
        assertThat(server.post(ApiServer.READER_TOKEN, PATH, "{}").status()).isEqualTo(403);
        assertThat(server.send(server.anonymous(PATH + ID).DELETE()).status()).isEqualTo(401);

        server.grant(Scope.CUSTOMERS_READ);
        assertThat(server.get(PATH).status()).isEqualTo(200);
        assertThat(server.get(PATH + ID + "/state").status()).isEqualTo(200);
        for (var refused : List.of(
                post("{\"email\":\"a@example.org\"}"),
                patch(PATH + ID, "{}"),
                server.send(server.request(PATH + ID).DELETE()))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("www-authenticate")).contains("scope=\"customers:write\"");
        }

        server.grant(Scope.CUSTOMERS_WRITE);
        assertThat(server.get(PATH).status()).isEqualTo(200);
        assertThat(patch(PATH + ID, "{}").status()).isEqualTo(200);
    }

    @Test
    void aBodyOfUnknownOrExcessiveLengthIsTurnedAway() {
        var chunked = HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(server.send(server.request(PATH).POST(chunked)).status()).isEqualTo(411);
        assertThat(server.send(server.request(PATH + ID).method("PATCH", chunked))
                        .status())
                .isEqualTo(411);
        assertThat(post(" ".repeat(512 * 1024 + 1)).status()).isEqualTo(413);
        assertThat(post("{\"email\":\"a@example.org\"" + " ".repeat(500 * 1024) + "}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void otherMethodsAreNotAllowed() {
        var put = HttpRequest.BodyPublishers.ofString("{}");

        assertThat(server.send(server.request(PATH).PUT(put)).header("allow")).isEqualTo("GET, POST");
        assertThat(server.send(server.request(PATH + ID).PUT(put)).header("allow"))
                .isEqualTo("GET, PATCH, DELETE");
        assertThat(server.send(server.request(PATH + "external/a/state").PUT(put))
                        .status())
                .isEqualTo(405);
    }

    @Test
    void withoutAnAnswerClientsAreAskedToComeBack() {
        answer =
                Future.failedFuture(new ContractException(ErrorCode.UNAVAILABLE, "The database can't be reached now."));

        var busy = server.get(PATH);

        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.header("retry-after")).isNotEqualTo("absent");
    }
}
