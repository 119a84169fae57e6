package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.webhooks.CreateWebhookEndpoint;
import dev.costinsights.contracts.webhooks.UpdateWebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookDelivery;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookProvider;
import dev.costinsights.contracts.webhooks.WebhookReceipt;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Endpoints of webhooks and their deliveries as the wire has them. A secret only comes in. */
final class WebhookJson {
    private static final String PROVIDERS = "'polar' or 'stripe'";

    private WebhookJson() {}

    /** @throws InvalidRequest naming every field that is wrong */
    static CreateWebhookEndpoint wish(ObjectBody body, UUID organizationId) {
        Secret secret = body.takeSecret("secret", true, WebhookJson::secret);
        Fields fields = body.fields();
        WebhookProvider provider = fields.required("provider", WebhookJson::provider);
        String name = fields.required("name", WebhookJson::name);
        String customerKey = fields.orNull("customer_key", WebhookJson::customerKey);
        body.requireValid();
        if (provider == null || name == null || secret == null) {
            throw new IllegalStateException("A value that isn't there is a problem");
        }
        return new CreateWebhookEndpoint(
                organizationId,
                provider,
                name,
                secret,
                customerKey == null ? WebhookEndpoint.DEFAULT_CUSTOMER_KEY : customerKey);
    }

    /** @throws InvalidRequest naming every field that is wrong */
    static UpdateWebhookEndpoint change(ObjectBody body, UUID organizationId, UUID id) {
        Secret secret = body.takeSecret("secret", false, WebhookJson::secret);
        Fields fields = body.fields();
        String name = fields.orNull("name", WebhookJson::name);
        Boolean keepPrevious = fields.orNull("keep_previous_secret", WebhookJson::flag);
        String customerKey = fields.orNull("customer_key", WebhookJson::customerKey);
        Boolean disabled = fields.orNull("disabled", WebhookJson::flag);
        body.requireValid();
        return new UpdateWebhookEndpoint(
                organizationId, id, name, secret, keepPrevious == null || keepPrevious, customerKey, disabled);
    }

    private static WebhookProvider provider(JsonNode value) throws InvalidValue {
        return WebhookProvider.ofWireName(value.asText()).orElseThrow(() -> QueryParameters.notOneOf(PROVIDERS));
    }

    private static String name(JsonNode value) throws InvalidValue {
        return Values.atLeast(1, Values.text(WebhookEndpoint.MAX_NAME_LENGTH, value));
    }

    private static Secret secret(JsonNode value) throws InvalidValue {
        return new Secret(Values.atLeast(
                WebhookEndpoint.MIN_SECRET_LENGTH, Values.text(WebhookEndpoint.MAX_SECRET_LENGTH, value)));
    }

    private static String customerKey(JsonNode value) throws InvalidValue {
        return Values.atLeast(1, Values.text(WebhookEndpoint.MAX_CUSTOMER_KEY_LENGTH, value));
    }

    private static Boolean flag(JsonNode value) throws InvalidValue {
        if (!value.isBoolean()) {
            throw new InvalidValue("bool_type", "Input should be a valid boolean");
        }
        return value.booleanValue();
    }

    static ObjectNode of(WebhookEndpoint endpoint) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", endpoint.id().toString())
                .put("created_at", endpoint.createdAt().toString())
                .put("modified_at", text(endpoint.modifiedAt()))
                .put("provider", endpoint.provider().wireName())
                .put("name", endpoint.name())
                .put("path", WebhooksRoute.PATH + endpoint.provider().wireName() + '/' + endpoint.id())
                .put("secret_hint", endpoint.secretHint())
                .put("previous_secret_expires_at", text(endpoint.previousSecretUntil()))
                .put("customer_key", endpoint.customerKey())
                .put("disabled", endpoint.disabled());
    }

    static ObjectNode of(WebhookDelivery delivery) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", delivery.id())
                .put("type", delivery.type())
                .put("received_at", delivery.receivedAt().toString())
                .put("outcome", delivery.outcome().wireName())
                .put("reason", delivery.reason())
                .put("inserted", delivery.inserted())
                .put("duplicates", delivery.duplicates())
                .put("waiting", delivery.waiting());
    }

    static ObjectNode of(WebhookReceipt receipt) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("inserted", receipt.inserted())
                .put("duplicates", receipt.duplicates())
                .put("waiting", receipt.waiting());
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
