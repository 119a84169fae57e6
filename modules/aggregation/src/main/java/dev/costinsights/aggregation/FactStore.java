package dev.costinsights.aggregation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads the facts of objects. One takes several times its text in memory and an object may have many: readers get them
 * one by one, and keep what they need.
 */
final class FactStore {
    /** As text: the driver's own JSON would make decimals inexact. Without the largest of what nobody reads. */
    static final Statement OF_OBJECTS = new Statement("""
            select object_id, type, version_at, occurred_at,
                   (data - array['customer', 'custom_field_data', 'discount', 'metadata', 'meters', 'order',
                                 'pending_update', 'prices', 'product', 'user'])::text as data
            from log.facts
            where organization_id = $1 and kind = $2 and object_id = any ($3)
            order by object_id, version_at, batch_id, position
            """);

    static final Statement LATEST_OF_OBJECTS = new Statement("""
            select o.id as object_id, f.type, f.version_at, f.occurred_at, f.data::text as data
            from unnest($3::uuid[]) as o (id)
            cross join lateral (
                select type, version_at, occurred_at, data from log.facts
                where organization_id = $1 and kind = $2 and object_id = o.id
                order by version_at desc, batch_id desc, position desc limit 1) f
            """);

    /** In facts, read and parsed at once: some ten milliseconds. */
    static final int PIECE = 500;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private FactStore() {}

    /**
     * Reads all facts of each object in the order of their versions: the last one is what the object is now. Needs a
     * transaction.
     */
    static Future<Void> read(
            SqlConnection connection,
            UUID organizationId,
            FactKind kind,
            Collection<UUID> objectIds,
            Consumer<Fact> reader) {
        return connection.prepare(OF_OBJECTS.sql()).compose(prepared -> {
            Cursor cursor =
                    prepared.cursor(Tuple.of(organizationId, kind.storedName(), objectIds.toArray(UUID[]::new)));
            return readOn(cursor, reader).eventually(cursor::close).eventually(prepared::close);
        });
    }

    /** Piece by piece: others have the event loop in between. */
    private static Future<Void> readOn(Cursor cursor, Consumer<Fact> reader) {
        return cursor.read(PIECE).compose(rows -> {
            rows.forEach(row -> reader.accept(fact(row)));
            return cursor.hasMore() ? readOn(cursor, reader) : Future.succeededFuture();
        });
    }

    /** What is kept of the last fact of each object. */
    static <T> Future<Map<UUID, T>> latestOfObjects(
            SqlConnection connection,
            UUID organizationId,
            FactKind kind,
            Collection<UUID> objectIds,
            Function<Fact, T> kept) {
        Map<UUID, T> latest = new LinkedHashMap<>();
        UUID[] ids = objectIds.toArray(UUID[]::new);
        Future<Void> read = Future.succeededFuture();
        for (int i = 0; i < ids.length; i += PIECE) {
            UUID[] piece = Arrays.copyOfRange(ids, i, Math.min(i + PIECE, ids.length));
            read = read.compose(before -> connection
                    .preparedQuery(LATEST_OF_OBJECTS.sql())
                    .execute(Tuple.of(organizationId, kind.storedName(), piece))
                    .map(rows -> {
                        rows.forEach(row -> latest.put(row.getUUID("object_id"), kept.apply(fact(row))));
                        return null;
                    }));
        }
        return read.map(done -> latest);
    }

    private static Fact fact(Row row) {
        try {
            return new Fact(
                    row.getUUID("object_id"),
                    row.getString("type"),
                    row.getOffsetDateTime("version_at").toInstant(),
                    row.getOffsetDateTime("occurred_at").toInstant(),
                    JSON.readValue(row.getString("data"), ObjectNode.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A fact in the database can't be read", e);
        }
    }
}
