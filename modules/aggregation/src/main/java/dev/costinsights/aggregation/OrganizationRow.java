package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The row of {@code totals.organizations}: whoever folds holds its lock, and says up to when everything is in. */
final class OrganizationRow {

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

    static final Statement ADVANCE = new Statement("""
            update totals.organizations set as_of = greatest(as_of, $2) where organization_id = $1
            returning least(as_of,
                            (select min(appended_at) from log.tickets where organization_id = $1),
                            (select min(appended_at) from log.fact_tickets where organization_id = $1)) as as_of
            """);

    private OrganizationRow() {}

    /**
     * Takes tickets away and folds what they stand for, in one transaction under the lock. Empty when there is no ticket or
     * another holds the lock.
     */
    static <T> Future<Optional<Folded>> foldUnderLock(
            Pool pool,
            UUID organizationId,
            Function<SqlConnection, Future<Optional<T>>> take,
            BiFunction<SqlConnection, T, Future<Folded>> fold) {
        return pool.withTransaction(connection -> lock(connection, organizationId)
                .compose(locked -> locked ? take.apply(connection) : Future.succeededFuture(Optional.empty()))
                .compose(tickets -> tickets.isPresent()
                        ? fold.apply(connection, tickets.get()).map(Optional::of)
                        : Future.succeededFuture(Optional.empty())));
    }

    /** False when another holds the lock. */
    static Future<Boolean> lock(SqlConnection connection, UUID organizationId) {
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

    /** Notes the newest append that is in, and answers up to when everything is. */
    static Future<Instant> advance(SqlConnection connection, UUID organizationId, OffsetDateTime newest) {
        return connection
                .preparedQuery(ADVANCE.sql())
                .execute(Tuple.of(organizationId, newest))
                .map(advanced ->
                        advanced.iterator().next().getOffsetDateTime("as_of").toInstant());
    }
}
