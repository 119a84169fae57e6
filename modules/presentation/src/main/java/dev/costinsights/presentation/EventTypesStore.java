package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads what is known of event names. */
final class EventTypesStore {
    static final Statement OF_NAMES =
            new Statement("select name, id, label from log.event_types where organization_id = $1 and name = any ($2)");

    static final Statement OF_NAME = new Statement("""
            select name, id, label, label_property_selector, created_at, modified_at
            from log.event_types where organization_id = $1 and name = $2
            """);

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

    /** Everything that is known of a name; empty when no event was recorded with it. */
    static Future<Optional<dev.costinsights.contracts.events.EventType>> ofName(
            SqlClient client, UUID organizationId, String name) {
        return client.preparedQuery(OF_NAME.sql())
                .execute(Tuple.of(organizationId, name))
                .map(rows -> rows.stream().findFirst().map(row -> EventNamesService.type(row, organizationId)));
    }
}
