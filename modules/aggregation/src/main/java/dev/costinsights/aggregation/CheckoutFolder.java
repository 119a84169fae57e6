package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Folds checkouts: each is what its last fact says. */
final class CheckoutFolder implements FactFolder {
    /** A checkout created before this counts although nobody is known to have opened it. */
    private static final Instant OPENING_IS_KNOWN_SINCE = Instant.parse("2026-01-22T12:13:00Z");

    private static final String COMPUTED = """
            select $1::uuid as organization_id, id, customer_id, product_id, created_at, effective_at, succeeded
            from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::timestamptz[], $6::timestamptz[], $7::boolean[])
                as u (id, customer_id, product_id, created_at, effective_at, succeeded)
            """;

    static final Statement PUT = new Statement("""
            insert into totals.checkouts as c (organization_id, id, customer_id, product_id, created_at, effective_at,
                succeeded)
            """ + COMPUTED + """
            order by id
            on conflict (organization_id, id) do update
            set customer_id = excluded.customer_id, product_id = excluded.product_id,
                created_at = excluded.created_at, effective_at = excluded.effective_at, succeeded = excluded.succeeded
            where c is distinct from excluded
            """);

    static final Statement DIFFERING = new Statement("""
            select count(*) as rows
            from (
            """ + COMPUTED + """
                except
                select organization_id, id, customer_id, product_id, created_at, effective_at, succeeded
                from totals.checkouts where organization_id = $1 and id = any ($2)) differing
            """);

    /**
     * A row of {@code totals.checkouts}.
     *
     * @param effectiveAt when it counts; null: not at all
     */
    record Checkout(
            UUID id,
            @Nullable UUID customerId,
            @Nullable UUID productId,
            Instant createdAt,
            @Nullable Instant effectiveAt,
            boolean succeeded) {

        static Checkout of(Fact last) {
            FactFields fields = FactFields.of(last);
            Instant createdAt = fields.instant("created_at");
            Instant openedAt = fields.instantOrNull("opened_at");
            return new Checkout(
                    last.objectId(),
                    fields.idOrNull("customer_id"),
                    fields.idOrNull("product_id"),
                    createdAt,
                    openedAt == null && createdAt.isBefore(OPENING_IS_KNOWN_SINCE) ? createdAt : openedAt,
                    fields.lowerCase("status").equals("succeeded"));
        }
    }

    @Override
    public Future<Void> fold(SqlConnection connection, UUID organizationId, TouchedObjects touched) {
        Set<UUID> ids = touched.ids(FactKind.CHECKOUT);
        return ids.isEmpty()
                ? Future.succeededFuture()
                : execute(PUT, connection, organizationId, ids).mapEmpty();
    }

    /** How many rows of checkouts aren't what facts say. Writes nothing. */
    static Future<Long> differing(SqlConnection connection, UUID organizationId, Set<UUID> ids) {
        return execute(DIFFERING, connection, organizationId, ids)
                .map(rows -> rows.iterator().next().getLong("rows"));
    }

    private static Future<RowSet<Row>> execute(
            Statement statement, SqlConnection connection, UUID organizationId, Set<UUID> ids) {
        return FactStore.latestOfObjects(connection, organizationId, FactKind.CHECKOUT, ids, Checkout::of)
                .map(Map::values)
                .compose(checkouts -> connection
                        .preparedQuery(statement.sql())
                        .execute(Tuple.of(organizationId)
                                .addArrayOfUUID(Columns.of(checkouts, UUID.class, Checkout::id))
                                .addArrayOfUUID(Columns.of(checkouts, UUID.class, Checkout::customerId))
                                .addArrayOfUUID(Columns.of(checkouts, UUID.class, Checkout::productId))
                                .addArrayOfOffsetDateTime(Columns.ofInstants(checkouts, Checkout::createdAt))
                                .addArrayOfOffsetDateTime(Columns.ofInstants(checkouts, Checkout::effectiveAt))
                                .addArrayOfBoolean(Columns.of(checkouts, Boolean.class, Checkout::succeeded))));
    }
}
