package dev.costinsights.ingestion;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/** Reads how many events wait to be folded, of all organizations: they share what folds. */
final class BacklogStore {
    static final Statement BACKLOG =
            new Statement("SELECT coalesce(sum(events), 0)::bigint AS events FROM log.tickets");

    private final Pool pool;

    BacklogStore(Pool pool) {
        this.pool = pool;
    }

    Future<Long> events() {
        return pool.preparedQuery(BACKLOG.sql())
                .execute()
                .map(rows -> rows.iterator().next().getLong("events"));
    }
}
