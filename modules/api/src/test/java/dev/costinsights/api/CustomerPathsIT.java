package dev.costinsights.api;

import static dev.costinsights.api.FakeCustomers.ID;
import static dev.costinsights.api.FakeCustomers.JSON;
import static dev.costinsights.api.FakeCustomers.OURS;
import static dev.costinsights.api.FakeCustomers.PATH;
import static dev.costinsights.api.FakeCustomers.typesAndPlaces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.customers.ActiveSubscription;
import dev.costinsights.contracts.customers.BillingAddress;
import dev.costinsights.contracts.customers.Change;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.DeleteCustomer;
import dev.costinsights.contracts.customers.GetCustomer;
import dev.costinsights.contracts.customers.GetCustomerState;
import dev.costinsights.contracts.customers.UpdateCustomer;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.metrics.Consistency;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerPathsIT {
    private final FakeCustomers customers = new FakeCustomers();

    @AfterEach
    void stop() {
        customers.close();
    }

    @Test
    void absentValuesAreAnsweredAsNull() {
        customers.answer = Future.succeededFuture(new Customer(
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

        var json = customers.server.get(PATH + ID).json();

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
    void whatTheModuleRefusesIsSaidInTermsOfTheWire() {
        String message = "A customer with this external ID already exists.";
        customers.answer = Future.failedFuture(new ContractException(
                ErrorCode.INVALID, message, List.of(new FieldError(null, "external_id", "value_error", message))));
        String refusal = "{\"error\":\"PolarRequestValidationError\",\"detail\":[{\"type\":\"value_error\","
                + "\"loc\":[\"body\",\"external_id\"],\"msg\":\"" + message + "\",\"input\":\"acme\"}]}";

        assertThat(customers
                        .post("{\"email\":\"a@example.org\",\"external_id\":\"acme\"}")
                        .body())
                .isEqualTo(refusal);
        assertThat(customers.patch(PATH + ID, "{\"external_id\":\"acme\"}").body())
                .isEqualTo(refusal);
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

        assertThat(customers.server.get(path).body()).isEqualTo(JSON + "}");
        assertThat(customers.server.get(path + "/state").status()).isEqualTo(200);
        assertThat(customers.patch(path, "{\"name\":\"x\"}").status()).isEqualTo(200);
        assertThat(customers.delete(path).status()).isEqualTo(204);

        assertThat(customers.heard)
                .containsExactly(
                        new GetCustomer(OURS, ref),
                        new GetCustomerState(OURS, ref, Consistency.BOUNDED),
                        change(ref, null, new Change<>("x")),
                        new DeleteCustomer(OURS, ref, false));
    }

    private static UpdateCustomer change(
            CustomerRef ref, @Nullable Change<String> externalId, @Nullable Change<String> name) {
        return new UpdateCustomer(OURS, ref, null, externalId, null, name, null, null, null, null);
    }

    @Test
    void aPlusInAPathIsAPlus() {
        customers.server.get(PATH + "external/a+b");

        assertThat(customers.heard).containsExactly(new GetCustomer(OURS, CustomerRef.ofExternalId("a+b")));
    }

    @Test
    void onlyWhatIsSentChangesAndNullClears() {
        CustomerRef ref = CustomerRef.of(ID);

        assertThat(customers.patch(PATH + ID, "{}").status()).isEqualTo(200);
        customers.patch(PATH + ID, "{\"external_id\":null,\"name\":\"Acme\"}");
        customers.patch(
                PATH + ID,
                "{\"type\":\"team\",\"email\":null,\"billing_address\":null,\"tax_id\":null,\"locale\":null,"
                        + "\"metadata\":{}}");
        customers.patch(PATH + ID, "{\"billing_address\":{\"country\":\"AT\"},\"type\":null}");

        assertThat(customers.heard)
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
    void aStateWithoutSubscriptionsHasEmptyLists() {
        var state = customers.server.get(PATH + ID + "/state");

        assertThat(state.body())
                .isEqualTo(JSON + ",\"active_subscriptions\":[],\"granted_benefits\":[],\"active_meters\":[]}");
        assertThat(state.header("Cost-Insights-As-Of")).isEqualTo(ApiServer.NOW.toString());
    }

    @Test
    void aStateHasEveryFieldOfASubscription() {
        UUID subscription = UUID.fromString("a0000000-0000-4000-8000-000000000001");
        UUID product = UUID.fromString("d0000000-0000-4000-8000-000000000001");
        customers.subscriptions = List.of(
                subscription(subscription, product, true, ApiServer.NOW.plusSeconds(3), subscription),
                subscription(subscription, product, false, null, null));

        assertThat(customers.server.get(PATH + ID + "/state").body()).isEqualTo(JSON + """
                        ,"active_subscriptions":[\
                        {"id":"a0000000-0000-4000-8000-000000000001","created_at":"2026-06-15T12:00:00Z",\
                        "modified_at":"2026-06-15T12:00:03Z","custom_field_data":{},"metadata":{"seats":3},\
                        "status":"trialing","amount":10000000000,"currency":"eur","recurring_interval":"year",\
                        "recurring_interval_count":2,"current_period_start":"2026-06-15T12:00:01Z",\
                        "current_period_end":"2026-06-15T12:00:02Z","trial_start":"2026-06-15T12:00:03Z",\
                        "trial_end":"2026-06-15T12:00:03Z","cancel_at_period_end":true,\
                        "canceled_at":"2026-06-15T12:00:03Z","started_at":"2026-06-15T12:00:03Z",\
                        "ends_at":"2026-06-15T12:00:03Z","product_id":"d0000000-0000-4000-8000-000000000001",\
                        "discount_id":"a0000000-0000-4000-8000-000000000001","meters":[]},\
                        {"id":"a0000000-0000-4000-8000-000000000001","created_at":"2026-06-15T12:00:00Z",\
                        "modified_at":null,"custom_field_data":{},"metadata":{"seats":3},"status":"active",\
                        "amount":10000000000,"currency":"eur","recurring_interval":"year",\
                        "recurring_interval_count":2,"current_period_start":"2026-06-15T12:00:01Z",\
                        "current_period_end":"2026-06-15T12:00:02Z","trial_start":null,"trial_end":null,\
                        "cancel_at_period_end":false,"canceled_at":null,"started_at":null,"ends_at":null,\
                        "product_id":"d0000000-0000-4000-8000-000000000001","discount_id":null,"meters":[]}],\
                        "granted_benefits":[],"active_meters":[]}""");
    }

    private static ActiveSubscription subscription(
            UUID id, UUID product, boolean flag, @Nullable Instant when, @Nullable UUID discount) {
        return new ActiveSubscription(
                id,
                ApiServer.NOW,
                when,
                Map.of("seats", MetadataValue.of(3)),
                flag,
                10_000_000_000L,
                "eur",
                "year",
                2,
                ApiServer.NOW.plusSeconds(1),
                ApiServer.NOW.plusSeconds(2),
                when,
                when,
                flag,
                when,
                when,
                when,
                product,
                discount);
    }

    @Test
    void aStateMayWaitForWhatWasAcknowledged() {
        customers.server.send(
                customers.server.request(PATH + ID + "/state").header("Cost-Insights-Consistency", "strong"));

        assertThat(customers.heard).containsExactly(new GetCustomerState(OURS, CustomerRef.of(ID), Consistency.STRONG));
        assertThat(typesAndPlaces(customers.server.send(customers
                        .server
                        .request(PATH + ID + "/state")
                        .header("Cost-Insights-Consistency", "eventual"))))
                .hasSize(1);
    }

    @Test
    void aCustomerThatIsNotThereIsNotFound() {
        customers.answer = Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "There is none."));
        customers.deletion = Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "There is none."));

        for (var missing : List.of(
                customers.server.get(PATH + ID),
                customers.server.get(PATH + "external/x"),
                customers.server.get(PATH + ID + "/state"),
                customers.server.get(PATH + "external/x/state"),
                customers.patch(PATH + ID, "{}"),
                customers.delete(PATH + ID))) {
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.body()).isEqualTo("{\"error\":\"ResourceNotFound\",\"detail\":\"Not found\"}");
        }
    }

    @Test
    void deletingMayForgetThePeople() {
        var gone = customers.delete(PATH + ID + "?anonymize=true");
        customers.delete(PATH + ID + "?anonymize=false");

        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.body()).isEmpty();
        assertThat(customers.heard)
                .containsExactly(
                        new DeleteCustomer(OURS, CustomerRef.of(ID), true),
                        new DeleteCustomer(OURS, CustomerRef.of(ID), false));
        assertThat(typesAndPlaces(customers.delete(PATH + ID + "?anonymize=maybe")))
                .containsExactly("bool_parsing [\"query\",\"anonymize\"]");
    }

    @Test
    void anIdThatIsNoneIsRefused() {
        assertThat(typesAndPlaces(customers.server.get(PATH + "7"))).containsExactly("uuid_parsing [\"path\",\"id\"]");
        assertThat(typesAndPlaces(customers.patch(PATH + "00000000-0000-1000-8000-000000000000", "{}")))
                .containsExactly("uuid_version [\"path\",\"id\"]");
        assertThat(typesAndPlaces(customers.server.get(PATH + "external/a%00b")))
                .containsExactly("value_error [\"path\",\"external_id\"]");
    }

    @Test
    void aSlashAtTheEndIsRedirected() {
        for (String path :
                List.of(PATH + ID, PATH + ID + "/state", PATH + "external/a%2Fb", PATH + "external/a/state")) {
            var redirect = customers.server.get(path + "/?x=1");

            assertThat(redirect.status()).isEqualTo(307);
            assertThat(redirect.header("location")).isEqualTo(path + "?x=1");
        }
    }

    @Test
    void otherMethodsAreNotAllowed() {
        var put = HttpRequest.BodyPublishers.ofString("{}");

        assertThat(customers
                        .server
                        .send(customers.server.request(PATH).PUT(put))
                        .header("allow"))
                .isEqualTo("GET, POST");
        assertThat(customers
                        .server
                        .send(customers.server.request(PATH + ID).PUT(put))
                        .header("allow"))
                .isEqualTo("GET, PATCH, DELETE");
        assertThat(customers
                        .server
                        .send(customers
                                .server
                                .request(PATH + "external/a/state")
                                .PUT(put))
                        .status())
                .isEqualTo(405);
    }
}
