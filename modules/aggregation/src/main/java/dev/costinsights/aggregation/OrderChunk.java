package dev.costinsights.aggregation;

import dev.costinsights.aggregation.OrderStore.RateDay;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Some orders with all their refunds and disputes: what their facts say, and what their rows say. */
record OrderChunk(
        Map<UUID, OrderVersion> versions,
        Map<UUID, Fact> refundFacts,
        Map<UUID, List<Fact>> disputeFacts,
        Map<UUID, OrderRow> orders,
        Map<UUID, RefundRow> refunds,
        Map<UUID, DisputeRow> disputes,
        Map<UUID, Instant> starts,
        Map<RateDay, BigDecimal> rates,
        SubscriptionOrders subscriptionOrders) {

    private static final OrderChunk NOTHING = new OrderChunk(
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            new SubscriptionOrders(List.of(), List.of()));

    /** Rows to write, and what they change in the totals. */
    record Changes(
            List<OrderRow> orders, List<RefundRow> refunds, List<DisputeRow> disputes, RevenueDifference difference) {
        /** How many there are. */
        long rows() {
            return (long) orders.size() + refunds.size() + disputes.size();
        }
    }

    /**
     * Reads what is needed.
     *
     * @param orders some may not be known
     * @param refunds with new facts: of one of the orders, now and before
     * @param disputes alike
     */
    static Future<OrderChunk> load(OrderStore store, Set<UUID> orders, Set<UUID> refunds, Set<UUID> disputes) {
        return new Loading(store, orders, refunds, disputes).load();
    }

    Changes compute() {
        var difference = new RevenueDifference();
        Map<UUID, ValuedOrder> valued = new HashMap<>();
        versions.forEach((id, version) -> valued.put(id, new ValuedOrder(version, rateOf(version))));
        Map<UUID, BigDecimal> refundCents = new HashMap<>();
        List<RefundRow> changedRefunds = computeRefunds(valued, refundCents, difference);
        return new Changes(
                computeOrders(valued, refundCents, difference),
                changedRefunds,
                computeDisputes(valued, difference),
                difference);
    }

    private Rate rateOf(OrderVersion order) {
        return Rate.of(order, order.needsRateOfDay() ? rates.get(new RateDay(order.currency(), order.day())) : null);
    }

    private List<RefundRow> computeRefunds(
            Map<UUID, ValuedOrder> valued, Map<UUID, BigDecimal> refundCents, RevenueDifference difference) {
        List<RefundRow> changed = new ArrayList<>();
        for (Fact fact : refundFacts.values()) {
            RefundRow before = refunds.get(fact.objectId());
            RefundRow after = RefundRow.of(fact, valued.get(RefundRow.orderOf(fact)));
            refundCents.merge(after.orderId(), after.refundCents(), BigDecimal::add);
            if (!after.equals(before)) {
                difference.refund(before, after);
                changed.add(after);
            }
        }
        return changed;
    }

    private List<DisputeRow> computeDisputes(Map<UUID, ValuedOrder> valued, RevenueDifference difference) {
        List<DisputeRow> changed = new ArrayList<>();
        for (List<Fact> facts : disputeFacts.values()) {
            DisputeRow after = DisputeRow.of(facts, valued.get(DisputeRow.orderOf(facts)));
            DisputeRow before = disputes.get(after.id());
            if (!after.equals(before)) {
                difference.dispute(before, after);
                changed.add(after);
            }
        }
        return changed;
    }

    private List<OrderRow> computeOrders(
            Map<UUID, ValuedOrder> valued, Map<UUID, BigDecimal> refundCents, RevenueDifference difference) {
        List<OrderRow> changed = new ArrayList<>();
        for (ValuedOrder order : valued.values()) {
            OrderVersion version = order.order();
            OrderRow after = OrderRow.of(
                    version,
                    order.rate(),
                    refundCents.getOrDefault(version.id(), BigDecimal.ZERO),
                    startOf(version),
                    subscriptionOrders.previousAt(version));
            change(orders.get(version.id()), after, changed, difference);
        }
        subscriptionOrders.neighbours().forEach((before, after) -> change(before, after, changed, difference));
        return changed;
    }

    private @Nullable Instant startOf(OrderVersion order) {
        return order.subscriptionId() == null ? null : starts.get(order.subscriptionId());
    }

    private static void change(
            @Nullable OrderRow before, OrderRow after, List<OrderRow> changed, RevenueDifference difference) {
        if (!after.equals(before)) {
            difference.order(before, after);
            changed.add(after);
        }
    }

    /** Collects a chunk step by step. */
    private static final class Loading {
        private final OrderStore store;
        private final Set<UUID> orderIds;
        private final Set<UUID> refundIds;
        private final Set<UUID> disputeIds;
        private final Map<UUID, OrderVersion> versions = new HashMap<>();

        private Loading(OrderStore store, Set<UUID> orders, Set<UUID> refunds, Set<UUID> disputes) {
            this.store = store;
            this.orderIds = orders;
            this.refundIds = new HashSet<>(refunds);
            this.disputeIds = new HashSet<>(disputes);
        }

        private Future<OrderChunk> load() {
            if (orderIds.isEmpty()) {
                return Future.succeededFuture(NOTHING);
            }
            var refunds = store.refunds(refundIds, orderIds);
            var disputes = store.disputes(disputeIds, orderIds);
            var orders = store.orders(orderIds);
            return Future.all(refunds, disputes, orders)
                    .compose(rows -> store.latest(FactKind.ORDER, orderIds, OrderVersion::of))
                    .compose(latest -> {
                        versions.putAll(latest);
                        refundIds.addAll(refunds.result().keySet());
                        disputeIds.addAll(disputes.result().keySet());
                        return facts(refunds.result(), disputes.result(), orders.result());
                    });
        }

        private Future<OrderChunk> facts(
                Map<UUID, RefundRow> refunds, Map<UUID, DisputeRow> disputes, Map<UUID, OrderRow> orders) {
            var refundFacts = store.latest(FactKind.REFUND, refundIds, fact -> fact.only(RefundRow.FIELDS));
            var disputeFacts = store.disputeFacts(disputeIds);
            var starts = store.subscriptionStarts(subscriptions());
            var rates = store.ratesOfDays(days());
            var places = SubscriptionOrders.places(orders.values(), versions.values());
            var neighbours = store.neighbours(places);
            return Future.all(refundFacts, disputeFacts, starts, rates, neighbours)
                    .map(read -> new OrderChunk(
                            versions,
                            refundFacts.result(),
                            disputeFacts.result(),
                            orders,
                            refunds,
                            disputes,
                            starts.result(),
                            rates.result(),
                            new SubscriptionOrders(
                                    versions.values(),
                                    SubscriptionOrders.lookingThrough(orderIds, neighbours.result()))));
        }

        private Set<UUID> subscriptions() {
            Set<UUID> ids = new HashSet<>();
            for (OrderVersion order : versions.values()) {
                if (order.subscriptionId() != null) {
                    ids.add(order.subscriptionId());
                }
            }
            return ids;
        }

        private Set<RateDay> days() {
            Set<RateDay> days = new HashSet<>();
            for (OrderVersion order : versions.values()) {
                if (order.needsRateOfDay()) {
                    days.add(new RateDay(order.currency(), order.day()));
                }
            }
            return days;
        }
    }
}
