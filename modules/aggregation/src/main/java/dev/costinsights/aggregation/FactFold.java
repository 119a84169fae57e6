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
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Computes objects with new facts anew, in one transaction with taking their tickets away. */
final class FactFold implements TicketFold {
    /** In objects: a transaction of a second or so. */
    static final int MAX_CHUNK = 4_000;

    /** As many objects as a customer is worth: all its events move at once, whatever their number. */
    private static final int CUSTOMER_WEIGHT = 80;

    /** In the order in which they need each other: orders read rates and the starts of subscriptions, seats both. */
    private static final List<FactFolder> FOLDERS = List.of(
            new AttributionFolder(),
            new ProductFolder(),
            new RateFolder(),
            new SubscriptionFolder(),
            new OrderFolder(),
            new CheckoutFolder(),
            new SeatFolder());

    static final Statement ORGANIZATIONS_WITH_FACT_TICKETS = new Statement("""
            with recursive waiting as (
                (select organization_id from log.fact_tickets order by organization_id limit 1)
                union all
                select (select t.organization_id from log.fact_tickets t
                        where t.organization_id > w.organization_id order by 1 limit 1)
                from waiting w where w.organization_id is not null
            )
            select organization_id from waiting where organization_id is not null
            """);

    static final Statement TAKE_FACT_TICKETS = new Statement("""
            delete from log.fact_tickets t
            using (select id
                   from (select id, sum(weight) over (order by id) - weight as weight_before
                         from (select id, case kind when 'customer' then %d else 1 end as weight
                               from log.fact_tickets
                               where organization_id = $1 order by id limit $2::bigint) oldest) counted
                   where weight_before < $2::bigint) chosen
            where t.organization_id = $1 and t.id = chosen.id
            returning t.kind, t.object_id, t.appended_at
            """.formatted(CUSTOMER_WEIGHT));

    private final Pool pool;

    FactFold(Pool pool) {
        this.pool = pool;
    }

    private record Tickets(long count, long weight, TouchedObjects touched, OffsetDateTime newest) {
        static Optional<Tickets> of(RowSet<Row> rows) {
            Map<FactKind, Set<UUID>> ids = new EnumMap<>(FactKind.class);
            OffsetDateTime oldest = OffsetDateTime.MAX;
            OffsetDateTime newest = OffsetDateTime.MIN;
            long weight = 0;
            for (Row row : rows) {
                FactKind kind = FactKind.ofStoredName(row.getString("kind"));
                ids.computeIfAbsent(kind, first -> new HashSet<>()).add(row.getUUID("object_id"));
                weight += kind == FactKind.CUSTOMER ? CUSTOMER_WEIGHT : 1;
                OffsetDateTime appendedAt = row.getOffsetDateTime("appended_at");
                oldest = appendedAt.isBefore(oldest) ? appendedAt : oldest;
                newest = appendedAt.isAfter(newest) ? appendedAt : newest;
            }
            return ids.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Tickets(rows.size(), weight, new TouchedObjects(ids, oldest), newest));
        }
    }

    @Override
    public Future<List<UUID>> organizationsWithTickets() {
        return pool.preparedQuery(ORGANIZATIONS_WITH_FACT_TICKETS.sql())
                .mapping(row -> row.getUUID("organization_id"))
                .execute()
                .map(rows -> {
                    List<UUID> organizations = new ArrayList<>(rows.size());
                    rows.forEach(organizations::add);
                    return organizations;
                });
    }

    @Override
    public Future<Optional<Folded>> fold(UUID organizationId, int chunkObjects) {
        return OrganizationRow.foldUnderLock(
                pool,
                organizationId,
                connection -> take(connection, organizationId, chunkObjects),
                (connection, tickets) -> fold(connection, organizationId, tickets));
    }

    private static Future<Optional<Tickets>> take(SqlConnection connection, UUID organizationId, int chunkObjects) {
        return connection
                .preparedQuery(TAKE_FACT_TICKETS.sql())
                .execute(Tuple.of(organizationId, (long) chunkObjects))
                .map(Tickets::of);
    }

    private static Future<Folded> fold(SqlConnection connection, UUID organizationId, Tickets tickets) {
        return fold(connection, organizationId, tickets.touched())
                .compose(folded -> OrganizationRow.advance(connection, organizationId, tickets.newest()))
                .map(asOf -> new Folded(tickets.count(), tickets.weight(), asOf));
    }

    /** Computes objects anew under the lock that the caller holds. */
    static Future<Void> fold(SqlConnection connection, UUID organizationId, TouchedObjects touched) {
        Future<Void> folded = Future.succeededFuture();
        for (FactFolder folder : FOLDERS) {
            folded = folded.compose(before -> folder.fold(connection, organizationId, touched));
        }
        return folded;
    }
}
