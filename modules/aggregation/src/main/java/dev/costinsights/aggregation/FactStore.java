package dev.costinsights.aggregation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Reads the facts of objects. */
final class FactStore {
    /** As text: the driver's own JSON would make decimals inexact. */
    static final Statement OF_OBJECTS = new Statement("""
            select object_id, type, version_at, occurred_at, data::text as data
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

    /** Read and parsed at once: some ten milliseconds. */
    private static final int PIECE = 500;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private FactStore() {}

    /** All facts of each object in the order of their versions: the last one is what the object is now. */
    static Future<Map<UUID, List<Fact>>> ofObjects(
            SqlConnection connection, UUID organizationId, FactKind kind, Collection<UUID> objectIds) {
        Map<UUID, List<Fact>> facts = new LinkedHashMap<>();
        return read(
                        connection,
                        OF_OBJECTS,
                        organizationId,
                        kind,
                        objectIds,
                        fact -> facts.computeIfAbsent(fact.objectId(), id -> new ArrayList<>())
                                .add(fact))
                .map(done -> facts);
    }

    /** What each object is now. */
    static Future<Map<UUID, Fact>> latestOfObjects(
            SqlConnection connection, UUID organizationId, FactKind kind, Collection<UUID> objectIds) {
        Map<UUID, Fact> facts = new LinkedHashMap<>();
        return read(
                        connection,
                        LATEST_OF_OBJECTS,
                        organizationId,
                        kind,
                        objectIds,
                        fact -> facts.put(fact.objectId(), fact))
                .map(done -> facts);
    }

    /** Piece by piece: others have the event loop in between. */
    private static Future<Void> read(
            SqlConnection connection,
            Statement statement,
            UUID organizationId,
            FactKind kind,
            Collection<UUID> objectIds,
            Consumer<Fact> reader) {
        UUID[] ids = objectIds.toArray(UUID[]::new);
        Future<Void> read = Future.succeededFuture();
        for (int i = 0; i < ids.length; i += PIECE) {
            UUID[] piece = Arrays.copyOfRange(ids, i, Math.min(i + PIECE, ids.length));
            read = read.compose(before -> connection
                    .preparedQuery(statement.sql())
                    .execute(Tuple.of(organizationId, kind.storedName(), piece))
                    .map(rows -> {
                        rows.forEach(row -> reader.accept(fact(row)));
                        return null;
                    }));
        }
        return read;
    }

    private static Fact fact(Row row) {
        try {
            return new Fact(
                    row.getUUID("object_id"),
                    row.getString("type"),
                    row.getOffsetDateTime("version_at").toInstant(),
                    row.getOffsetDateTime("occurred_at").toInstant(),
                    JSON.readTree(row.getString("data")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A fact in the database can't be read", e);
        }
    }
}
