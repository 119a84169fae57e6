package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes tickets away and adds their events to the totals, in one transaction per organization. */
final class FoldStore implements TicketFold {

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

    private final Pool pool;

    FoldStore(Pool pool) {
        this.pool = pool;
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

    @Override
    public Future<List<UUID>> organizationsWithTickets() {
        return pool.preparedQuery(ORGANIZATIONS_WITH_TICKETS.sql())
                .mapping(row -> row.getUUID("organization_id"))
                .execute()
                .map(rows -> {
                    List<UUID> organizations = new ArrayList<>(rows.size());
                    rows.forEach(organizations::add);
                    return organizations;
                });
    }

    @Override
    public Future<Optional<Folded>> fold(UUID organizationId, int chunkEvents) {
        return OrganizationRow.foldUnderLock(
                pool,
                organizationId,
                connection -> take(connection, organizationId, chunkEvents),
                (connection, tickets) -> add(connection, organizationId, tickets));
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
                .compose(added -> OrganizationRow.advance(connection, organizationId, tickets.newest())
                        .map(asOf -> {
                            long events = added.iterator().next().getLong("events");
                            return new Folded(events, events, asOf);
                        }));
    }
}
