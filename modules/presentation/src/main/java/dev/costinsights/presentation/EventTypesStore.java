package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Reads what is known of event names. */
final class EventTypesStore {
    static final Statement OF_NAMES =
            new Statement("select name, id, label from log.event_types where organization_id = $1 and name = any ($2)");

    private EventTypesStore() {}

    /** What a name is called. */
    record EventType(UUID id, String label) {}

    /** By name; a name without an event type is absent. */
    static Future<Map<String, EventType>> ofNames(
            SqlConnection snapshot, UUID organizationId, Collection<String> names) {
        return snapshot.preparedQuery(OF_NAMES.sql())
                .execute(Tuple.of(organizationId).addArrayOfString(names.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, EventType> types = new HashMap<>();
                    for (Row row : rows) {
                        types.put(row.getString("name"), new EventType(row.getUUID("id"), row.getString("label")));
                    }
                    return types;
                });
    }
}
