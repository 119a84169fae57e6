package dev.costinsights.ingestion;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.time.Duration;

/** Reads how much waits in {@code log.tickets}, of all organizations: they share the one that folds. */
final class BacklogStore {
    static final Statement BACKLOG = new Statement("""
            SELECT coalesce(sum(events), 0)::bigint AS events, count(*) AS tickets,
                coalesce(greatest(0, 1000 * extract(epoch FROM clock_timestamp() - min(appended_at))), 0)::bigint
                    AS age_ms
            FROM log.tickets
            """);

    private final Pool pool;

    BacklogStore(Pool pool) {
        this.pool = pool;
    }

    Future<Backlog> read() {
        return pool.preparedQuery(BACKLOG.sql()).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Backlog(row.getLong("events"), row.getLong("tickets"), Duration.ofMillis(row.getLong("age_ms")));
        });
    }
}
