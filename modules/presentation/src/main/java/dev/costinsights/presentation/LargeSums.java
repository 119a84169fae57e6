package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/**
 * Runs statements that sum over all customers of an organization: what a hundred thousand of them need stays in memory, and
 * sets are joined by hashing. For an organization that is new beside large ones the planner expects a row where there are
 * thousands, and would join them one by one, for minutes, until statistics catch up.
 */
final class LargeSums {
    static final Statement BEGIN =
            new Statement("select set_config('work_mem', '64MB', true), set_config('enable_nestloop', 'off', true)");

    /** What follows in the same snapshot may look up a few rows by their keys. */
    static final Statement END = new Statement("select set_config('enable_nestloop', 'on', true)");

    private LargeSums() {}

    static Future<RowSet<Row>> read(SqlConnection snapshot, Statement statement, Tuple parameters) {
        return snapshot.query(BEGIN.sql())
                .execute()
                .compose(begun -> snapshot.preparedQuery(statement.sql()).execute(parameters))
                .compose(rows -> snapshot.query(END.sql()).execute().map(rows));
    }
}
