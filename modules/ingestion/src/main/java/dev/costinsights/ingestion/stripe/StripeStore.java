package dev.costinsights.ingestion.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads facts that came before, and which invoice a payment is for. */
final class StripeStore {
    static final Statement SAVE_PAYMENTS = new Statement("""
            INSERT INTO log.stripe_payments (organization_id, payment_id, invoice_id)
            SELECT $1, payment_id, invoice_id FROM unnest($2::text[], $3::text[]) AS t (payment_id, invoice_id)
            ORDER BY payment_id
            ON CONFLICT (organization_id, payment_id) DO UPDATE SET invoice_id = excluded.invoice_id
            """);

    static final Statement FIND_PAYMENTS = new Statement("""
            SELECT payment_id, invoice_id FROM log.stripe_payments
            WHERE organization_id = $1 AND payment_id = ANY($2::text[])
            """);

    static final Statement LAST_ORDERS = new Statement("""
            SELECT DISTINCT ON (object_id) kind, object_id, version_at, data::text AS data
            FROM log.facts
            WHERE organization_id = $1 AND kind = 'order' AND object_id = ANY($2::uuid[])
            ORDER BY object_id, version_at DESC, batch_id DESC, position DESC
            """);

    static final Statement PRODUCT_VERSIONS = new Statement("""
            SELECT kind, object_id, version_at, data::text AS data
            FROM log.facts
            WHERE organization_id = $1 AND kind = 'product' AND object_id = $2
            ORDER BY version_at DESC, batch_id DESC, position DESC
            LIMIT $3
            """);

    /** As they are now, of orders that they belonged to at any time. */
    static final Statement LAST_REVERSALS = new Statement("""
            SELECT DISTINCT ON (f.kind, f.object_id) f.kind, f.object_id, f.version_at, f.data::text AS data
            FROM log.facts f
            WHERE f.organization_id = $1
                AND (f.kind, f.object_id) IN (
                    SELECT kind, object_id FROM log.facts
                    WHERE organization_id = $1 AND parent_id = ANY($2::uuid[]) AND kind IN ('refund', 'dispute'))
            ORDER BY f.kind, f.object_id, f.version_at DESC, f.batch_id DESC, f.position DESC
            """);

    /** As {@code log.customers} has digests of external ids. */
    static final Statement OWNER_OF_EXTERNAL_ID = new Statement("""
            SELECT id FROM log.customers
            WHERE organization_id = $1
                AND external_digest = encode(substring(sha256(convert_to('e' || $2, 'UTF8')) FOR 16), 'hex')::uuid
                AND deleted_at IS NULL
            """);

    static final Statement SAVE_CUSTOMER = new Statement("""
            INSERT INTO log.stripe_customers (organization_id, id, customer_id) VALUES ($1, $2, $3)
            ON CONFLICT (organization_id, id) DO UPDATE SET customer_id = excluded.customer_id
            """);

    static final Statement FORGET_CUSTOMER =
            new Statement("DELETE FROM log.stripe_customers WHERE organization_id = $1 AND id = $2");

    static final Statement FIND_CUSTOMERS = new Statement("""
            SELECT id, customer_id FROM log.stripe_customers WHERE organization_id = $1 AND id = ANY($2::uuid[])
            """);

    /** Orders and subscriptions that are a customer's now. */
    static final Statement PURCHASES = new Statement("""
            SELECT kind, object_id, version_at, data
            FROM (
                SELECT DISTINCT ON (f.kind, f.object_id) f.kind, f.object_id, f.version_at, f.customer_id,
                    f.data::text AS data
                FROM log.facts f
                WHERE f.organization_id = $1
                    AND (f.kind, f.object_id) IN (
                        SELECT kind, object_id FROM log.facts
                        WHERE organization_id = $1 AND customer_id = $2 AND kind IN ('order', 'subscription'))
                ORDER BY f.kind, f.object_id, f.version_at DESC, f.batch_id DESC, f.position DESC) present
            WHERE customer_id = $2
            LIMIT $3
            """);

    private final SqlClient client;

    StripeStore(SqlClient client) {
        this.client = client;
    }

    /** An object as a fact of before has it. */
    record Known(String kind, UUID id, Instant versionAt, ObjectNode data) {}

    Future<Void> savePayments(UUID organizationId, Map<String, String> invoiceOfPayment) {
        if (invoiceOfPayment.isEmpty()) {
            return Future.succeededFuture();
        }
        List<String> payments = List.copyOf(invoiceOfPayment.keySet());
        return client.preparedQuery(SAVE_PAYMENTS.sql())
                .execute(Tuple.of(organizationId)
                        .addArrayOfString(payments.toArray(String[]::new))
                        .addArrayOfString(
                                payments.stream().map(invoiceOfPayment::get).toArray(String[]::new)))
                .mapEmpty();
    }

    Future<Map<String, String>> invoicesOf(UUID organizationId, Collection<String> payments) {
        return payments.isEmpty()
                ? Future.succeededFuture(Map.of())
                : client.preparedQuery(FIND_PAYMENTS.sql())
                        .execute(Tuple.of(organizationId).addArrayOfString(payments.toArray(String[]::new)))
                        .map(rows -> {
                            Map<String, String> found = new HashMap<>();
                            rows.forEach(row -> found.put(row.getString("payment_id"), row.getString("invoice_id")));
                            return found;
                        });
    }

    Future<Map<UUID, Known>> orders(UUID organizationId, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Future.succeededFuture(Map.of())
                : client.preparedQuery(LAST_ORDERS.sql())
                        .mapping(StripeStore::known)
                        .execute(Tuple.of(organizationId).addArrayOfUUID(ids.toArray(UUID[]::new)))
                        .map(rows -> {
                            Map<UUID, Known> found = new HashMap<>();
                            rows.forEach(order -> found.put(order.id(), order));
                            return found;
                        });
    }

    /** Empty when no customer has it now. */
    Future<Optional<UUID>> ownerOf(UUID organizationId, String externalId) {
        return client.preparedQuery(OWNER_OF_EXTERNAL_ID.sql())
                .mapping(row -> row.getUUID("id"))
                .execute(Tuple.of(organizationId, externalId))
                .map(rows -> rows.stream().findFirst());
    }

    Future<Void> saveCustomer(UUID organizationId, UUID id, UUID customerId) {
        return client.preparedQuery(SAVE_CUSTOMER.sql())
                .execute(Tuple.of(organizationId, id, customerId))
                .mapEmpty();
    }

    Future<Void> forgetCustomer(UUID organizationId, UUID id) {
        return client.preparedQuery(FORGET_CUSTOMER.sql())
                .execute(Tuple.of(organizationId, id))
                .mapEmpty();
    }

    /** Those of the customers who are somebody else, by their ids. */
    Future<Map<UUID, UUID>> customers(UUID organizationId, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Future.succeededFuture(Map.of())
                : client.preparedQuery(FIND_CUSTOMERS.sql())
                        .execute(Tuple.of(organizationId).addArrayOfUUID(ids.toArray(UUID[]::new)))
                        .map(rows -> {
                            Map<UUID, UUID> found = new HashMap<>();
                            rows.forEach(row -> found.put(row.getUUID("id"), row.getUUID("customer_id")));
                            return found;
                        });
    }

    /** A bounded number of orders and subscriptions that are a customer's now. */
    Future<List<Known>> purchases(UUID organizationId, UUID customerId, int most) {
        return client.preparedQuery(PURCHASES.sql())
                .mapping(StripeStore::known)
                .execute(Tuple.of(organizationId, customerId, most))
                .map(rows -> rows.stream().toList());
    }

    /** The last first. */
    Future<List<Known>> productVersions(UUID organizationId, UUID id, int most) {
        return client.preparedQuery(PRODUCT_VERSIONS.sql())
                .mapping(StripeStore::known)
                .execute(Tuple.of(organizationId, id, most))
                .map(rows -> rows.stream().toList());
    }

    Future<List<Known>> reversals(UUID organizationId, Collection<UUID> orders) {
        return orders.isEmpty()
                ? Future.succeededFuture(List.of())
                : client.preparedQuery(LAST_REVERSALS.sql())
                        .mapping(StripeStore::known)
                        .execute(Tuple.of(organizationId).addArrayOfUUID(orders.toArray(UUID[]::new)))
                        .map(rows -> rows.stream().toList());
    }

    private static Known known(Row row) {
        try {
            return new Known(
                    row.getString("kind"),
                    row.getUUID("object_id"),
                    row.getOffsetDateTime("version_at").toInstant(),
                    (ObjectNode) StripeEvents.JSON.readTree(row.getString("data")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is kept as JSON can't be read", e);
        }
    }
}
