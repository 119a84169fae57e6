package dev.costinsights.ingestion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.revenue.NewFact;
import dev.costinsights.contracts.webhooks.ReceiveWebhook;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Polar: signed by Standard Webhooks, with one difference. The key is the secret's text itself, prefix and all, where
 * others decode what follows the prefix. The objects are the facts' own shape, and taken as they are but for the other
 * objects that are embedded in them: those come as facts of their own, and can be larger than a fact may be.
 */
final class PolarScheme implements WebhookScheme {
    static final Set<String> FACTS = Set.of(
            "customer.created",
            "customer.updated",
            "customer.deleted",
            "product.created",
            "product.updated",
            "order.created",
            "order.updated",
            "order.paid",
            "order.refunded",
            "subscription.created",
            "subscription.updated",
            "subscription.active",
            "subscription.canceled",
            "subscription.uncanceled",
            "subscription.cycled",
            "subscription.revoked",
            "subscription.past_due",
            "subscription.paused",
            "subscription.resumed",
            "refund.created",
            "refund.updated",
            "checkout.created",
            "checkout.updated",
            "checkout.expired",
            "customer_seat.assigned",
            "customer_seat.claimed",
            "customer_seat.revoked");

    /** Entries of an object that hold others, none of which is read. */
    private static final Set<String> EMBEDDED = Set.of(
            "attached_custom_fields",
            "benefits",
            "checkout",
            "customer",
            "discount",
            "items",
            "medias",
            "member",
            "meters",
            "order",
            "organization",
            "pending_update",
            "product",
            "product_price",
            "products",
            "subscription");

    /** A product's own; embedded in the others. */
    private static final String PRICES = "prices";

    /** Decimals as they are written. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    @Override
    public SignedDelivery verified(ReceiveWebhook request, WebhookEndpoint endpoint, List<Secret> secrets) {
        String id = request.id();
        String timestamp = request.timestamp();
        String signature = request.signature();
        if (id == null || timestamp == null || signature == null || id.length() > SignedDelivery.MAX_ID_LENGTH) {
            throw WebhookScheme.badSignature();
        }
        Map<String, List<String>> headers = Map.of(
                Webhook.UNBRANDED_MSG_ID_KEY, List.of(id),
                Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, List.of(timestamp),
                Webhook.UNBRANDED_MSG_SIGNATURE_KEY, List.of(signature));
        if (secrets.stream().noneMatch(secret -> isSigned(request.body(), headers, secret))) {
            throw WebhookScheme.badSignature();
        }
        return delivery(id, Long.parseLong(timestamp), request.body());
    }

    private static boolean isSigned(String body, Map<String, List<String>> headers, Secret secret) {
        try {
            new Webhook(secret.value().getBytes(StandardCharsets.UTF_8)).verify(body, headers);
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalStateException("A secret has characters", e);
        }
    }

    private static SignedDelivery delivery(String id, long signedAt, String body) {
        JsonNode json = read(body);
        JsonNode type = json.path("type");
        if (!type.isTextual()
                || type.textValue().length() > SignedDelivery.MAX_TYPE_LENGTH
                || Texts.isUnstorable(type.textValue())) {
            throw invalid("type", "Input should be the name of a type");
        }
        return new SignedDelivery(
                id,
                type.textValue(),
                signedAt,
                FACTS.contains(type.textValue()) ? organizationId -> facts(json) : null);
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new ContractException(ErrorCode.INVALID, "The body is no JSON.", e);
        }
    }

    private static Future<List<NewFact>> facts(JsonNode json) {
        if (!(json.path("data") instanceof ObjectNode data)) {
            return Future.failedFuture(invalid("data", "Input should be a valid dictionary"));
        }
        String type = json.path("type").textValue();
        data.remove(EMBEDDED);
        if (!type.startsWith("product.")) {
            data.remove(PRICES);
        }
        try {
            Instant timestamp =
                    OffsetDateTime.parse(json.path("timestamp").asText()).toInstant();
            return Future.succeededFuture(List.of(new NewFact(type, timestamp, data.toString())));
        } catch (DateTimeException e) {
            return Future.failedFuture(invalid("timestamp", "Input should be a valid datetime with a time zone"));
        }
    }

    private static ContractException invalid(String field, String message) {
        return new ContractException(
                ErrorCode.INVALID,
                "The delivery can't be read.",
                List.of(new FieldError(null, field, "value_error", message)));
    }
}
