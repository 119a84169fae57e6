package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads checkouts over consecutive periods. */
final class CheckoutStore {
    /** Parameters: $1 organization, $2 where periods meet, $3 and $4 the range. */
    private static final String SQL = """
            select width_bucket(c.effective_at, $2::timestamptz[]) as period, count(*) as opened,
                   count(*) filter (where c.succeeded) as succeeded
            from totals.checkouts c
            where c.organization_id = $1 and c.effective_at >= $3 and c.effective_at < $4 %s
            group by 1
            """;

    static final Statement OPENED = new Statement(SQL.formatted(""));
    static final Statement OPENED_BY_SOME = new Statement(SQL.formatted(RevenueScope.condition("c", 5)));

    private CheckoutStore() {}

    static Future<CheckoutFigures> figures(SqlConnection snapshot, RevenueScope scope, Timeline timeline) {
        Tuple parameters = Tuple.of(scope.organizationId())
                .addArrayOfOffsetDateTime(timeline.wholeTimes())
                .addOffsetDateTime(timeline.start())
                .addOffsetDateTime(timeline.end());
        return scope.execute(snapshot, OPENED, OPENED_BY_SOME, parameters).map(rows -> {
            List<Long> opened = new ArrayList<>(Collections.nCopies(timeline.size() + 1, 0L));
            List<Long> succeeded = new ArrayList<>(opened);
            for (Row row : rows) {
                int period = row.getInteger("period");
                opened.set(period, row.getLong("opened"));
                succeeded.set(period, row.getLong("succeeded"));
            }
            return new CheckoutFigures(opened, succeeded);
        });
    }
}
