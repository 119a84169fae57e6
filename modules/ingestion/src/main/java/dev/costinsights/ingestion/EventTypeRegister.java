package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.EventType;
import dev.costinsights.contracts.events.UpdateEventType;
import dev.costinsights.platform.db.PgErrors;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Changes event types, which the first event of a name makes. */
final class EventTypeRegister {
    static final Statement UPDATE = new Statement("""
            UPDATE log.event_types SET label = $3, label_property_selector = $4, modified_at = $5
            WHERE organization_id = $1 AND id = $2
            RETURNING organization_id, id, name, label, label_property_selector, created_at, modified_at
            """);

    private final Pool pool;
    private final Clock clock;

    EventTypeRegister(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Future<EventType> update(UpdateEventType wish) {
        return pool.preparedQuery(UPDATE.sql())
                .execute(Tuple.of(
                        wish.organizationId(),
                        wish.id(),
                        wish.label(),
                        wish.labelPropertySelector(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC)))
                .recover(PgErrors::failed)
                .compose(rows -> rows.size() == 0
                        ? Future.failedFuture(
                                new ContractException(ErrorCode.NOT_FOUND, "The organization has no such event type."))
                        : Future.succeededFuture(eventType(rows.iterator().next())));
    }

    private static EventType eventType(Row row) {
        return new EventType(
                row.getUUID("organization_id"),
                row.getUUID("id"),
                row.getString("name"),
                row.getString("label"),
                row.getString("label_property_selector"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("modified_at").toInstant());
    }
}
