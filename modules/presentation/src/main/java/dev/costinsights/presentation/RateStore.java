package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Reads the exchange rates of times (decision 25): that of the counting order in the currency latest at or before the
 * time, else that set for the day or the nearest before it, else 1. An order that was counted without any known rate
 * tells none.
 */
final class RateStore {
    static final Statement RATES = new Statement("""
            select c.currency, coalesce(o.rate, x.rate, 1) as rate
            from unnest($2::text[]) as c (currency)
            cross join unnest($3::timestamptz[]) with ordinality as t (at, position)
            left join lateral (
                select rate from totals.orders
                where organization_id = $1 and currency = c.currency and currency <> 'usd' and created_at <= t.at
                  and counts and converted
                order by created_at desc, id desc limit 1) o on true
            left join lateral (
                select rate from totals.exchange_rates
                where organization_id = $1 and currency = c.currency and day <= (t.at at time zone 'UTC')::date
                order by day desc limit 1) x on true
            order by c.currency, t.position
            """);

    private RateStore() {}

    static Future<RatesOfTimes> read(
            SqlConnection snapshot, UUID organizationId, Collection<String> currencies, List<Instant> times) {
        if (currencies.isEmpty()) {
            return Future.succeededFuture(RatesOfTimes.NONE);
        }
        return snapshot.preparedQuery(RATES.sql())
                .execute(Tuple.of(organizationId)
                        .addArrayOfString(currencies.toArray(String[]::new))
                        .addArrayOfOffsetDateTime(times.stream()
                                .map(time -> time.atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new)))
                .map(rows -> {
                    Map<String, List<BigDecimal>> rates = new HashMap<>();
                    for (Row row : rows) {
                        rates.computeIfAbsent(row.getString("currency"), currency -> new ArrayList<>())
                                .add(row.getBigDecimal("rate"));
                    }
                    return new RatesOfTimes(rates);
                });
    }
}
