package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import dev.costinsights.presentation.PredictedLtv.Churn;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.UUID;

/** Reads how customers left in a window, from what each paid a month and when. */
final class ChurnStore {

    /** Parameters: $1 organization, $2 and $3 the days, $4 and $5 the months. */
    static final Statement CHURN = new Statement("""
            select coalesce(sum(days), 0)::bigint as paying_days,
                   count(*) filter (where last_at >= $2::timestamptz and last_at < $3::timestamptz) as churned,
                   count(*) filter (where month_days > 0) as paying_customers
            from (
                select m.customer_id, max(m.to_at) as last_at, sum(%s) as days, sum(%s) as month_days
                from totals.customer_mrr m
                where m.organization_id = $1 and m.from_at < $3::timestamptz
                  and m.to_at >= least($2::timestamptz, $4::timestamptz)
                group by 1
            ) payers
            """.formatted(
                    payingDays("m", "$2::timestamptz", "$3::timestamptz"),
                    payingDays("m", "$4::timestamptz", "$5::timestamptz")));

    private ChurnStore() {}

    /**
     * How many UTC days between two midnights end while a row of {@code totals.customer_mrr} holds. At the very end of a
     * day what begins there doesn't hold yet and what ends there still does: the midnight belongs to the next day.
     */
    static String payingDays(String row, String from, String to) {
        return """
                greatest(0, floor(extract(epoch from least(%1$s.to_at, %3$s) - %2$s) / 86400)
                            - floor(extract(epoch from greatest(%1$s.from_at, %2$s) - %2$s) / 86400))""".formatted(row, from, to);
    }

    static Future<Churn> churn(SqlConnection snapshot, UUID organizationId, PredictedLtv.Window window) {
        Tuple parameters = Tuple.of(
                organizationId,
                window.from().atOffset(ZoneOffset.UTC),
                window.to().atOffset(ZoneOffset.UTC),
                window.monthsFrom().atOffset(ZoneOffset.UTC),
                window.monthsTo().atOffset(ZoneOffset.UTC));
        return snapshot.preparedQuery(CHURN.sql()).execute(parameters).map(rows -> {
            Row row = rows.iterator().next();
            return new Churn(row.getLong("paying_days"), row.getLong("churned"), row.getLong("paying_customers"));
        });
    }
}
