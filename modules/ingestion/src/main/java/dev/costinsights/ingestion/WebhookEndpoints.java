package dev.costinsights.ingestion;

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
import dev.costinsights.contracts.webhooks.UpdateWebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookDeliveryPage;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookEndpointPage;
import dev.costinsights.ingestion.WebhookEndpointStore.Stored;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes, changes, lists and deletes endpoints of webhooks, and lists what was delivered to them. */
final class WebhookEndpoints {
    /** How long deliveries signed with the secret before are taken after a new one is set. */
    static final Duration ROTATION = Duration.ofHours(24);

    private final Pool pool;
    private final WebhookDeliveryStore deliveries;
    private final WebhookSecrets secrets;
    private final Clock clock;

    WebhookEndpoints(Pool pool, WebhookSecrets secrets, Clock clock) {
        this.pool = pool;
        this.deliveries = new WebhookDeliveryStore(pool);
        this.secrets = secrets;
        this.clock = clock;
    }

    Future<WebhookEndpoint> create(CreateWebhookEndpoint wish) {
        List<FieldError> errors = errorsOf(wish.name(), wish.secret(), wish.customerKey());
        if (!errors.isEmpty()) {
            return refused("The endpoint can't be made.", errors);
        }
        var endpoint = new WebhookEndpoint(
                wish.organizationId(),
                UUID.randomUUID(),
                wish.provider(),
                wish.name(),
                WebhookSecrets.hint(wish.secret()),
                null,
                wish.customerKey(),
                false,
                now(),
                null);
        Buffer sealed = secrets.seal(endpoint.organizationId(), endpoint.id(), wish.secret());
        return pool.withTransaction(connection -> WebhookEndpointStore.lockOrganization(
                                connection, wish.organizationId())
                        .compose(locked -> WebhookEndpointStore.count(connection, wish.organizationId()))
                        .compose(count -> count >= WebhookEndpoint.MAX_ENDPOINTS
                                ? tooMany()
                                : WebhookEndpointStore.insert(connection, new Stored(endpoint, sealed, null)))
                        .map(inserted -> endpoint))
                .recover(PgErrors::failed);
    }

    Future<WebhookEndpointPage> list(ListWebhookEndpoints question) {
        return WebhookEndpointStore.list(pool, question)
                .compose(items -> WebhookEndpointStore.count(pool, question.organizationId())
                        .map(total -> new WebhookEndpointPage(items, total)))
                .recover(PgErrors::failed);
    }

    Future<WebhookEndpoint> get(GetWebhookEndpoint question) {
        return WebhookEndpointStore.find(pool, question.organizationId(), question.id())
                .compose(found -> found.map(stored -> Future.succeededFuture(stored.endpoint()))
                        .orElseGet(WebhookEndpoints::notFound))
                .recover(PgErrors::failed);
    }

    Future<WebhookEndpoint> update(UpdateWebhookEndpoint wish) {
        List<FieldError> errors = errorsOf(wish.name(), wish.secret(), wish.customerKey());
        if (!errors.isEmpty()) {
            return refused("The endpoint can't be changed so.", errors);
        }
        return pool.withTransaction(connection -> WebhookEndpointStore.lock(
                                connection, wish.organizationId(), wish.id())
                        .compose(found -> found.map(Future::succeededFuture).orElseGet(WebhookEndpoints::notFound))
                        .compose(before -> {
                            Stored after = changed(before, wish, now());
                            return WebhookEndpointStore.update(connection, after)
                                    .map(updated -> after.endpoint());
                        }))
                .recover(PgErrors::failed);
    }

    Future<Done> delete(DeleteWebhookEndpoint wish) {
        return WebhookEndpointStore.delete(pool, wish)
                .compose(deleted -> deleted ? Future.succeededFuture(new Done()) : WebhookEndpoints.<Done>notFound())
                .recover(PgErrors::failed);
    }

    Future<WebhookDeliveryPage> deliveries(ListWebhookDeliveries question) {
        return get(new GetWebhookEndpoint(question.organizationId(), question.endpointId()))
                .compose(endpoint -> deliveries.list(question))
                .compose(items -> deliveries.count(question).map(total -> new WebhookDeliveryPage(items, total)))
                .recover(PgErrors::failed);
    }

    private Stored changed(Stored stored, UpdateWebhookEndpoint wish, Instant now) {
        WebhookEndpoint before = stored.endpoint();
        Secret secret = wish.secret();
        boolean keeps = secret != null && wish.keepPrevious();
        var after = new WebhookEndpoint(
                before.organizationId(),
                before.id(),
                before.provider(),
                wish.name() == null ? before.name() : wish.name(),
                secret == null ? before.secretHint() : WebhookSecrets.hint(secret),
                secret == null ? before.previousSecretUntil() : keeps ? now.plus(ROTATION) : null,
                wish.customerKey() == null ? before.customerKey() : wish.customerKey(),
                wish.disabled() == null ? before.disabled() : wish.disabled(),
                before.createdAt(),
                now);
        return secret == null
                ? new Stored(after, stored.secret(), stored.previousSecret())
                : new Stored(
                        after,
                        secrets.seal(after.organizationId(), after.id(), secret),
                        keeps ? stored.secret() : null);
    }

    /** What is wrong with the values that are there. */
    private static List<FieldError> errorsOf(
            @Nullable String name, @Nullable Secret secret, @Nullable String customerKey) {
        List<FieldError> errors = new ArrayList<>();
        check(errors, "name", name, 1, WebhookEndpoint.MAX_NAME_LENGTH);
        check(
                errors,
                "secret",
                secret == null ? null : secret.value(),
                WebhookEndpoint.MIN_SECRET_LENGTH,
                WebhookEndpoint.MAX_SECRET_LENGTH);
        check(errors, "customer_key", customerKey, 1, WebhookEndpoint.MAX_CUSTOMER_KEY_LENGTH);
        return errors;
    }

    private static void check(List<FieldError> errors, String field, @Nullable String text, int least, int most) {
        if (text == null) {
            return;
        }
        int length = text.codePointCount(0, text.length());
        if (Texts.isUnstorable(text)) {
            errors.add(
                    new FieldError(null, field, "value_error", "Value error, This value contains invalid characters"));
        } else if (length < least) {
            errors.add(new FieldError(
                    null,
                    field,
                    "string_too_short",
                    "String should have at least " + least + (least == 1 ? " character" : " characters")));
        } else if (length > most) {
            errors.add(new FieldError(
                    null, field, "string_too_long", "String should have at most " + most + " characters"));
        }
    }

    private static <T> Future<T> tooMany() {
        return Future.failedFuture(new ContractException(
                ErrorCode.INVALID,
                "An organization has at most " + WebhookEndpoint.MAX_ENDPOINTS + " webhook endpoints."));
    }

    private static <T> Future<T> refused(String detail, List<FieldError> errors) {
        return Future.failedFuture(new ContractException(ErrorCode.INVALID, detail, errors));
    }

    static <T> Future<T> notFound() {
        return Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "There is no such webhook endpoint."));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
