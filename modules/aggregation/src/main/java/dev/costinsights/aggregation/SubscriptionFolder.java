package dev.costinsights.aggregation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Folds subscriptions: what each is now, when it paid, and what its customers pay a month in all. */
final class SubscriptionFolder implements FactFolder {
    @Override
    public Future<Void> fold(SqlConnection connection, UUID organizationId, TouchedObjects touched) {
        Set<UUID> ids = touched.ids(FactKind.SUBSCRIPTION);
        if (ids.isEmpty()) {
            return Future.succeededFuture();
        }
        var store = new SubscriptionStore(connection, organizationId);
        return histories(connection, organizationId, ids).compose(histories -> write(store, histories));
    }

    /** How many rows of subscriptions, and of what their customers pay, aren't what facts say. Writes nothing. */
    static Future<Long> differing(SqlConnection connection, UUID organizationId, Set<UUID> ids) {
        var store = new SubscriptionStore(connection, organizationId);
        return histories(connection, organizationId, ids)
                .compose(histories -> store.differing(histories)
                        .compose(rows ->
                                differingMrr(store, customers(histories)).map(ofCustomers -> rows + ofCustomers)));
    }

    private static Future<Long> differingMrr(SubscriptionStore store, Set<UUID> customers) {
        return store.spansOfCustomers(customers).compose(spans -> store.differing(customers, mrrOf(spans)));
    }

    private static Set<UUID> customers(List<SubscriptionHistory> histories) {
        Set<UUID> customers = new HashSet<>();
        for (SubscriptionHistory history : histories) {
            customers.add(history.state().plan().customerId());
            history.paid().forEach(span -> customers.add(span.plan().customerId()));
        }
        return customers;
    }

    private static Future<List<SubscriptionHistory>> histories(
            SqlConnection connection, UUID organizationId, Set<UUID> ids) {
        Map<UUID, SubscriptionHistory.Told> told = new LinkedHashMap<>();
        return FactStore.read(
                        connection,
                        organizationId,
                        FactKind.SUBSCRIPTION,
                        ids,
                        fact -> told.computeIfAbsent(fact.objectId(), id -> new SubscriptionHistory.Told())
                                .add(fact))
                .map(read -> told.values().stream()
                        .map(SubscriptionHistory.Told::history)
                        .toList());
    }

    private static Future<Void> write(SubscriptionStore store, List<SubscriptionHistory> histories) {
        return store.put(histories)
                .compose(done -> store.replaceSpans(histories))
                .compose(customers ->
                        store.spansOfCustomers(customers).compose(spans -> store.replaceMrr(customers, mrrOf(spans))));
    }

    private static List<SubscriptionStore.MrrOfCustomer> mrrOf(Collection<List<PaidSpan>> spansByCustomer) {
        List<SubscriptionStore.MrrOfCustomer> rows = new ArrayList<>();
        for (List<PaidSpan> spans : spansByCustomer) {
            UUID customerId = spans.get(0).plan().customerId();
            CustomerMrr.of(spans).forEach(mrr -> rows.add(new SubscriptionStore.MrrOfCustomer(customerId, mrr)));
        }
        return rows;
    }
}
