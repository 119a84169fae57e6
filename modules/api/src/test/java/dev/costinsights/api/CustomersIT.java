package dev.costinsights.api;

import static dev.costinsights.api.FakeCustomers.ID;
import static dev.costinsights.api.FakeCustomers.JSON;
import static dev.costinsights.api.FakeCustomers.OURS;
import static dev.costinsights.api.FakeCustomers.PATH;
import static dev.costinsights.api.FakeCustomers.typesAndPlaces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.customers.BillingAddress;
import dev.costinsights.contracts.customers.CreateCustomer;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.ListCustomers;
import dev.costinsights.contracts.customers.ListCustomers.Property;
import dev.costinsights.contracts.customers.ListCustomers.Sort;
import dev.costinsights.contracts.customers.NewMember;
import dev.costinsights.contracts.events.MetadataValue;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomersIT {
    private final FakeCustomers customers = new FakeCustomers();

    @AfterEach
    void stop() {
        customers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/v1/customers"})
    void aCustomerIsRegistered(String path) {
        var made = customers.server.post(ApiServer.TOKEN, path, """
                {"type":"team","external_id":"acme/1","email":"a@example.org","name":"Acme","tax_id":"DE1","locale":"de",
                 "billing_address":{"country":"DE","city":"Köln","line2":null},"metadata":{"seats":3,"exact":0.10},
                 "organization_id":null,"owner":{"email":"o@example.org","name":null,"external_id":"o-1"},"other":1}
                """);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body()).isEqualTo(JSON + "}");
        assertThat(customers.heard)
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
        customers.post("{\"email\":\"a@example.org\",\"name\":null,\"billing_address\":null,\"owner\":null}");

        assertThat(customers.heard)
                .containsExactly(new CreateCustomer(
                        OURS, Customer.Type.INDIVIDUAL, null, "a@example.org", null, null, null, null, Map.of(), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void anExternalIdThatIsAStepInAPathIsRefused(String externalId) {
        var refused = customers.post("{\"email\":\"a@example.org\",\"external_id\":\"" + externalId + "\"}");

        assertThat(typesAndPlaces(refused)).containsExactly("value_error [\"body\",\"external_id\"]");
    }

    @Test
    void everyWrongFieldIsNamedOnce() {
        String metadata = "\"metadata\":{\"" + "k".repeat(41) + "\":1,\"empty\":\"\",\"long\":\"" + "x".repeat(501)
                + "\",\"list\":[]}";
        var refused =
                customers.post("{\"type\":\"person\",\"external_id\":\"\",\"email\":\"nobody\",\"name\":\"a\\u0000\","
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
        assertThat(customers.heard).isEmpty();
    }

    @Test
    void limitsAreKept() {
        var parts = new StringBuilder("\"country\":\"DE\"");
        var keys = new StringBuilder("\"k\":1");
        for (int i = 0; i < 50; i++) {
            parts.append(i < 10 ? ",\"p" + i + "\":\"x\"" : "");
            keys.append(",\"k").append(i).append("\":1");
        }

        assertThat(typesAndPlaces(customers.post(
                        "{\"email\":\"a@b\",\"billing_address\":{" + parts + "},\"metadata\":{" + keys + "}}")))
                .containsExactly("too_long [\"body\",\"billing_address\"]", "too_long [\"body\",\"metadata\"]");
        assertThat(typesAndPlaces(customers.post("{\"metadata\":null}")))
                .containsExactly("missing [\"body\",\"email\"]", "dict_type [\"body\",\"metadata\"]");
        assertThat(typesAndPlaces(customers.post("{\"email\":null}")))
                .containsExactly("string_type [\"body\",\"email\"]");
        assertThat(typesAndPlaces(customers.post(""))).containsExactly("missing [\"body\"]");
        assertThat(typesAndPlaces(customers.post("[]"))).containsExactly("model_attributes_type [\"body\"]");
        assertThat(typesAndPlaces(customers.post("{"))).containsExactly("json_invalid [\"body\",1]");
    }

    @Test
    void theOrganizationIsTheTokens() {
        var refused = customers.post("{\"email\":\"a@example.org\",\"organization_id\":\"" + OURS + "\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .isEqualTo("{\"error\":\"PolarRequestValidationError\",\"detail\":[{\"type\":\"organization_token\","
                        + "\"loc\":[\"body\",\"organization_id\"],\"msg\":\"Setting organization_id is disallowed when"
                        + " using an organization token.\",\"input\":\"" + OURS + "\"}]}");
        customers.server.post(ApiServer.GUEST_TOKEN, PATH, "{\"email\":\"a@example.org\"}");
        assertThat(customers.heard)
                .singleElement()
                .isInstanceOfSatisfying(
                        CreateCustomer.class,
                        wish -> assertThat(wish.organizationId()).isEqualTo(ApiServer.GUEST_ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/v1/customers"})
    void customersAreListed(String path) {
        var page = customers.server.get(path
                + "?page=2&limit=5&email=a%40example.org&query=acm&active=true&sorting=-name&sorting=created_at&sorting=name"
                + "&metadata%5Bplan%5D=pro&metadata%5Bplan%5D=free"
                + "&organization_id=" + OURS);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .isEqualTo("{\"items\":[" + JSON + "}],\"pagination\":{\"total_count\":11,\"max_page\":3}}");
        assertThat(customers.heard)
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
        customers.server.get(ApiServer.GUEST_TOKEN, PATH);
        customers.server.get(PATH + "?organization_id=" + ApiServer.GUEST_ID);

        assertThat(customers.heard)
                .containsExactly(
                        new ListCustomers(ApiServer.GUEST_ID, null, null, null, Map.of(), List.of(), 0, 10),
                        new ListCustomers(new UUID(0, 0), null, null, null, Map.of(), List.of(), 0, 10));
    }

    @Test
    void everyWrongParameterIsNamedOnce() {
        assertThat(typesAndPlaces(
                        customers.server.get(PATH + "?page=0&organization_id=x&query=ab&active=maybe&sorting=age"
                                + "&metadata%5B" + "k".repeat(41) + "%5D=1")))
                .containsExactly(
                        "greater_than [\"query\",\"page\"]",
                        "uuid_parsing [\"query\",\"organization_id\"]",
                        "string_too_short [\"query\",\"query\"]",
                        "bool_parsing [\"query\",\"active\"]",
                        "string_too_long [\"query\",\"metadata[" + "k".repeat(41) + "]\"]",
                        "enum [\"query\",\"sorting\"]");
        assertThat(customers.heard).isEmpty();
    }

    @Test
    void customersNeedTheirScope() {
        assertThat(customers.server.get(ApiServer.READER_TOKEN, PATH).status()).isEqualTo(403);
        assertThat(customers.server.get(ApiServer.READER_TOKEN, PATH + ID).status())
                .isEqualTo(403);
        assertThat(customers.server.post(ApiServer.READER_TOKEN, PATH, "{}").status())
                .isEqualTo(403);
        assertThat(customers
                        .server
                        .send(customers.server.anonymous(PATH + ID).DELETE())
                        .status())
                .isEqualTo(401);

        customers.server.grant(Scope.CUSTOMERS_READ);
        assertThat(customers.server.get(PATH).status()).isEqualTo(200);
        assertThat(customers.server.get(PATH + ID + "/state").status()).isEqualTo(200);
        for (var refused : List.of(
                customers.post("{\"email\":\"a@example.org\"}"),
                customers.patch(PATH + ID, "{}"),
                customers.delete(PATH + ID))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("www-authenticate")).contains("scope=\"customers:write\"");
        }

        customers.server.grant(Scope.CUSTOMERS_WRITE);
        assertThat(customers.server.get(PATH).status()).isEqualTo(200);
        assertThat(customers.patch(PATH + ID, "{}").status()).isEqualTo(200);
    }

    @Test
    void aBodyOfUnknownOrExcessiveLengthIsTurnedAway() {
        var chunked = HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(customers
                        .server
                        .send(customers.server.request(PATH).POST(chunked))
                        .status())
                .isEqualTo(411);
        assertThat(customers
                        .server
                        .send(customers.server.request(PATH + ID).method("PATCH", chunked))
                        .status())
                .isEqualTo(411);
        assertThat(customers.post(" ".repeat(512 * 1024 + 1)).status()).isEqualTo(413);
        assertThat(customers
                        .post("{\"email\":\"a@example.org\"" + " ".repeat(500 * 1024) + "}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void withoutAnAnswerClientsAreAskedToComeBack() {
        customers.answer =
                Future.failedFuture(new ContractException(ErrorCode.UNAVAILABLE, "The database can't be reached now."));

        var busy = customers.server.get(PATH);

        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.header("retry-after")).isNotEqualTo("absent");
    }
}
