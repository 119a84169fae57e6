package dev.costinsights.webui.webhooks;

import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.webhooks.CreateWebhookEndpoint;
import dev.costinsights.contracts.webhooks.UpdateWebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookProvider;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What someone wrote about an endpoint.
 *
 * @param provider null while none is chosen
 * @param secret empty where it stays as it is
 * @param keepPrevious whether the secret before a new one stays good for a day
 * @param problems what is wrong, in words, by field
 */
record WebhookForm(
        @Nullable WebhookProvider provider,
        String name,
        Secret secret,
        boolean keepPrevious,
        String customerKey,
        Map<String, String> problems) {
    static final String PROVIDER = "provider";
    static final String NAME = "name";
    static final String SECRET = "secret";
    static final String CUSTOMER_KEY = "customer_key";
    /** Of the form as a whole. */
    static final String ALL = "";

    WebhookForm {
        problems = Map.copyOf(problems);
    }

    /** Before anything is written. */
    static WebhookForm fresh() {
        return new WebhookForm(null, "", new Secret(""), true, WebhookEndpoint.DEFAULT_CUSTOMER_KEY, Map.of());
    }

    /** An endpoint as it is. */
    static WebhookForm of(WebhookEndpoint endpoint) {
        return new WebhookForm(
                endpoint.provider(), endpoint.name(), new Secret(""), true, endpoint.customerKey(), Map.of());
    }

    /** Of a new endpoint: it needs a provider and a secret. */
    static WebhookForm readNew(MultiMap fields) {
        WebhookProvider provider =
                WebhookProvider.ofWireName(text(fields, PROVIDER)).orElse(null);
        Map<String, String> problems = new HashMap<>();
        if (provider == null) {
            problems.put(PROVIDER, "Choose who delivers.");
        }
        return read(provider, fields, true, problems);
    }

    /** Of one that is there: a secret that isn't written stays as it is. */
    static WebhookForm readChange(WebhookProvider provider, MultiMap fields) {
        return read(provider, fields, !text(fields, SECRET).isEmpty(), new HashMap<>());
    }

    private static WebhookForm read(
            @Nullable WebhookProvider provider, MultiMap fields, boolean withSecret, Map<String, String> problems) {
        String name = text(fields, NAME);
        String secret = text(fields, SECRET);
        String written = text(fields, CUSTOMER_KEY);
        String key = written.isEmpty() ? WebhookEndpoint.DEFAULT_CUSTOMER_KEY : written;
        bound(problems, NAME, name, "Say what it is for", 1, WebhookEndpoint.MAX_NAME_LENGTH);
        if (withSecret) {
            bound(
                    problems,
                    SECRET,
                    secret,
                    "Paste the signing secret exactly as the provider shows it",
                    WebhookEndpoint.MIN_SECRET_LENGTH,
                    WebhookEndpoint.MAX_SECRET_LENGTH);
        }
        if (provider == WebhookProvider.STRIPE) {
            bound(problems, CUSTOMER_KEY, key, "Name the metadata entry", 1, WebhookEndpoint.MAX_CUSTOMER_KEY_LENGTH);
        }
        return new WebhookForm(provider, name, new Secret(secret), fields.contains("keep_previous"), key, problems);
    }

    private static void bound(
            Map<String, String> problems, String field, String text, String advice, int least, int most) {
        int length = text.codePointCount(0, text.length());
        if (length < least || length > most) {
            problems.put(
                    field,
                    advice + (least == 1 ? ", in at most " + most : ": " + least + " to " + most) + " characters.");
        }
    }

    CreateWebhookEndpoint wish(UUID organizationId) {
        return new CreateWebhookEndpoint(
                organizationId, Objects.requireNonNull(provider, PROVIDER), name, secret, customerKey);
    }

    UpdateWebhookEndpoint change(UUID organizationId, UUID id) {
        boolean replaces = !secret.value().isEmpty();
        return new UpdateWebhookEndpoint(
                organizationId, id, name, replaces ? secret : null, replaces && keepPrevious, customerKey, null);
    }

    /** The same with what ingestion found wrong. */
    WebhookForm refused(String detail, List<FieldError> errors) {
        Map<String, String> found = new HashMap<>();
        errors.forEach(error -> found.putIfAbsent(
                List.of(NAME, SECRET, CUSTOMER_KEY).contains(error.field()) ? error.field() : ALL,
                error.message().replaceFirst("^Value error, ", "")));
        if (found.isEmpty()) {
            found.put(ALL, detail);
        }
        return new WebhookForm(provider, name, secret, keepPrevious, customerKey, found);
    }

    private static String text(MultiMap fields, String name) {
        return Objects.requireNonNullElse(fields.get(name), "").strip();
    }
}
