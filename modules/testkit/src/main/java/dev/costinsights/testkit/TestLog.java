package dev.costinsights.testkit;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the event log as ingestion does, but step by step: the caller decides when a batch gets its number and when
 * its transaction commits.
 */
public final class TestLog {
    private TestLog() {}

    /** What totals depend on. */
    public record Event(
            Instant occurredAt,
            String name,
            @Nullable String externalCustomerId,
            @Nullable UUID customerId,
            @Nullable BigDecimal costCents,
            @Nullable String vendor,
            @Nullable String model) {

        public static Event of(Instant occurredAt, String name, String externalCustomerId, String costCents) {
            return new Event(occurredAt, name, externalCustomerId, null, new BigDecimal(costCents), null, null);
        }
    }

    /** Takes the number of a batch. */
    public static long nextBatchId(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("select nextval('log.batch_ids')")) {
            result.next();
            return result.getLong(1);
        }
    }

    /** Writes events and their ticket under a new number. */
    public static void append(Connection connection, UUID organizationId, List<Event> events) throws SQLException {
        append(connection, organizationId, nextBatchId(connection), events);
    }

    /** Writes events and their ticket; a connection with auto-commit commits both at once. */
    public static void append(Connection connection, UUID organizationId, long batchId, List<Event> events)
            throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("""
                        insert into log.events (organization_id, id, batch_id, position, occurred_at, ingested_at, fingerprint,
                            cost_cents, customer_id, name, external_customer_id, llm_vendor, llm_model, metadata)
                        values (?, gen_random_uuid(), ?, ?, ?, now(), 0, ?, ?, ?, ?, ?, ?, '{}')
                        """);
                PreparedStatement ticket = connection.prepareStatement(
                        "insert into log.tickets (organization_id, batch_id, events) values (?, ?, ?)")) {
            for (int i = 0; i < events.size(); i++) {
                Event event = events.get(i);
                insert.setObject(1, organizationId);
                insert.setLong(2, batchId);
                insert.setInt(3, i);
                insert.setObject(4, OffsetDateTime.ofInstant(event.occurredAt(), ZoneOffset.UTC));
                insert.setBigDecimal(5, event.costCents());
                insert.setObject(6, event.customerId());
                insert.setString(7, event.name());
                insert.setString(8, event.externalCustomerId());
                insert.setString(9, event.vendor());
                insert.setString(10, event.model());
                insert.addBatch();
            }
            insert.executeBatch();
            ticket.setObject(1, organizationId);
            ticket.setLong(2, batchId);
            ticket.setInt(3, events.size());
            ticket.executeUpdate();
        }
        if (autoCommit) {
            connection.commit();
        }
        connection.setAutoCommit(autoCommit);
    }
}
