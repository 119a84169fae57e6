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

    private final Pool pool;

    Snapshots(Pool pool) {
        this.pool = pool;
    }

    /** Fails only with a ContractException. */
    <T> Future<T> read(Function<SqlConnection, Future<T>> question) {
        return pool.withTransaction(connection ->
                        connection.query(BEGIN_READING.sql()).execute().compose(begun -> question.apply(connection)))
                .recover(PgErrors::failed);
    }
}
