package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Folds seats: each is what its last fact says, and belongs to the customer of its subscription, else of its order. Runs
 * when subscriptions and orders are folded.
 */
final class SeatFolder implements FactFolder {
    static final Statement OF_SUBSCRIPTIONS_AND_ORDERS = new Statement("""
            select id from totals.seats where organization_id = $1 and subscription_id = any ($2)
            union
            select id from totals.seats where organization_id = $1 and order_id = any ($3)
            """);

    private static final String COMPUTED = """
            select $1::uuid as organization_id, u.id, u.subscription_id, u.order_id, coalesce(b.id, o.id) is null as waiting,
                   case when b.id is null then o.customer_id else b.customer_id end as customer_id,
                   case when b.id is null then o.product_id else b.product_id end as product_id,
                   u.created_at, u.claimed_at, u.revoked_at
            from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[])
                as u (id, subscription_id, order_id, created_at, claimed_at, revoked_at)
            left join totals.subscriptions b on b.organization_id = $1 and b.id = u.subscription_id
            left join totals.orders o on o.organization_id = $1 and o.id = u.order_id
            """;

    static final Statement PUT = new Statement("""
            insert into totals.seats as s (organization_id, id, subscription_id, order_id, waiting, customer_id,
                product_id, created_at, claimed_at, revoked_at)
            """ + COMPUTED + """
            order by id
            on conflict (organization_id, id) do update
            set subscription_id = excluded.subscription_id, order_id = excluded.order_id, waiting = excluded.waiting,
                customer_id = excluded.customer_id, product_id = excluded.product_id,
                created_at = excluded.created_at, claimed_at = excluded.claimed_at, revoked_at = excluded.revoked_at
            where s is distinct from excluded
            """);

    static final Statement DIFFERING = new Statement("""
            select count(*) as rows
            from (
            """ + COMPUTED + """
                except
                select organization_id, id, subscription_id, order_id, waiting, customer_id, product_id, created_at,
                       claimed_at, revoked_at
                from totals.seats where organization_id = $1 and id = any ($2)) differing
            """);

    /** A row of {@code totals.seats}, but for what its subscription or order says. */
    record Seat(
            UUID id,
            @Nullable UUID subscriptionId,
            @Nullable UUID orderId,
            Instant createdAt,
            @Nullable Instant claimedAt,
            @Nullable Instant revokedAt) {

        static Seat of(Fact last) {
            FactFields fields = FactFields.of(last);
            return new Seat(
                    last.objectId(),
                    fields.idOrNull("subscription_id"),
                    fields.idOrNull("order_id"),
                    fields.instant("created_at"),
                    fields.instantOrNull("claimed_at"),
                    fields.instantOrNull("revoked_at"));
        }
    }

    @Override
    public Future<Void> fold(SqlConnection connection, UUID organizationId, TouchedObjects touched) {
        return dependents(connection, organizationId, touched)
                .compose(ids -> ids.isEmpty()
                        ? Future.succeededFuture()
                        : execute(PUT, connection, organizationId, ids).mapEmpty());
    }

    /** How many rows of seats aren't what facts, and the rows of subscriptions and orders, say. Writes nothing. */
    static Future<Long> differing(SqlConnection connection, UUID organizationId, Set<UUID> ids) {
        return execute(DIFFERING, connection, organizationId, ids)
                .map(rows -> rows.iterator().next().getLong("rows"));
    }

    private static Future<RowSet<Row>> execute(
            Statement statement, SqlConnection connection, UUID organizationId, Set<UUID> ids) {
        return FactStore.latestOfObjects(connection, organizationId, FactKind.CUSTOMER_SEAT, ids, Seat::of)
                .map(Map::values)
                .compose(seats -> connection
                        .preparedQuery(statement.sql())
                        .execute(Tuple.of(organizationId)
                                .addArrayOfUUID(Columns.of(seats, UUID.class, Seat::id))
                                .addArrayOfUUID(Columns.of(seats, UUID.class, Seat::subscriptionId))
                                .addArrayOfUUID(Columns.of(seats, UUID.class, Seat::orderId))
                                .addArrayOfOffsetDateTime(Columns.ofInstants(seats, Seat::createdAt))
                                .addArrayOfOffsetDateTime(Columns.ofInstants(seats, Seat::claimedAt))
                                .addArrayOfOffsetDateTime(Columns.ofInstants(seats, Seat::revokedAt))));
    }

    /** Seats with new facts, and those of subscriptions and orders with new facts. */
    private static Future<Set<UUID>> dependents(SqlConnection connection, UUID organizationId, TouchedObjects touched) {
        Set<UUID> ids = new HashSet<>(touched.ids(FactKind.CUSTOMER_SEAT));
        UUID[] subscriptions = touched.ids(FactKind.SUBSCRIPTION).toArray(UUID[]::new);
        UUID[] orders = touched.ids(FactKind.ORDER).toArray(UUID[]::new);
        if (subscriptions.length + orders.length == 0) {
            return Future.succeededFuture(ids);
        }
        return connection
                .preparedQuery(OF_SUBSCRIPTIONS_AND_ORDERS.sql())
                .execute(Tuple.of(organizationId, subscriptions, orders))
                .map(rows -> {
                    rows.forEach(row -> ids.add(row.getUUID("id")));
                    return ids;
                });
    }
}
