package dev.costinsights.presentation;

import dev.costinsights.platform.db.PgErrors;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;

/** Answers each question from one snapshot of the database, whatever is folded meanwhile. */
final class Snapshots {
    static final Statement BEGIN_READING = new Statement("set transaction isolation level repeatable read read only");
    static final Statement PLAN_FOR_VALUES = new Statement("set local plan_cache_mode = force_custom_plan");

    private final Pool pool;
    private final boolean plansForValues;

    Snapshots(Pool pool) {
        this(pool, false);
    }

    private Snapshots(Pool pool, boolean plansForValues) {
        this.pool = pool;
        this.plansForValues = plansForValues;
    }

    /** For statements whose best plan depends on their parameters: each is planned anew, knowing them. */
    static Snapshots searching(Pool pool) {
        return new Snapshots(pool, true);
    }

    /** Plans what is still read from a snapshot for its values. */
    static Future<Void> planForValues(SqlConnection snapshot) {
        return snapshot.query(PLAN_FOR_VALUES.sql()).execute().mapEmpty();
    }

    /** Fails only with a ContractException. */
    <T> Future<T> read(Function<SqlConnection, Future<T>> question) {
        return pool.withTransaction(connection -> connection
                        .query(BEGIN_READING.sql())
                        .execute()
                        .compose(begun -> plansForValues ? planForValues(connection) : Future.succeededFuture())
                        .compose(begun -> question.apply(connection)))
                .recover(PgErrors::failed);
    }
}
