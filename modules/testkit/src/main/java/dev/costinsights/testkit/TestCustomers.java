package dev.costinsights.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the register of customers directly. */
public final class TestCustomers {
    private TestCustomers() {}

    /** Registers a customer, or changes its external id; a deleted one is there again. */
    public static void put(Connection connection, UUID organizationId, UUID id, @Nullable String externalId)
            throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into log.customers (organization_id, id, external_id, external_digest, type, created_at)
                values (?, ?, ?, encode(substring(sha256(convert_to('e' || ?, 'UTF8')) for 16), 'hex')::uuid,
                    'individual', now())
                on conflict (organization_id, id) do update
                set external_id = excluded.external_id, external_digest = excluded.external_digest,
                    modified_at = now(), deleted_at = null
                """)) {
            upsert.setObject(1, organizationId);
            upsert.setObject(2, id);
            upsert.setString(3, externalId);
            upsert.setString(4, externalId);
            upsert.executeUpdate();
        }
    }

    /** Its external id stays in the row, free for another. */
    public static void delete(Connection connection, UUID organizationId, UUID id) throws SQLException {
        try (var update = connection.prepareStatement(
                "update log.customers set deleted_at = now() where organization_id = ? and id = ?")) {
            update.setObject(1, organizationId);
            update.setObject(2, id);
            update.executeUpdate();
        }
    }
}
