package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Keeps {@code totals.exchange_rates}: the last rate that was set for each currency and UTC day. */
final class RateFolder implements FactFolder {

    static final Statement PUT_RATES = new Statement("""
            insert into totals.exchange_rates (organization_id, currency, day, rate)
            select $1, currency, day, rate::numeric
            from unnest($2::text[], $3::date[], $4::text[]) as r (currency, day, rate)
            on conflict (organization_id, currency, day) do update set rate = excluded.rate
            """);

    /** @param rate usd per unit of the currency */
    record DayRate(String currency, LocalDate day, BigDecimal rate) {
        static DayRate of(Fact fact) {
            FactFields fields = FactFields.of(fact);
            return new DayRate(
                    fields.lowerCase("currency"), LocalDate.parse(fields.text("day")), fields.decimal("rate"));
        }
    }

    @Override
    public Future<Void> fold(SqlConnection connection, UUID organizationId, TouchedObjects touched) {
        return touchedRates(connection, organizationId, touched)
                .compose(rates -> rates.isEmpty()
                        ? Future.succeededFuture()
                        : connection
                                .preparedQuery(PUT_RATES.sql())
                                .execute(daysOf(organizationId, rates)
                                        .addArrayOfString(Columns.ofDecimals(rates, DayRate::rate)))
                                .mapEmpty());
    }

    static Future<List<DayRate>> touchedRates(SqlConnection connection, UUID organizationId, TouchedObjects touched) {
        return FactStore.latestOfObjects(
                        connection,
                        organizationId,
                        FactKind.EXCHANGE_RATE,
                        touched.ids(FactKind.EXCHANGE_RATE),
                        DayRate::of)
                .map(rates -> List.copyOf(rates.values()));
    }

    /** The organization, the currencies and the days. */
    static Tuple daysOf(UUID organizationId, Collection<DayRate> rates) {
        return Tuple.of(organizationId)
                .addArrayOfString(Columns.of(rates, String.class, DayRate::currency))
                .addArrayOfLocalDate(Columns.of(rates, LocalDate.class, DayRate::day));
    }
}
