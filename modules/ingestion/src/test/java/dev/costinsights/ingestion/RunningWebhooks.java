package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.RunningIngestion.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import com.stripe.net.Webhook;
import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.webhooks.CreateWebhookEndpoint;
import dev.costinsights.contracts.webhooks.ListWebhookDeliveries;
import dev.costinsights.contracts.webhooks.ReceiveWebhook;
import dev.costinsights.contracts.webhooks.WebhookDelivery;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookProvider;
import dev.costinsights.contracts.webhooks.WebhookReceipt;
import dev.costinsights.platform.db.Database;
import dev.costinsights.platform.security.KeyedHash;
import dev.costinsights.testkit.MovableClock;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Ingestion with webhooks, and providers that sign by their official libraries. */
final class RunningWebhooks implements AutoCloseable {
    static final Secret SECRET = new Secret("whsec_0123456789abcdefGrüße");
    static final JsonMapper JSON = new JsonMapper();

    final RunningIngestion ingestion = new RunningIngestion();
    final MovableClock clock = new MovableClock();
    private final long startedAt = Instant.now().getEpochSecond();
    private final AtomicInteger tries = new AtomicInteger();
    private String deployment;

    RunningWebhooks() {
        deploy((byte) 1);
    }

    private void deploy(byte key) {
        byte[] bytes = new byte[32];
        bytes[0] = key;
        deployment = await(ingestion.vertx.deployVerticle(
                new WebhooksVerticle(new Database(ingestion.vertx, ingestion.url), new KeyedHash(bytes), clock)));
    }

    void restart(byte key) {
        await(ingestion.vertx.undeploy(deployment));
        deploy(key);
    }

    Pool pool() {
        return new Database(ingestion.vertx, ingestion.url).pool("test", 1);
    }

    WebhookEndpoint endpoint(WebhookProvider provider) {
        return endpoint(UUID.randomUUID(), provider, SECRET);
    }

    WebhookEndpoint endpoint(UUID organizationId, WebhookProvider provider, Secret secret) {
        return await(Channels.CREATE_WEBHOOK_ENDPOINT.ask(
                ingestion.vertx,
                new CreateWebhookEndpoint(
                        organizationId, provider, "Live", secret, WebhookEndpoint.DEFAULT_CUSTOMER_KEY)));
    }

    /** Another time of signing for each try, within the tolerance. */
    long signingTime() {
        return startedAt - tries.incrementAndGet() % 200;
    }

    static ReceiveWebhook signed(WebhookEndpoint endpoint, Secret secret, String id, long signedAt, String body) {
        if (endpoint.provider() == WebhookProvider.STRIPE) {
            return new ReceiveWebhook(
                    WebhookProvider.STRIPE, endpoint.id(), null, null, stripeSignature(secret, signedAt, body), body);
        }
        return new ReceiveWebhook(
                WebhookProvider.POLAR,
                endpoint.id(),
                id,
                Long.toString(signedAt),
                polarSignature(secret, id, signedAt, body),
                body);
    }

    private static String stripeSignature(Secret secret, long signedAt, String body) {
        try {
            return Webhook.Signature.generateSignatureHeader(body, secret.value(), signedAt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String polarSignature(Secret secret, String id, long signedAt, String body) {
        try {
            return new com.standardwebhooks.Webhook(secret.value().getBytes(StandardCharsets.UTF_8))
                    .sign(id, signedAt, body);
        } catch (WebhookSigningException | EmptyWebhookSecretException e) {
            throw new IllegalStateException(e);
        }
    }

    Future<WebhookReceipt> send(ReceiveWebhook delivery) {
        return Channels.RECEIVE_WEBHOOK.ask(ingestion.vertx, delivery);
    }

    /** One more try of a delivery. */
    WebhookReceipt deliver(WebhookEndpoint endpoint, String id, String body) {
        return await(send(signed(endpoint, SECRET, id, signingTime(), body)));
    }

    List<WebhookDelivery> deliveries(WebhookEndpoint endpoint) {
        return await(Channels.LIST_WEBHOOK_DELIVERIES.ask(
                        ingestion.vertx, new ListWebhookDeliveries(endpoint.organizationId(), endpoint.id(), 0, 100)))
                .items();
    }

    /** What the object's facts say last, null when there is none. */
    JsonNode present(WebhookEndpoint endpoint, String kind, UUID id) {
        List<String> rows = ingestion.rows("""
                select data from log.facts
                where organization_id = '%s' and kind = '%s' and object_id = '%s'
                order by version_at desc, batch_id desc, position desc limit 1
                """.formatted(endpoint.organizationId(), kind, id));
        return rows.isEmpty() ? null : json(rows.get(0));
    }

    /** Type and data of each fact of the organization, in the order in which they came. */
    List<JsonNode> facts(WebhookEndpoint endpoint) {
        return ingestion.rows("""
                select json_build_object('type', type, 'data', data) from log.facts
                where organization_id = '%s' order by batch_id, position
                """.formatted(endpoint.organizationId())).stream()
                .map(RunningWebhooks::json)
                .toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static String resource(String path) {
        try (InputStream in = RunningWebhooks.class.getResourceAsStream("/webhooks/" + path)) {
            if (in == null) {
                throw new IllegalArgumentException(path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ingestion.close();
    }
}
