package dev.costinsights.aggregation;

import dev.costinsights.aggregation.ReconcileStore.Difference;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves again and again that the rows of subscriptions, orders, refunds, disputes, checkouts and seats are what their
 * facts say. A look computes those that differed last time and some more of each kind, by id; after the last it begins anew.
 * Objects that facts concern which wait to be folded are left to a later look.
 */
final class RowCheck {
    private static final Logger LOG = LoggerFactory.getLogger(RowCheck.class);
    private static final List<FactKind> KINDS = List.of(
            FactKind.SUBSCRIPTION,
            FactKind.ORDER,
            FactKind.REFUND,
            FactKind.DISPUTE,
            FactKind.CHECKOUT,
            FactKind.CUSTOMER_SEAT);
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final RowCheckStore store;
    private final Map<Stretch, Difference> differing = new LinkedHashMap<>();
    private final Map<Stretch, UUID> reached = new HashMap<>();

    RowCheck(Pool pool) {
        this.store = new RowCheckStore(pool);
    }

    /** Some objects after another. */
    private record Stretch(UUID organizationId, FactKind kind, UUID after) {}

    List<Difference> differences() {
        return List.copyOf(differing.values());
    }

    Future<Void> look(UUID organizationId) {
        List<Stretch> again = differing.keySet().stream()
                .filter(stretch -> stretch.organizationId().equals(organizationId))
                .toList();
        Future<Void> looked = Future.succeededFuture();
        for (Stretch stretch : new ArrayList<>(again)) {
            looked = looked.compose(before -> check(stretch)).mapEmpty();
        }
        for (FactKind kind : KINDS) {
            looked = looked.compose(before -> checkNext(organizationId, kind));
        }
        return looked;
    }

    private Future<Void> checkNext(UUID organizationId, FactKind kind) {
        var first = new Stretch(organizationId, kind, BEFORE_ALL);
        UUID after = reached.getOrDefault(first, BEFORE_ALL);
        return check(new Stretch(organizationId, kind, after)).map(last -> {
            if (last.equals(RowCheckStore.AFTER_ALL)) {
                reached.remove(first);
            } else {
                reached.put(first, last);
            }
            return null;
        });
    }

    /** Answers the last object that was checked. */
    private Future<UUID> check(Stretch stretch) {
        return store.check(stretch.organizationId(), stretch.kind(), stretch.after())
                .map(checked -> {
                    if (checked.rows() == 0 && !checked.isUndecided()) {
                        differing.remove(stretch);
                    } else if (checked.rows() > 0) {
                        LOG.error(
                                "Rows differ from facts: organization {}, {} of kind {} after {}",
                                stretch.organizationId(),
                                checked.rows(),
                                stretch.kind().storedName(),
                                stretch.after());
                        differing.put(stretch, Difference.ofRows(stretch.kind().storedName(), checked.rows()));
                    }
                    return checked.last();
                });
    }
}
