package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Computes objects from their facts beside their rows, in one snapshot, and writes nothing. */
final class RowCheckStore {
    /** No object has this id: ids are of version 4. */
    static final UUID AFTER_ALL = new UUID(-1, -1);

    private static final int OBJECTS_PER_CHECK = 1_000;

    static final Statement SNAPSHOT = new Statement("set transaction isolation level repeatable read read only");

    /**
     * Objects of a kind ($2, $3) that facts concern which wait: their own, or those of objects that they belong to, that
     * belong to them or to the same, or are of the same customer.
     */
    static final Statement CONCERNED = new Statement("""
            with waiting as materialized (
                select distinct kind, object_id from log.fact_tickets where organization_id = $1
            ),
            own as (
                select object_id as id, null::uuid as parent_id, null::uuid as customer_id from waiting
                union
                select f.object_id, f.parent_id, f.customer_id
                from waiting w
                join log.facts f on f.organization_id = $1 and f.kind = w.kind and f.object_id = w.object_id
            ),
            related as materialized (
                select id from own
                union
                select parent_id from own
                union
                select customer_id from own
                union
                select f.parent_id from own o
                join log.facts f on f.organization_id = $1 and f.kind = 'order' and f.object_id = o.parent_id
            )
            select distinct f.object_id
            from log.facts f
            where f.organization_id = $1 and f.kind = $2 and f.object_id = any ($3)
              and (f.object_id in (select id from related where id is not null)
                   or f.parent_id in (select id from related where id is not null)
                   or f.customer_id in (select id from related where id is not null))
            """);

    static final Statement INVENTED_ORDERS = new Statement(inventedIn("totals.orders"));
    static final Statement INVENTED_REFUNDS = new Statement(inventedIn("totals.refunds"));
    static final Statement INVENTED_DISPUTES = new Statement(inventedIn("totals.disputes"));

    static final Statement INVENTED_CHECKOUTS = new Statement(inventedIn("totals.checkouts"));
    static final Statement INVENTED_SEATS = new Statement(inventedIn("totals.seats"));

    /** Subscriptions and their spans. */
    static final Statement INVENTED_SUBSCRIPTIONS = new Statement("""
            select count(*) as rows
            from (select id from totals.subscriptions
                  where organization_id = $1 and id > $3 and id <= $4
                  union all
                  select subscription_id from totals.subscription_spans
                  where organization_id = $1 and subscription_id > $3 and subscription_id <= $4) r
            where not exists (
                select from log.facts f where f.organization_id = $1 and f.kind = $2 and f.object_id = r.id)
            """);

    /** What customers pay, with ids after $2 until $3, who have no span. */
    static final Statement INVENTED_MRR = new Statement("""
            select count(*) as rows from totals.customer_mrr m
            where m.organization_id = $1 and m.customer_id > $2 and m.customer_id <= $3 and not exists (
                select from totals.subscription_spans s
                where s.organization_id = $1 and s.customer_id = m.customer_id)
            """);

    private static final Map<FactKind, Statement> INVENTED = Map.of(
            FactKind.SUBSCRIPTION, INVENTED_SUBSCRIPTIONS,
            FactKind.ORDER, INVENTED_ORDERS,
            FactKind.REFUND, INVENTED_REFUNDS,
            FactKind.DISPUTE, INVENTED_DISPUTES,
            FactKind.CHECKOUT, INVENTED_CHECKOUTS,
            FactKind.CUSTOMER_SEAT, INVENTED_SEATS);

    private final Pool pool;

    RowCheckStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * What a check found.
     *
     * @param last the object that was checked last; {@link #AFTER_ALL} when there are no more
     * @param rows that differ from facts; without those of objects that facts concern which wait to be folded
     * @param isUndecided there were such, and no other row differs
     */
    record Checked(UUID last, long rows, boolean isUndecided) {}

    /** Rows of a kind ($2) with ids after $3 until $4 that no fact speaks of. */
    private static String inventedIn(String table) {
        return """
            select count(*) as rows from %s r
            where r.organization_id = $1 and r.id > $3 and r.id <= $4 and not exists (
                select from log.facts f where f.organization_id = $1 and f.kind = $2 and f.object_id = r.id)
            """.formatted(table);
    }

    /** Checks some objects after another. */
    Future<Checked> check(UUID organizationId, FactKind kind, UUID after) {
        return pool.withTransaction(connection -> connection
                .query(SNAPSHOT.sql())
                .execute()
                .compose(begun -> FactRebuild.objectsAfter(connection, organizationId, kind, after, OBJECTS_PER_CHECK))
                .compose(objects -> {
                    UUID last = objects.size() < OBJECTS_PER_CHECK ? AFTER_ALL : objects.get(objects.size() - 1);
                    return invented(connection, organizationId, kind, after, last)
                            .compose(invented -> differing(connection, organizationId, kind, objects)
                                    .compose(rows -> rows == 0
                                            ? Future.succeededFuture(new Checked(last, invented, false))
                                            : differingForSure(connection, organizationId, kind, objects)
                                                    .map(sure ->
                                                            new Checked(last, invented + sure, invented + sure == 0))));
                }));
    }

    private static Future<Long> differingForSure(
            SqlConnection connection, UUID organizationId, FactKind kind, List<UUID> objects) {
        return connection
                .preparedQuery(CONCERNED.sql())
                .execute(Tuple.of(organizationId, kind.storedName()).addArrayOfUUID(objects.toArray(UUID[]::new)))
                .compose(concerned -> {
                    Set<UUID> others = new LinkedHashSet<>(objects);
                    concerned.forEach(row -> others.remove(row.getUUID("object_id")));
                    return differing(connection, organizationId, kind, List.copyOf(others));
                });
    }

    private static Future<Long> differing(
            SqlConnection connection, UUID organizationId, FactKind kind, List<UUID> objects) {
        if (objects.isEmpty()) {
            return Future.succeededFuture(0L);
        }
        Set<UUID> ids = new HashSet<>(objects);
        return switch (kind) {
            case SUBSCRIPTION -> SubscriptionFolder.differing(connection, organizationId, ids);
            case CHECKOUT -> CheckoutFolder.differing(connection, organizationId, ids);
            case CUSTOMER_SEAT -> SeatFolder.differing(connection, organizationId, ids);
            default ->
                OrderFolder.load(connection, organizationId, new TouchedObjects(Map.of(kind, ids)))
                        .map(chunk -> chunk.compute().rows());
        };
    }

    private static Future<Long> invented(
            SqlConnection connection, UUID organizationId, FactKind kind, UUID after, UUID last) {
        return connection
                .preparedQuery(INVENTED.get(kind).sql())
                .execute(Tuple.of(organizationId, kind.storedName(), after, last))
                .map(rows -> rows.iterator().next().getLong("rows"))
                .compose(rows -> kind == FactKind.SUBSCRIPTION
                        ? connection
                                .preparedQuery(INVENTED_MRR.sql())
                                .execute(Tuple.of(organizationId, after, last))
                                .map(found -> rows + found.iterator().next().getLong("rows"))
                        : Future.succeededFuture(rows));
    }
}
