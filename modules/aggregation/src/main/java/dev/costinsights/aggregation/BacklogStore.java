package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;

/** Measures what waits to be folded. */
final class BacklogStore {
    static final Statement BACKLOG = new Statement("""
            select e.tickets + f.tickets as tickets, e.events, f.tickets as objects,
                   coalesce(extract(epoch from clock_timestamp() - least(e.oldest, f.oldest)), 0)::double precision
                       as lag_seconds
            from (select count(*) as tickets, coalesce(sum(events), 0)::bigint as events, min(appended_at) as oldest
                  from log.tickets) e
            cross join (select count(*) as tickets, min(appended_at) as oldest from log.fact_tickets) f
            """);

    private final Pool pool;

    BacklogStore(Pool pool) {
        this.pool = pool;
    }

    Future<Backlog> backlog() {
        return pool.preparedQuery(BACKLOG.sql())
                .mapping(row -> new Backlog(
                        row.getLong("tickets"),
                        row.getLong("events"),
                        row.getLong("objects"),
                        row.getDouble("lag_seconds")))
                .execute()
                .map(rows -> rows.iterator().next());
    }
}
