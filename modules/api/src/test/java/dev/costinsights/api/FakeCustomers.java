package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.customers.ActiveSubscription;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerPage;
import dev.costinsights.contracts.customers.CustomerState;
import dev.costinsights.contracts.events.MetadataValue;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** The real HTTP server with the API on it; who the customers are is what a test says. */
final class FakeCustomers implements AutoCloseable {
    static final String PATH = "/v1/customers/";
    static final UUID OURS = Organizations.DEFAULT_ID;
    static final UUID ID = UUID.fromString("33333333-3333-4333-8333-333333333333");
    static final String COMMON =
            "\"billing_name\":null,\"billing_address\":{\"city\":\"Köln\",\"country\":\"DE\"},\"tax_id\":[\"DE1\",null],"
                    + "\"locale\":\"de\",\"organization_id\":\"" + OURS
                    + "\",\"default_payment_method_id\":null,\"deleted_at\":null,\"avatar_url\":null";
    static final String JSON = "{\"id\":\"33333333-3333-4333-8333-333333333333\","
            + "\"created_at\":\"2026-06-15T12:00:00Z\",\"modified_at\":\"2026-06-15T12:00:01Z\","
            + "\"metadata\":{\"text\":\"a\",\"whole\":3,\"exact\":0.10,\"flag\":true},\"external_id\":\"acme/1\","
            + "\"email\":\"a@example.org\",\"email_verified\":false,\"type\":\"team\",\"name\":\"Acme\"," + COMMON;
    static final Customer CUSTOMER = customer();

    final ApiServer server = new ApiServer();
    final List<Message> heard = new CopyOnWriteArrayList<>();
    volatile Future<Customer> answer = Future.succeededFuture(CUSTOMER);
    volatile List<ActiveSubscription> subscriptions = List.of();
    volatile Future<Done> deletion = Future.succeededFuture(new Done());

    FakeCustomers() {
        Channels.CREATE_CUSTOMER.serve(server.vertx, wish -> hear(wish, answer));
        Channels.UPDATE_CUSTOMER.serve(server.vertx, wish -> hear(wish, answer));
        Channels.DELETE_CUSTOMER.serve(server.vertx, wish -> hear(wish, deletion));
        Channels.GET_CUSTOMER.serve(server.vertx, wish -> hear(wish, answer));
        Channels.GET_CUSTOMER_STATE.serve(
                server.vertx,
                wish -> hear(wish, answer.map(one -> new CustomerState(one, subscriptions, ApiServer.NOW))));
        Channels.LIST_CUSTOMERS.serve(
                server.vertx, wish -> hear(wish, answer.map(one -> new CustomerPage(List.of(one), 11))));
    }

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

    private <T> Future<T> hear(Message question, Future<T> reply) {
        heard.add(question);
        return reply;
    }

    ApiServer.Answer post(String body) {
        return server.post(ApiServer.TOKEN, PATH, body);
    }

    ApiServer.Answer patch(String path, String body) {
        return server.send(server.request(path).method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    ApiServer.Answer delete(String path) {
        return server.send(server.request(path).DELETE());
    }

    static List<String> typesAndPlaces(ApiServer.Answer refused) {
        assertThat(refused.status()).isEqualTo(422);
        return refused.json()
                .get("detail")
                .valueStream()
                .map(error -> error.get("type").textValue() + " " + error.get("loc"))
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
