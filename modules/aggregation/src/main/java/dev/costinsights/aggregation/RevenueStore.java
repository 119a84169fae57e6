package dev.costinsights.aggregation;

import dev.costinsights.aggregation.RevenueDifference.Key;
import dev.costinsights.aggregation.RevenueDifference.RateKey;
import dev.costinsights.aggregation.RevenueDifference.Rates;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.UUID;

/** Adds differences to the totals of revenue. */
final class RevenueStore {
    private RevenueStore() {}

    static Future<Void> add(SqlConnection connection, UUID organizationId, RevenueDifference difference) {
        return add(
                        connection,
                        organizationId,
                        difference.byOrganization(),
                        RevenueSql.ADD_TO_ORGANIZATION,
                        RevenueSql.CLEAN_ORGANIZATION)
                .compose(done -> add(
                        connection,
                        organizationId,
                        difference.byProduct(),
                        RevenueSql.ADD_TO_PRODUCTS,
                        RevenueSql.CLEAN_PRODUCTS))
                .compose(done -> add(
                        connection,
                        organizationId,
                        difference.byCustomer(),
                        RevenueSql.ADD_TO_CUSTOMERS,
                        RevenueSql.CLEAN_CUSTOMERS))
                .compose(done -> addRates(connection, organizationId, difference.rates()));
    }

    private static Future<Void> add(
            SqlConnection connection,
            UUID organizationId,
            Map<Key, RevenueAmounts> rows,
            Statement add,
            Statement clean) {
        if (rows.isEmpty()) {
            return Future.succeededFuture();
        }
        Collection<RevenueAmounts> amounts = rows.values();
        Tuple parameters = keys(organizationId, rows.keySet())
                .addArrayOfLong(Columns.of(amounts, Long.class, RevenueAmounts::orders))
                .addArrayOfString(Columns.ofDecimals(amounts, RevenueAmounts::revenueCents))
                .addArrayOfString(Columns.ofDecimals(amounts, RevenueAmounts::feeCents))
                .addArrayOfString(Columns.ofDecimals(amounts, RevenueAmounts::orderRefundCents))
                .addArrayOfString(Columns.ofDecimals(amounts, RevenueAmounts::refundCents))
                .addArrayOfString(Columns.ofDecimals(amounts, RevenueAmounts::disputeCents));
        List<Key> perhapsEmpty = rows.entrySet().stream()
                .filter(row -> !row.getValue().addsOrders())
                .map(Entry::getKey)
                .toList();
        return connection
                .preparedQuery(add.sql())
                .execute(parameters)
                .compose(added -> perhapsEmpty.isEmpty()
                        ? Future.succeededFuture()
                        : connection
                                .preparedQuery(clean.sql())
                                .execute(keys(organizationId, perhapsEmpty))
                                .mapEmpty());
    }

    private static Tuple keys(UUID organizationId, Collection<Key> keys) {
        return Tuple.of(organizationId)
                .addArrayOfShort(Columns.of(keys, Short.class, Key::grain))
                .addArrayOfOffsetDateTime(Columns.ofInstants(keys, Key::bucket))
                .addArrayOfUUID(Columns.of(keys, UUID.class, Key::owner))
                .addArrayOfShort(Columns.of(keys, Short.class, Key::stage));
    }

    private static Future<Void> addRates(SqlConnection connection, UUID organizationId, Map<RateKey, Rates> rows) {
        if (rows.isEmpty()) {
            return Future.succeededFuture();
        }
        List<RateKey> perhapsEmpty = rows.entrySet().stream()
                .filter(row -> row.getValue().orders() <= 0)
                .map(Entry::getKey)
                .toList();
        return connection
                .preparedQuery(RevenueSql.ADD_TO_RATES.sql())
                .execute(rateKeys(organizationId, rows.keySet())
                        .addArrayOfString(Columns.ofDecimals(rows.values(), Rates::sum))
                        .addArrayOfLong(Columns.of(rows.values(), Long.class, Rates::orders)))
                .compose(added -> perhapsEmpty.isEmpty()
                        ? Future.succeededFuture()
                        : connection
                                .preparedQuery(RevenueSql.CLEAN_RATES.sql())
                                .execute(rateKeys(organizationId, perhapsEmpty))
                                .mapEmpty());
    }

    private static Tuple rateKeys(UUID organizationId, Collection<RateKey> keys) {
        return Tuple.of(organizationId)
                .addArrayOfShort(Columns.of(keys, Short.class, RateKey::grain))
                .addArrayOfOffsetDateTime(Columns.ofInstants(keys, RateKey::bucket))
                .addArrayOfString(Columns.of(keys, String.class, RateKey::currency));
    }
}
