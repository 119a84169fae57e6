package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a unit of a currency was worth in usd by the orders of a period: the average of their effective rates, each
 * counted once whatever its amount. Filters don't apply. 1 where no order says it.
 */
final class OrderRates {

    /** Parameters: $1 organization, $2 to $4 segments, $5 where periods meet. {@code offset 0}: see TotalsStore. */
    static final Statement RATES = new Statement("""
            select width_bucket(t.bucket, $5::timestamptz[]) as period, t.currency,
                   sum(t.rates) as rates, sum(t.orders)::bigint as orders
            from unnest($2::smallint[], $3::timestamptz[], $4::timestamptz[]) as s (grain, first, last)
            cross join lateral (
                select * from totals.order_rates t
                where t.organization_id = $1 and t.grain = s.grain and t.bucket >= s.first and t.bucket < s.last
                offset 0) t
            group by 1, 2
            """);

    private static final Rate ONE = new Rate(BigDecimal.ONE, 1);

    private final Map<Key, Rate> rates = new HashMap<>();

    private record Key(String currency, int period) {}

    /** As a fraction, so that nothing is lost before the one rounding. */
    record Rate(BigDecimal sum, long orders) {}

    static Future<OrderRates> read(SqlConnection snapshot, UUID organizationId, Timeline timeline) {
        Cover inside = Cover.of(timeline.boundaries());
        Tuple parameters = Tuple.of(organizationId);
        Segment.addTo(parameters, inside.segments());
        parameters.addArrayOfOffsetDateTime(Segment.times(inside.boundaries()));
        return snapshot.preparedQuery(RATES.sql()).execute(parameters).map(rows -> {
            var rates = new OrderRates();
            for (Row row : rows) {
                rates.put(
                        row.getString("currency"),
                        row.getInteger("period"),
                        new Rate(row.getBigDecimal("rates"), row.getLong("orders")));
            }
            return rates;
        });
    }

    /** A currency's rate in a period; one without orders says nothing. */
    void put(String currency, int period, Rate rate) {
        if (rate.orders() > 0) {
            rates.put(new Key(currency, period), rate);
        }
    }

    Rate of(String currency, int period) {
        return rates.getOrDefault(new Key(currency, period), ONE);
    }
}
