package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes tickets away and adds their events to the totals, in one transaction per organization. */
final class FoldStore {

    /** One index probe per organization, however many tickets there are. */
    static final Statement ORGANIZATIONS_WITH_TICKETS = new Statement("""
            with recursive waiting as (
                (select organization_id from log.tickets order by organization_id limit 1)
                union all
                select (select t.organization_id from log.tickets t
                        where t.organization_id > w.organization_id order by 1 limit 1)
                from waiting w where w.organization_id is not null
            )
            select organization_id from waiting where organization_id is not null
            """);

    /**
     * The memory is for hashing a chunk; a fold that spills to disk takes twice as long. Plans are kept, and one that
     * reads a whole table because it was empty once would take for ever when it has grown.
     */
    static final Statement LOCK_UNLESS_LOCKED = new Statement("""
            select organization_id, set_config('work_mem', '32MB', true), set_config('enable_seqscan', 'off', true)
            from totals.organizations where organization_id = $1 for update skip locked
            """);

    static final Statement CREATE_LOCKED = new Statement("""
            insert into totals.organizations (organization_id) values ($1)
            on conflict do nothing returning organization_id
            """);

    static final Statement TAKE_TICKETS = new Statement("""
            delete from log.tickets t
            using (select batch_id
                   from (select batch_id, sum(events) over (order by batch_id) - events as events_before
                         from (select batch_id, events from log.tickets
                               where organization_id = $1 order by batch_id limit $2::bigint) oldest) counted
                   where events_before < $2::bigint) chosen
            where t.organization_id = $1 and t.batch_id = chosen.batch_id
            returning t.batch_id, t.appended_at
            """);

    static final Statement ADD = new Statement(TotalsSql.ADD_BATCHES);

    static final Statement ADVANCE = new Statement("""
            update totals.organizations set as_of = greatest(as_of, $2) where organization_id = $1
            returning least(as_of, (select min(appended_at) from log.tickets where organization_id = $1)) as as_of
            """);

    static final Statement BACKLOG = new Statement("""
            select count(*) as tickets, coalesce(sum(events), 0)::bigint as events,
                   coalesce(extract(epoch from clock_timestamp() - min(appended_at)), 0)::double precision as lag_seconds
            from log.tickets
            """);

    private final Pool pool;

    FoldStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * What one fold did.
     *
     * @param events how many were added
     * @param asOf everything committed to the log up to this instant is in
     */
    record Folded(long events, Instant asOf) {}

    /**
     * Tickets that wait, of all organizations.
     *
     * @param lagSeconds age of the oldest
     */
    record Backlog(long tickets, long events, double lagSeconds) {
        static final Backlog NONE = new Backlog(0, 0, 0);
    }

    private record Tickets(Long[] batchIds, OffsetDateTime newest) {
        static Optional<Tickets> of(RowSet<Row> rows) {
            List<Long> batchIds = new ArrayList<>(rows.size());
            OffsetDateTime newest = OffsetDateTime.MIN;
            for (Row row : rows) {
                batchIds.add(row.getLong("batch_id"));
                OffsetDateTime appendedAt = row.getOffsetDateTime("appended_at");
                newest = appendedAt.isAfter(newest) ? appendedAt : newest;
            }
            return batchIds.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Tickets(batchIds.toArray(Long[]::new), newest));
        }
    }

    Future<List<UUID>> organizationsWithTickets() {
        return pool.preparedQuery(ORGANIZATIONS_WITH_TICKETS.sql())
                .mapping(row -> row.getUUID("organization_id"))
                .execute()
                .map(rows -> {
                    List<UUID> organizations = new ArrayList<>(rows.size());
                    rows.forEach(organizations::add);
                    return organizations;
                });
    }

    Future<Backlog> backlog() {
        return pool.preparedQuery(BACKLOG.sql())
                .mapping(
                        row -> new Backlog(row.getLong("tickets"), row.getLong("events"), row.getDouble("lag_seconds")))
                .execute()
                .map(rows -> rows.iterator().next());
    }

    /**
     * Folds the oldest tickets of an organization, about this many events. Empty when there is no ticket or another
     * folder is at work on the organization.
     */
    Future<Optional<Folded>> fold(UUID organizationId, int chunkEvents) {
        return pool.withTransaction(connection -> lock(connection, organizationId)
                .compose(locked -> locked ? take(connection, organizationId, chunkEvents) : none())
                .compose(tickets -> tickets.isPresent()
                        ? add(connection, organizationId, tickets.get()).map(Optional::of)
                        : none()));
    }

    private static <T> Future<Optional<T>> none() {
        return Future.succeededFuture(Optional.empty());
    }

    private static Future<Boolean> lock(SqlConnection connection, UUID organizationId) {
        return connection
                .preparedQuery(LOCK_UNLESS_LOCKED.sql())
                .execute(Tuple.of(organizationId))
                .compose(locked -> locked.size() > 0
                        ? Future.succeededFuture(true)
                        : connection
                                .preparedQuery(CREATE_LOCKED.sql())
                                .execute(Tuple.of(organizationId))
                                .map(created -> created.size() > 0));
    }

    private static Future<Optional<Tickets>> take(SqlConnection connection, UUID organizationId, int chunkEvents) {
        return connection
                .preparedQuery(TAKE_TICKETS.sql())
                .execute(Tuple.of(organizationId, (long) chunkEvents))
                .map(Tickets::of);
    }

    private static Future<Folded> add(SqlConnection connection, UUID organizationId, Tickets tickets) {
        return TraceStore.link(connection, organizationId, tickets.batchIds())
                .compose(changes -> connection
                        .preparedQuery(ADD.sql())
                        .execute(changes.addTo(Tuple.of(organizationId).addArrayOfLong(tickets.batchIds()))))
                .compose(added -> connection
                        .preparedQuery(ADVANCE.sql())
                        .execute(Tuple.of(organizationId, tickets.newest()))
                        .map(advanced -> new Folded(
                                added.iterator().next().getLong("events"),
                                advanced.iterator()
                                        .next()
                                        .getOffsetDateTime("as_of")
                                        .withOffsetSameInstant(ZoneOffset.UTC)
                                        .toInstant())));
    }
}
