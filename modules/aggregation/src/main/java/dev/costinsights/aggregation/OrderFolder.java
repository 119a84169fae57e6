package dev.costinsights.aggregation;

import dev.costinsights.aggregation.RateFolder.DayRate;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps the rows of orders, refunds and disputes and the totals of revenue that follow from them. An order is computed
 * anew with all its refunds and disputes: when any of them has new facts, when its subscription starts at another time,
 * and when the rate of its day changes. Runs after products, rates and subscriptions.
 */
final class OrderFolder implements FactFolder {
    /** Of orders that are computed in one transaction because a subscription or a rate changed; more get tickets. */
    static final int MAX_DEPENDENTS = 10_000;

    @Override
    public Future<Void> fold(SqlConnection connection, UUID organizationId, TouchedObjects touched) {
        return load(connection, organizationId, touched).compose(chunk -> {
            var store = new OrderStore(connection, organizationId);
            var changes = chunk.compute();
            return store.putOrders(changes.orders())
                    .compose(done -> store.putRefunds(changes.refunds()))
                    .compose(done -> store.putDisputes(changes.disputes()))
                    .compose(done -> RevenueStore.add(connection, organizationId, changes.difference()));
        });
    }

    /** Everything that is computed anew when some objects are touched. */
    static Future<OrderChunk> load(SqlConnection connection, UUID organizationId, TouchedObjects touched) {
        var store = new OrderStore(connection, organizationId);
        Set<UUID> orders = new HashSet<>(touched.ids(FactKind.ORDER));
        return ordersOfClaims(store, touched)
                .map(orders::addAll)
                .compose(added -> RateFolder.touchedRates(connection, organizationId, touched))
                .compose(rates -> dependents(store, touched, rates))
                .map(orders::addAll)
                .compose(added ->
                        OrderChunk.load(store, orders, touched.ids(FactKind.REFUND), touched.ids(FactKind.DISPUTE)));
    }

    /** The orders of touched refunds and disputes: those that they name now and those that they named before. */
    private static Future<Set<UUID>> ordersOfClaims(OrderStore store, TouchedObjects touched) {
        Set<UUID> refunds = touched.ids(FactKind.REFUND);
        Set<UUID> disputes = touched.ids(FactKind.DISPUTE);
        return store.latest(FactKind.REFUND, refunds, RefundRow::orderOf)
                .compose(ofRefunds -> store.latest(FactKind.DISPUTE, disputes, DisputeRow::orderOf)
                        .compose(ofDisputes -> store.ordersOfClaims(refunds, disputes)
                                .map(before -> {
                                    Set<UUID> orders = new HashSet<>(before);
                                    orders.addAll(ofRefunds.values());
                                    orders.addAll(ofDisputes.values());
                                    return orders;
                                })));
    }

    private static Future<Set<UUID>> dependents(OrderStore store, TouchedObjects touched, List<DayRate> rates) {
        Set<UUID> subscriptions = touched.ids(FactKind.SUBSCRIPTION);
        return store.dependents(subscriptions, rates, MAX_DEPENDENTS + 1)
                .compose(orders -> orders.size() <= MAX_DEPENDENTS
                        ? Future.succeededFuture(orders)
                        : store.postponeDependents(subscriptions, rates, touched.oldest())
                                .map(postponed -> Set.of()));
    }
}
