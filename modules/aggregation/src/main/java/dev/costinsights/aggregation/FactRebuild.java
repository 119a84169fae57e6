package dev.costinsights.aggregation;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Makes the rows of objects what their facts say: takes away those that no fact speaks of, then computes every object
 * anew, kind by kind, some at a time in short transactions, as the fold does. Totals change by the difference to the
 * rows, so where rows were wrong totals have to be summed up anew afterwards.
 */
final class FactRebuild {
    private static final int OBJECTS_PER_STEP = 2_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** In the order in which they need each other. Customers come from their register. */
    private static final List<FactKind> KINDS = List.of(
            FactKind.PRODUCT,
            FactKind.EXCHANGE_RATE,
            FactKind.SUBSCRIPTION,
            FactKind.ORDER,
            FactKind.REFUND,
            FactKind.DISPUTE,
            FactKind.CHECKOUT,
            FactKind.CUSTOMER_SEAT);

    private final Pool pool;

    FactRebuild(Pool pool) {
        this.pool = pool;
    }

    /** Hears how many objects of a kind are done. */
    interface Listener {
        void rebuilt(FactKind kind, long objects);
    }

    /** Answers how many objects there are. */
    Future<Long> rebuild(UUID organizationId, Listener listener) {
        Future<Long> done = pool.withTransaction(connection -> RebuildStore.lock(connection, organizationId)
                        .compose(locked -> deleteInvented(connection, organizationId)))
                .map(0L);
        for (FactKind kind : KINDS) {
            done = done.compose(before ->
                    steps(organizationId, kind, BEFORE_ALL, 0, listener).map(objects -> before + objects));
        }
        return done;
    }

    private static Future<Void> deleteInvented(SqlConnection connection, UUID organizationId) {
        Future<Void> deleted = Future.succeededFuture();
        for (var statement : FactRebuildSql.DELETE_INVENTED) {
            deleted = deleted.compose(before -> connection
                    .preparedQuery(statement.sql())
                    .execute(Tuple.of(organizationId))
                    .mapEmpty());
        }
        return deleted;
    }

    private Future<Long> steps(UUID organizationId, FactKind kind, UUID after, long before, Listener listener) {
        return step(organizationId, kind, after).compose(objects -> {
            if (objects.isEmpty()) {
                return Future.succeededFuture(before);
            }
            long now = before + objects.size();
            listener.rebuilt(kind, now);
            return steps(organizationId, kind, objects.get(objects.size() - 1), now, listener);
        });
    }

    private Future<List<UUID>> step(UUID organizationId, FactKind kind, UUID after) {
        return pool.withTransaction(connection -> RebuildStore.lock(connection, organizationId)
                .compose(locked -> objectsAfter(connection, organizationId, kind, after, OBJECTS_PER_STEP))
                .compose(objects -> objects.isEmpty()
                        ? Future.succeededFuture(objects)
                        : FactFold.fold(connection, organizationId, touched(kind, objects))
                                .map(objects)));
    }

    private static TouchedObjects touched(FactKind kind, List<UUID> objects) {
        Set<UUID> ids = new HashSet<>(objects);
        return new TouchedObjects(Map.of(kind, ids));
    }

    /** The first objects of a kind after another, by id. */
    static Future<List<UUID>> objectsAfter(
            SqlConnection connection, UUID organizationId, FactKind kind, UUID after, int count) {
        return connection
                .preparedQuery(FactRebuildSql.OBJECTS_AFTER.sql())
                .mapping(row -> row.getUUID("object_id"))
                .execute(Tuple.of(organizationId, kind.storedName(), after, count))
                .map(rows -> {
                    List<UUID> objects = new ArrayList<>(rows.size());
                    rows.forEach(objects::add);
                    return objects;
                });
    }
}
