package dev.costinsights.ingestion;

import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/** Writes {@code log.customers}, each customer as a whole. */
final class CustomerStore {
    private static final String UNIQUE_VIOLATION = "23505";

    static final Statement INSERT = new Statement("""
            INSERT INTO log.customers (
                organization_id, id, external_id, external_digest, type, email, name, billing_name, billing_address,
                tax_id, locale, metadata, created_at, modified_at, deleted_at)
            VALUES (
                $1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb, $10, $11, $12::text::jsonb, $13, $14, $15)
            """);

    static final Statement UPDATE = new Statement("""
            UPDATE log.customers
            SET external_id = $3, external_digest = $4, type = $5, email = $6, name = $7, billing_name = $8,
                billing_address = $9::text::jsonb, tax_id = $10, locale = $11, metadata = $12::text::jsonb,
                created_at = $13, modified_at = $14, deleted_at = $15
            WHERE organization_id = $1 AND id = $2
            """);

    static final Statement LOCK_BY_ID = new Statement("""
            SELECT organization_id, id, external_id, type, email, name, billing_name,
                billing_address::text AS billing_address, tax_id, locale, metadata::text AS metadata, created_at,
                modified_at, deleted_at
            FROM log.customers
            WHERE organization_id = $1 AND id = $2 AND deleted_at IS NULL
            FOR UPDATE
            """);

    static final Statement LOCK_BY_EXTERNAL_DIGEST = new Statement("""
            SELECT organization_id, id, external_id, type, email, name, billing_name,
                billing_address::text AS billing_address, tax_id, locale, metadata::text AS metadata, created_at,
                modified_at, deleted_at
            FROM log.customers
            WHERE organization_id = $1 AND external_digest = $2 AND deleted_at IS NULL
            FOR UPDATE
            """);

    private CustomerStore() {}

    /** Fails with a failure that {@link #isExternalIdTaken} knows when another customer has the external id. */
    static Future<Void> insert(SqlClient client, Customer customer) {
        return client.preparedQuery(INSERT.sql())
                .execute(CustomerRows.parameters(customer))
                .mapEmpty();
    }

    /** Fails as {@link #insert} does. */
    static Future<Void> update(SqlClient client, Customer customer) {
        return client.preparedQuery(UPDATE.sql())
                .execute(CustomerRows.parameters(customer))
                .mapEmpty();
    }

    /** A customer that is not deleted, which nobody else changes until the transaction ends. */
    static Future<Optional<Customer>> lock(SqlClient client, UUID organizationId, CustomerRef ref) {
        String externalId = ref.externalId();
        Statement find = externalId == null ? LOCK_BY_ID : LOCK_BY_EXTERNAL_DIGEST;
        UUID key = externalId == null ? ref.id() : CustomerDigest.ofExternalId(externalId);
        return client.preparedQuery(find.sql())
                .mapping(CustomerRows::customer)
                .execute(Tuple.of(organizationId, key))
                .map(rows -> rows.stream().findFirst());
    }

    static boolean isExternalIdTaken(Throwable failure) {
        return failure instanceof PgException pg
                && UNIQUE_VIOLATION.equals(pg.getSqlState())
                && "customers_external".equals(pg.getConstraint());
    }
}
