package dev.costinsights.ingestion;

import dev.costinsights.contracts.webhooks.DeleteWebhookEndpoint;
import dev.costinsights.contracts.webhooks.ListWebhookEndpoints;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookProvider;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code log.webhook_endpoints}. */
final class WebhookEndpointStore {
    /** One at a time of an organization, so that their number stays bounded. */
    static final Statement LOCK_ORGANIZATION =
            new Statement("SELECT pg_advisory_xact_lock(hashtextextended('webhook-endpoints ' || $1::uuid, 0))");

    static final Statement INSERT = new Statement("""
            INSERT INTO log.webhook_endpoints (
                organization_id, id, provider, name, secret, secret_hint, previous_secret, previous_until, customer_key,
                disabled, created_at, modified_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """);

    static final Statement UPDATE = new Statement("""
            UPDATE log.webhook_endpoints
            SET provider = $3, name = $4, secret = $5, secret_hint = $6, previous_secret = $7, previous_until = $8,
                customer_key = $9, disabled = $10, created_at = $11, modified_at = $12
            WHERE organization_id = $1 AND id = $2
            """);

    static final Statement COUNT =
            new Statement("SELECT count(*) AS endpoints FROM log.webhook_endpoints WHERE organization_id = $1");

    static final Statement LIST = new Statement("""
            SELECT organization_id, id, provider, name, secret, secret_hint, previous_secret, previous_until,
                customer_key, disabled, created_at, modified_at
            FROM log.webhook_endpoints
            WHERE organization_id = $1
            ORDER BY created_at DESC, id
            OFFSET $2 LIMIT $3
            """);

    static final Statement FIND = new Statement("""
            SELECT organization_id, id, provider, name, secret, secret_hint, previous_secret, previous_until,
                customer_key, disabled, created_at, modified_at
            FROM log.webhook_endpoints
            WHERE organization_id = $1 AND id = $2
            """);

    static final Statement LOCK = new Statement("""
            SELECT organization_id, id, provider, name, secret, secret_hint, previous_secret, previous_until,
                customer_key, disabled, created_at, modified_at
            FROM log.webhook_endpoints
            WHERE organization_id = $1 AND id = $2
            FOR UPDATE
            """);

    /** Whose endpoint it is, is what a delivery finds out by this. */
    static final Statement FIND_FOR_DELIVERY = new Statement("""
            SELECT organization_id, id, provider, name, secret, secret_hint, previous_secret, previous_until,
                customer_key, disabled, created_at, modified_at
            FROM log.webhook_endpoints
            WHERE id = $1 AND provider = $2 AND NOT disabled
            """);

    static final Statement DELETE =
            new Statement("DELETE FROM log.webhook_endpoints WHERE organization_id = $1 AND id = $2");

    /**
     * An endpoint with its secrets as they are kept.
     *
     * @param previousSecret null when there is none
     */
    record Stored(
            WebhookEndpoint endpoint,
            Buffer secret,
            @Nullable Buffer previousSecret) {}

    private WebhookEndpointStore() {}

    static Future<Void> lockOrganization(SqlClient client, UUID organizationId) {
        return client.preparedQuery(LOCK_ORGANIZATION.sql())
                .execute(Tuple.of(organizationId))
                .mapEmpty();
    }

    static Future<Void> insert(SqlClient client, Stored stored) {
        return client.preparedQuery(INSERT.sql()).execute(parameters(stored)).mapEmpty();
    }

    static Future<Void> update(SqlClient client, Stored stored) {
        return client.preparedQuery(UPDATE.sql()).execute(parameters(stored)).mapEmpty();
    }

    static Future<Long> count(SqlClient client, UUID organizationId) {
        return client.preparedQuery(COUNT.sql())
                .execute(Tuple.of(organizationId))
                .map(rows -> rows.iterator().next().getLong("endpoints"));
    }

    static Future<List<WebhookEndpoint>> list(SqlClient client, ListWebhookEndpoints question) {
        return client.preparedQuery(LIST.sql())
                .mapping(WebhookEndpointStore::stored)
                .execute(Tuple.of(question.organizationId(), question.offset(), question.limit()))
                .map(rows -> rows.stream().map(Stored::endpoint).toList());
    }

    static Future<Optional<Stored>> find(SqlClient client, UUID organizationId, UUID id) {
        return first(client, FIND, Tuple.of(organizationId, id));
    }

    /** One which nobody else changes until the transaction ends. */
    static Future<Optional<Stored>> lock(SqlClient client, UUID organizationId, UUID id) {
        return first(client, LOCK, Tuple.of(organizationId, id));
    }

    /** One that takes deliveries, whosever it is. */
    static Future<Optional<Stored>> findForDelivery(SqlClient client, UUID id, WebhookProvider provider) {
        return first(client, FIND_FOR_DELIVERY, Tuple.of(id, provider.wireName()));
    }

    /** @return whether there was one */
    static Future<Boolean> delete(SqlClient client, DeleteWebhookEndpoint wish) {
        return client.preparedQuery(DELETE.sql())
                .execute(Tuple.of(wish.organizationId(), wish.id()))
                .map(deleted -> deleted.rowCount() == 1);
    }

    private static Future<Optional<Stored>> first(SqlClient client, Statement statement, Tuple parameters) {
        return client.preparedQuery(statement.sql())
                .mapping(WebhookEndpointStore::stored)
                .execute(parameters)
                .map(rows -> rows.stream().findFirst());
    }

    private static Tuple parameters(Stored stored) {
        WebhookEndpoint endpoint = stored.endpoint();
        return Tuple.tuple()
                .addUUID(endpoint.organizationId())
                .addUUID(endpoint.id())
                .addString(endpoint.provider().wireName())
                .addString(endpoint.name())
                .addBuffer(stored.secret())
                .addString(endpoint.secretHint())
                .addBuffer(stored.previousSecret())
                .addOffsetDateTime(utc(endpoint.previousSecretUntil()))
                .addString(endpoint.customerKey())
                .addBoolean(endpoint.disabled())
                .addOffsetDateTime(utc(endpoint.createdAt()))
                .addOffsetDateTime(utc(endpoint.modifiedAt()));
    }

    private static Stored stored(Row row) {
        var endpoint = new WebhookEndpoint(
                row.getUUID("organization_id"),
                row.getUUID("id"),
                WebhookProvider.ofWireName(row.getString("provider")).orElseThrow(),
                row.getString("name"),
                row.getString("secret_hint"),
                instant(row, "previous_until"),
                row.getString("customer_key"),
                row.getBoolean("disabled"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "modified_at"));
        return new Stored(endpoint, row.getBuffer("secret"), row.getBuffer("previous_secret"));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime value = row.getOffsetDateTime(column);
        return value == null ? null : value.toInstant();
    }
}
