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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the facts of objects. */
final class FactStore {
    /** As text: the driver's own JSON would make decimals inexact. */
    static final Statement OF_OBJECTS = new Statement("""
            select object_id, type, version_at, occurred_at, data::text as data
            from log.facts
            where organization_id = $1 and kind = $2 and object_id = any ($3)
            order by object_id, version_at, batch_id, position
            """);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private FactStore() {}

    /** All facts of each object in the order of their versions: the last one is what the object is now. */
    static Future<Map<UUID, List<Fact>>> ofObjects(
            SqlConnection connection, UUID organizationId, FactKind kind, Collection<UUID> objectIds) {
        if (objectIds.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return connection
                .preparedQuery(OF_OBJECTS.sql())
                .execute(Tuple.of(organizationId, kind.storedName(), objectIds.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, List<Fact>> facts = new LinkedHashMap<>();
                    for (Row row : rows) {
                        Fact fact = fact(row);
                        facts.computeIfAbsent(fact.objectId(), id -> new ArrayList<>())
                                .add(fact);
                    }
                    return facts;
                });
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
