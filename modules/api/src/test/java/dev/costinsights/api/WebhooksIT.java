package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.webhooks.CreateWebhookEndpoint;
import dev.costinsights.contracts.webhooks.DeleteWebhookEndpoint;
import dev.costinsights.contracts.webhooks.GetWebhookEndpoint;
import dev.costinsights.contracts.webhooks.ListWebhookDeliveries;
import dev.costinsights.contracts.webhooks.ListWebhookEndpoints;
import dev.costinsights.contracts.webhooks.ReceiveWebhook;
import dev.costinsights.contracts.webhooks.UpdateWebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookDelivery;
import dev.costinsights.contracts.webhooks.WebhookDeliveryPage;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookEndpointPage;
import dev.costinsights.contracts.webhooks.WebhookProvider;
import dev.costinsights.contracts.webhooks.WebhookReceipt;
import io.vertx.core.Future;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksIT {
    private static final UUID ID = UUID.fromString("33333333-3333-4333-8333-333333333333");
    private static final String SECRET = "whsec_0123456789abcdef";
    private static final String ENDPOINTS = "/v1/webhooks/endpoints";
    private static final String POLAR = "/v1/webhooks/polar/" + ID;
    private static final String STRIPE = "/v1/webhooks/stripe/" + ID;
    private static final String DETAILS = "{\"id\":\"33333333-3333-4333-8333-333333333333\","
            + "\"created_at\":\"2026-06-15T12:00:00Z\",\"modified_at\":null,\"provider\":\"polar\",\"name\":\"Live\","
            + "\"path\":\"/v1/webhooks/polar/33333333-3333-4333-8333-333333333333\",\"secret_hint\":\"cdef\","
            + "\"previous_secret_expires_at\":null,\"customer_key\":\"user\",\"disabled\":false}";
    private static final WebhookEndpoint ENDPOINT = new WebhookEndpoint(
            ApiServer.GUEST_ID, ID, WebhookProvider.POLAR, "Live", "cdef", null, "user", false, ApiServer.NOW, null);

    private final ApiServer server = new ApiServer();
    private final List<Object> asked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void serve() {
        Channels.CREATE_WEBHOOK_ENDPOINT.serve(server.vertx, wish -> answer(wish, ENDPOINT));
        Channels.UPDATE_WEBHOOK_ENDPOINT.serve(server.vertx, wish -> answer(wish, ENDPOINT));
        Channels.GET_WEBHOOK_ENDPOINT.serve(server.vertx, question -> answer(question, ENDPOINT));
        Channels.DELETE_WEBHOOK_ENDPOINT.serve(server.vertx, wish -> answer(wish, new Done()));
        Channels.LIST_WEBHOOK_ENDPOINTS.serve(
                server.vertx, question -> answer(question, new WebhookEndpointPage(List.of(ENDPOINT), 21)));
        var delivery = new WebhookDelivery(
                "evt_1", "order.paid", ApiServer.NOW, WebhookDelivery.Outcome.REFUSED, "id: Field required", 0, 0, 0);
        Channels.LIST_WEBHOOK_DELIVERIES.serve(
                server.vertx, question -> answer(question, new WebhookDeliveryPage(List.of(delivery), 1)));
    }

    private <T> Future<T> answer(Object question, T answer) {
        asked.add(question);
        return Future.succeededFuture(answer);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {ENDPOINTS, ENDPOINTS + "/"})
    void makesAnEndpointAndNeverAnswersItsSecret(String path) {
        var answer = server.post(
                ApiServer.GUEST_TOKEN,
                path,
                "{\"provider\":\"polar\",\"name\":\"Live\",\"secret\":\"" + SECRET + "\",\"customer_key\":\"user\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo(DETAILS).doesNotContain("0123456789");
        assertThat(asked)
                .containsExactly(new CreateWebhookEndpoint(
                        ApiServer.GUEST_ID, WebhookProvider.POLAR, "Live", new Secret(SECRET), "user"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"Live","secret":"whsec_0123456789"}                       | provider | missing
            {"provider":"other","name":"Live","secret":"whsec_0123456789"}    | provider | enum
            {"provider":"polar","secret":"whsec_0123456789"}                  | name     | missing
            {"provider":"polar","name":"","secret":"whsec_0123456789"}        | name     | string_too_short
            {"provider":"polar","name":"Live"}                                | secret   | missing
            {"provider":"polar","name":"Live","secret":"0123456789abcde"}     | secret   | string_too_short
            {"provider":"polar","name":"Live","secret":123456789123456789}    | secret   | string_type
            """)
    void namesEachFieldThatIsWrongAndEchoesNoSecret(String body, String field, String type) {
        var answer = server.post(ApiServer.TOKEN, ENDPOINTS, body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .contains("\"loc\":[\"body\",\"" + field + "\"]", "\"type\":\"" + type + "\"")
                .doesNotContain("0123456789", "123456789123456789");
        assertThat(asked).isEmpty();
    }

    @Test
    void changesListsAndDeletes() {
        var changed = server.send(server.request(ENDPOINTS + "/" + ID)
                .method("PATCH", BodyPublishers.ofString("{\"secret\":\"" + SECRET + "\",\"disabled\":true}")));
        var found = server.get(ENDPOINTS + "/" + ID);
        var listed = server.get(ENDPOINTS + "/?page=3&limit=10");
        var deliveries = server.get(ENDPOINTS + "/" + ID + "/deliveries?limit=5");
        var deleted = server.send(server.request(ENDPOINTS + "/" + ID).DELETE());

        assertThat(changed.status()).isEqualTo(200);
        assertThat(found.body()).isEqualTo(DETAILS);
        assertThat(listed.body())
                .isEqualTo("{\"items\":[" + DETAILS + "],\"pagination\":{\"total_count\":21,\"max_page\":3}}");
        assertThat(deliveries.body())
                .isEqualTo("{\"items\":[{\"id\":\"evt_1\",\"type\":\"order.paid\","
                        + "\"received_at\":\"2026-06-15T12:00:00Z\",\"outcome\":\"refused\","
                        + "\"reason\":\"id: Field required\",\"inserted\":0,\"duplicates\":0,\"waiting\":0}],"
                        + "\"pagination\":{\"total_count\":1,\"max_page\":1}}");
        assertThat(deleted.status()).isEqualTo(204);
        UUID own = Organizations.DEFAULT_ID;
        assertThat(asked)
                .containsExactly(
                        new UpdateWebhookEndpoint(own, ID, null, new Secret(SECRET), true, null, true),
                        new GetWebhookEndpoint(own, ID),
                        new ListWebhookEndpoints(own, 20, 10),
                        new ListWebhookDeliveries(own, ID, 0, 5),
                        new DeleteWebhookEndpoint(own, ID));
    }

    @Test
    void managingNeedsTheScope() {
        server.grant(Scope.CUSTOMERS_WRITE);

        assertThat(server.get(ENDPOINTS).status()).isEqualTo(403);
        assertThat(server.get(ENDPOINTS + "/" + ID + "/deliveries").status()).isEqualTo(403);
    }

    private ApiServer.Answer deliver(String path, String body) {
        return server.send(server.anonymous(path)
                .header("webhook-id", "e1")
                .header("webhook-timestamp", "1764000000")
                .header("webhook-signature", "v1,abc")
                .header("Stripe-Signature", "t=1,v1=abc")
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void handsADeliveryOnAsItCameWithoutAToken() {
        server.webhooks = delivery -> Future.succeededFuture(new WebhookReceipt(false, 2, 1, 1));
        String body = "{ \"type\" : \"Grüße 🦊\" }\n";

        var polar = deliver(POLAR, body);
        var stripe = deliver(STRIPE, body);

        assertThat(polar.status()).isEqualTo(200);
        assertThat(polar.body()).isEqualTo("{\"inserted\":2,\"duplicates\":1,\"waiting\":1}");
        assertThat(stripe.status()).isEqualTo(200);
        assertThat(server.delivered)
                .containsExactly(
                        new ReceiveWebhook(WebhookProvider.POLAR, ID, "e1", "1764000000", "v1,abc", body),
                        new ReceiveWebhook(WebhookProvider.STRIPE, ID, null, null, "t=1,v1=abc", body));
    }

    @Test
    void aReplayIsAConflict() {
        server.webhooks = delivery -> Future.succeededFuture(new WebhookReceipt(true, 0, 0, 0));

        assertThat(deliver(POLAR, "{}").status()).isEqualTo(409);
        assertThat(deliver(POLAR, "{}").body()).contains("\"error\":\"AlreadyReceived\"");
    }

    @Test
    void saysWhereAFactIsWrong() {
        server.webhooks = delivery -> Future.failedFuture(new ContractException(
                ErrorCode.INVALID,
                "Some facts can't be kept.",
                List.of(new FieldError(0, "data.net_amount", "missing", "Field required"))));

        var answer = deliver(POLAR, "{}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"PolarRequestValidationError\",\"detail\":[{\"type\":\"missing\","
                        + "\"loc\":[\"body\",\"data\",\"net_amount\"],\"msg\":\"Field required\",\"input\":null}]}");
    }

    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, 503", "TIMEOUT, 503", "OVERLOADED, 429", "INTERNAL, 500"})
    void whatCanBeTriedAgainIsNoSuccess(ErrorCode code, int status) {
        server.webhooks = delivery -> Future.failedFuture(new ContractException(code, "Not now."));

        var answer = deliver(STRIPE, "{}");

        assertThat(answer.status()).isEqualTo(status);
        if (status != 500) {
            assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void badSignaturesAreLimitedByEndpointAndAddress() {
        List<Integer> bad = IntStream.range(0, ApiServer.UNKNOWN_TOKENS_PER_MINUTE + 1)
                .mapToObj(i -> deliver(POLAR, "{}").status())
                .toList();

        assertThat(bad).containsExactly(401, 401, 401, 429);
        assertThat(deliver("/v1/webhooks/polar/" + UUID.randomUUID(), "{}").status())
                .as("another endpoint")
                .isEqualTo(401);
        server.webhooks = delivery -> Future.succeededFuture(new WebhookReceipt(false, 1, 0, 0));
        assertThat(deliver(POLAR, "{}").status()).as("a good signature").isEqualTo(200);
    }

    @Test
    void endpointsThatDontExistAreLimitedByAddress() {
        server.webhooks = delivery ->
                Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "There is no such webhook endpoint."));

        List<Integer> statuses = IntStream.range(0, ApiServer.UNKNOWN_TOKENS_PER_MINUTE + 1)
                .mapToObj(i -> deliver("/v1/webhooks/stripe/" + (i == 0 ? "x" : UUID.randomUUID()), "{}")
                        .status())
                .toList();

        assertThat(statuses).containsExactly(404, 404, 404, 429);
    }

    @Test
    void boundsTheBody() {
        var endless =
                server.send(server.anonymous(POLAR).POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("{}"))));
        var large = deliver(POLAR, " ".repeat(ReceiveWebhook.MAX_BODY_BYTES + 1));
        var noText = server.send(server.anonymous(POLAR).POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xff})));

        assertThat(endless.status()).isEqualTo(411);
        assertThat(large.status()).isEqualTo(413);
        assertThat(noText.status()).isEqualTo(422);
        assertThat(server.delivered).isEmpty();
    }
}
