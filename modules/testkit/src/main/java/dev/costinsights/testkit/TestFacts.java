package dev.costinsights.testkit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Appends to {@code log.facts} as ingestion does, without its checks. */
public final class TestFacts {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, ToStringSerializer.instance)
                    .addSerializer(LocalDate.class, ToStringSerializer.instance))
            .build();

    private TestFacts() {}

    /**
     * A fact as it is sent.
     *
     * @param data the object; values may be null, and ids, instants and days may be what they are or their text
     */
    public record Fact(String type, Instant timestamp, Map<String, ?> data) {
        /** What it is about: {@code order}. */
        public String kind() {
            return type.substring(0, type.indexOf('.'));
        }

        /** Of an exchange rate: made of currency and day. */
        public UUID objectId() {
            UUID id = uuid("id");
            return id == null
                    ? UUID.nameUUIDFromBytes((text("currency") + text("day")).getBytes(StandardCharsets.UTF_8))
                    : id;
        }

        public Instant versionAt() {
            String modifiedAt = text("modified_at");
            return modifiedAt == null
                    ? timestamp
                    : OffsetDateTime.parse(modifiedAt).toInstant();
        }

        private @Nullable UUID parentId() {
            return switch (kind()) {
                case "order" -> uuid("subscription_id");
                case "refund", "dispute" -> uuid("order_id");
                case "customer_seat" -> uuid(text("subscription_id") == null ? "order_id" : "subscription_id");
                default -> null;
            };
        }

        private @Nullable UUID uuid(String key) {
            String text = text(key);
            return text == null ? null : UUID.fromString(text);
        }

        private @Nullable String text(String key) {
            Object value = data.get(key);
            return value == null ? null : value.toString();
        }
    }

    private record ObjectKey(String kind, UUID id) {}

    /**
     * Writes facts as one append, and a ticket for each object that has a new one; a fact that is kept already changes
     * nothing. A connection with auto-commit commits all at once. Answers how many were new.
     */
    public static int append(Connection connection, UUID organizationId, List<Fact> facts) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        int inserted = 0;
        Set<ObjectKey> objects = new LinkedHashSet<>();
        int[] counts = insert(connection, organizationId, facts);
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 1) {
                inserted++;
                objects.add(new ObjectKey(facts.get(i).kind(), facts.get(i).objectId()));
            }
        }
        addTickets(connection, organizationId, objects);
        if (autoCommit) {
            connection.commit();
        }
        connection.setAutoCommit(autoCommit);
        return inserted;
    }

    private static int[] insert(Connection connection, UUID organizationId, List<Fact> facts) throws SQLException {
        long batchId = nextBatchId(connection);
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into log.facts (organization_id, kind, object_id, version_at, type, occurred_at, received_at,
                    batch_id, position, parent_id, customer_id, data)
                values (?, ?, ?, ?, ?, ?, clock_timestamp(), ?, ?, ?, ?, ?::jsonb)
                on conflict do nothing
                """)) {
            for (int i = 0; i < facts.size(); i++) {
                Fact fact = facts.get(i);
                insert.setObject(1, organizationId);
                insert.setString(2, fact.kind());
                insert.setObject(3, fact.objectId());
                insert.setObject(4, fact.versionAt().atOffset(ZoneOffset.UTC));
                insert.setString(5, fact.type());
                insert.setObject(6, fact.timestamp().atOffset(ZoneOffset.UTC));
                insert.setLong(7, batchId);
                insert.setInt(8, i);
                insert.setObject(9, fact.parentId());
                insert.setObject(10, fact.uuid("customer_id"));
                insert.setString(11, JSON.writeValueAsString(fact.data()));
                insert.addBatch();
            }
            return insert.executeBatch();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A fact can't be written as JSON", e);
        }
    }

    /** Says that an object's facts have changed. */
    public static void addTicket(Connection connection, UUID organizationId, String kind, UUID objectId)
            throws SQLException {
        addTickets(connection, organizationId, List.of(new ObjectKey(kind, objectId)));
    }

    private static void addTickets(Connection connection, UUID organizationId, Iterable<ObjectKey> objects)
            throws SQLException {
        try (PreparedStatement ticket = connection.prepareStatement("""
                insert into log.fact_tickets (organization_id, id, kind, object_id)
                values (?, nextval('log.fact_ticket_ids'), ?, ?)
                """)) {
            for (ObjectKey object : objects) {
                ticket.setObject(1, organizationId);
                ticket.setString(2, object.kind());
                ticket.setObject(3, object.id());
                ticket.addBatch();
            }
            ticket.executeBatch();
        }
    }

    private static long nextBatchId(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery("select nextval('log.fact_batch_ids')")) {
            result.next();
            return result.getLong(1);
        }
    }
}
