package dev.costinsights.ingestion;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Finds the customers and members that events name by id. */
final class ReferenceStore {
    static final Statement FIND = new Statement("""
            SELECT false AS is_member, c.id, c.id AS customer_id, c.external_digest
            FROM log.customers c
            WHERE c.organization_id = $1 AND c.id = ANY ($2::uuid[]) AND c.deleted_at IS NULL
            UNION ALL
            SELECT true, m.id, c.id, c.external_digest
            FROM log.members m
            JOIN log.customers c ON c.organization_id = m.organization_id AND c.id = m.customer_id
            WHERE m.organization_id = $1 AND m.id = ANY ($3::uuid[]) AND m.deleted_at IS NULL
                AND c.deleted_at IS NULL
            """);

    private final Pool pool;

    ReferenceStore(Pool pool) {
        this.pool = pool;
    }

    /** Those of the ids asked for that the organization has, in one question. */
    Future<References> find(UUID organizationId, Set<UUID> customerIds, Set<UUID> memberIds) {
        Tuple parameters = Tuple.of(organizationId)
                .addArrayOfUUID(customerIds.toArray(UUID[]::new))
                .addArrayOfUUID(memberIds.toArray(UUID[]::new));
        return pool.preparedQuery(FIND.sql()).execute(parameters).map(rows -> {
            Map<UUID, References.Customer> customers = new HashMap<>();
            Map<UUID, References.Customer> members = new HashMap<>();
            for (Row row : rows) {
                (row.getBoolean("is_member") ? members : customers)
                        .put(
                                row.getUUID("id"),
                                new References.Customer(row.getUUID("customer_id"), row.getUUID("external_digest")));
            }
            return new References(customers, members);
        });
    }
}
