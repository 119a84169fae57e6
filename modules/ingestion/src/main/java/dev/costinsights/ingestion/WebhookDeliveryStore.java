package dev.costinsights.ingestion;

import dev.costinsights.contracts.webhooks.ListWebhookDeliveries;
import dev.costinsights.contracts.webhooks.WebhookDelivery;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Reads and writes {@code log.webhook_deliveries}. */
final class WebhookDeliveryStore {
    private static final int DELETED_AT_ONCE = 1_000;

    static final Statement INSERT = new Statement("""
            INSERT INTO log.webhook_deliveries (
                organization_id, endpoint_id, delivery_id, signed_at, type, received_at, outcome, reason, inserted,
                duplicates, waiting)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT DO NOTHING
            """);

    static final Statement EARLIER = new Statement("""
            SELECT coalesce(bool_or(signed_at = $4), false) AS replayed,
                coalesce(bool_or(outcome IN ('accepted', 'ignored')), false) AS taken
            FROM log.webhook_deliveries
            WHERE organization_id = $1 AND endpoint_id = $2 AND delivery_id = $3
            """);

    static final Statement LIST = new Statement("""
            SELECT delivery_id, type, received_at, outcome, reason, inserted, duplicates, waiting
            FROM log.webhook_deliveries
            WHERE organization_id = $1 AND endpoint_id = $2
            ORDER BY received_at DESC, delivery_id, signed_at
            OFFSET $3 LIMIT $4
            """);

    static final Statement COUNT = new Statement("""
            SELECT count(*) AS deliveries FROM log.webhook_deliveries WHERE organization_id = $1 AND endpoint_id = $2
            """);

    static final Statement DELETE_OLD = new Statement("""
            DELETE FROM log.webhook_deliveries
            WHERE (organization_id, endpoint_id, delivery_id, signed_at) IN (
                SELECT organization_id, endpoint_id, delivery_id, signed_at
                FROM log.webhook_deliveries
                WHERE received_at < $1
                ORDER BY received_at
                LIMIT $2)
            """);

    private final SqlClient client;

    WebhookDeliveryStore(SqlClient client) {
        this.client = client;
    }

    /**
     * What is known of a delivery.
     *
     * @param replayed whether it came before, signed at the same time
     * @param taken whether it was accepted or ignored before
     */
    record Earlier(boolean replayed, boolean taken) {}

    Future<Earlier> earlier(WebhookEndpoint endpoint, SignedDelivery delivery) {
        return client.preparedQuery(EARLIER.sql())
                .mapping(row -> new Earlier(row.getBoolean("replayed"), row.getBoolean("taken")))
                .execute(Tuple.of(endpoint.organizationId(), endpoint.id(), delivery.id(), delivery.signedAt()))
                .map(rows -> rows.iterator().next());
    }

    /** @return false when the same is kept already, or the delivery is to be kept as taken and was taken before */
    Future<Boolean> insert(WebhookEndpoint endpoint, SignedDelivery delivery, WebhookDelivery outcome) {
        return client.preparedQuery(INSERT.sql())
                .execute(Tuple.tuple()
                        .addUUID(endpoint.organizationId())
                        .addUUID(endpoint.id())
                        .addString(delivery.id())
                        .addLong(delivery.signedAt())
                        .addString(delivery.type())
                        .addOffsetDateTime(outcome.receivedAt().atOffset(ZoneOffset.UTC))
                        .addString(outcome.outcome().wireName())
                        .addString(outcome.reason())
                        .addInteger(outcome.inserted())
                        .addInteger(outcome.duplicates())
                        .addInteger(outcome.waiting()))
                .map(inserted -> inserted.rowCount() == 1);
    }

    Future<List<WebhookDelivery>> list(ListWebhookDeliveries question) {
        return client.preparedQuery(LIST.sql())
                .mapping(WebhookDeliveryStore::delivery)
                .execute(
                        Tuple.of(question.organizationId(), question.endpointId(), question.offset(), question.limit()))
                .map(rows -> rows.stream().toList());
    }

    Future<Long> count(ListWebhookDeliveries question) {
        return client.preparedQuery(COUNT.sql())
                .execute(Tuple.of(question.organizationId(), question.endpointId()))
                .map(rows -> rows.iterator().next().getLong("deliveries"));
    }

    /** Those received before, a bounded number in each statement. */
    Future<Void> deleteOld(Instant before) {
        return client.preparedQuery(DELETE_OLD.sql())
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), DELETED_AT_ONCE))
                .compose(
                        deleted -> deleted.rowCount() < DELETED_AT_ONCE ? Future.succeededFuture() : deleteOld(before));
    }

    private static WebhookDelivery delivery(Row row) {
        return new WebhookDelivery(
                row.getString("delivery_id"),
                row.getString("type"),
                row.getOffsetDateTime("received_at").toInstant(),
                WebhookDelivery.Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getInteger("inserted"),
                row.getInteger("duplicates"),
                row.getInteger("waiting"));
    }
}
