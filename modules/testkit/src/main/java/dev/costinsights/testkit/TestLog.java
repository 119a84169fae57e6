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

    /**
     * What totals depend on.
     *
     * @param id null for a random one
     * @param metadata JSON
     */
    public record Event(
            @Nullable UUID id,
            Instant occurredAt,
            String name,
            @Nullable String externalId,
            @Nullable String parentId,
            @Nullable String externalCustomerId,
            @Nullable UUID customerId,
            @Nullable BigDecimal costCents,
            @Nullable String vendor,
            @Nullable String model,
            String metadata) {

        public Event(
                Instant occurredAt,
                String name,
                @Nullable String externalCustomerId,
                @Nullable UUID customerId,
                @Nullable BigDecimal costCents,
                @Nullable String vendor,
                @Nullable String model) {
            this(null, occurredAt, name, null, null, externalCustomerId, customerId, costCents, vendor, model, "{}");
        }

        public static Event of(Instant occurredAt, String name, String externalCustomerId, String costCents) {
            return new Event(occurredAt, name, externalCustomerId, null, new BigDecimal(costCents), null, null);
        }

        /** The same event under an id of its own and a parent, either of which may be null. */
        public Event linked(@Nullable String externalId, @Nullable String parentId) {
            return new Event(
                    id,
                    occurredAt,
                    name,
                    externalId,
                    parentId,
                    externalCustomerId,
                    customerId,
                    costCents,
                    vendor,
                    model,
                    metadata);
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
                            cost_cents, customer_id, name, external_customer_id, llm_vendor, llm_model, external_id,
                            parent_id, external_key, customer_digest, metadata)
                        values (?, coalesce(?, gen_random_uuid()), ?, ?, ?, now(), 0, ?, ?, ?, ?, ?, ?, ?, ?,
                            encode(substring(sha256(convert_to(?, 'UTF8')) for 16), 'hex')::uuid,
                            encode(substring(sha256(convert_to(?, 'UTF8')) for 16), 'hex')::uuid, ?::jsonb)
                        """);
                PreparedStatement ticket = connection.prepareStatement(
                        "insert into log.tickets (organization_id, batch_id, events) values (?, ?, ?)")) {
            for (int i = 0; i < events.size(); i++) {
                set(insert, organizationId, batchId, i, events.get(i));
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

    private static void set(PreparedStatement insert, UUID organizationId, long batchId, int position, Event event)
            throws SQLException {
        insert.setObject(1, organizationId);
        insert.setObject(2, event.id());
        insert.setLong(3, batchId);
        insert.setInt(4, position);
        insert.setObject(5, OffsetDateTime.ofInstant(event.occurredAt(), ZoneOffset.UTC));
        insert.setBigDecimal(6, event.costCents());
        insert.setObject(7, event.customerId());
        insert.setString(8, event.name());
        insert.setString(9, event.externalCustomerId());
        insert.setString(10, event.vendor());
        insert.setString(11, event.model());
        insert.setString(12, event.externalId());
        insert.setString(13, event.parentId());
        insert.setString(14, event.externalId());
        insert.setString(15, customer(event));
        insert.setString(16, event.metadata());
    }

    /** Whose digest {@code customer_digest} is. */
    private static @Nullable String customer(Event event) {
        String external = event.externalCustomerId();
        if (external != null && !external.isEmpty()) {
            return "e" + external;
        }
        return event.customerId() == null ? null : "c" + event.customerId();
    }
}
