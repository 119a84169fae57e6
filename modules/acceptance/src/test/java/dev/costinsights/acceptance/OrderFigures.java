package dev.costinsights.acceptance;

import dev.costinsights.acceptance.Revenue.About;
import dev.costinsights.acceptance.Revenue.Dispute;
import dev.costinsights.acceptance.Revenue.Order;
import dev.costinsights.acceptance.Revenue.Refund;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Orders, and what came of them, in a period. */
final class OrderFigures {
    private final Revenue revenue;
    private final List<Order> orders;
    private final List<Refund> refunds;
    private final List<Dispute> disputes;

    OrderFigures(Revenue revenue, Predicate<About> meant) {
        this.revenue = revenue;
        orders = revenue.orders().stream()
                .filter(order -> meant.test(order.about()))
                .toList();
        refunds = revenue.refunds().stream()
                .filter(refund -> meant.test(refund.order().about()))
                .toList();
        disputes = revenue.disputes().stream()
                .filter(dispute -> meant.test(dispute.order().about()))
                .toList();
    }

    /** What an order of a subscription is in its period. */
    private enum Place {
        ONE_TIME,
        NEW,
        RENEWED,
        UNKNOWN
    }

    Map<String, BigDecimal> of(Bucket bucket) {
        Map<String, BigDecimal> values = sums(bucket.from(), bucket.to());
        put(values, "one_time_products", bucket, Place.ONE_TIME);
        put(values, "new_subscriptions", bucket, Place.NEW);
        // How many are new is a matter of when they were created.
        values.remove("new_subscriptions");
        put(values, "renewed_subscriptions", bucket, Place.RENEWED);
        values.put(
                "renewed_subscriptions",
                Decimals.of(orders.stream()
                        .filter(order -> order.counts() && bucket.holds(order.createdAt()))
                        .filter(order -> place(order, bucket) == Place.RENEWED)
                        .map(Order::subscription)
                        .distinct()
                        .count()));
        return values;
    }

    private void put(Map<String, BigDecimal> values, String slug, Bucket bucket, Place place) {
        List<Order> placed = orders.stream()
                .filter(order -> bucket.holds(order.createdAt()) && place(order, bucket) == place)
                .toList();
        BigDecimal of = Decimals.sum(placed, Order::revenue);
        values.put(slug, Decimals.of(placed.stream().filter(Order::counts).count()));
        values.put(slug + "_revenue", of);
        values.put(
                slug + "_net_revenue",
                of.subtract(Decimals.sum(placed, Order::fee))
                        .subtract(Decimals.sum(
                                refunds.stream()
                                        .filter(refund -> placed.contains(refund.order()))
                                        .toList(),
                                Refund::cents)));
    }

    private Place place(Order order, Bucket bucket) {
        if (order.subscription() == null) {
            return Place.ONE_TIME;
        }
        Subscription subscription = revenue.subscription(order);
        if (subscription == null || subscription.now().startedAt() == null) {
            return Place.UNKNOWN;
        }
        return bucket.wholeHolds(subscription.now().startedAt()) ? Place.NEW : Place.RENEWED;
    }

    /** All there was before an instant. */
    BigDecimal before(Instant to, String slug) {
        return Ratios.number(sums(Instant.MIN, to), slug);
    }

    private Map<String, BigDecimal> sums(Instant from, Instant to) {
        var inside = new Bucket(from, to, from, to);
        List<Order> made = orders.stream()
                .filter(order -> order.counts() && inside.holds(order.createdAt()))
                .toList();
        BigDecimal sold = Decimals.sum(made, Order::revenue);
        BigDecimal kept = sold.subtract(Decimals.sum(made, Order::fee)).subtract(disputed(inside));
        BigDecimal refundedOrders = refunded(refunds.stream()
                .filter(refund -> inside.holds(refund.order().createdAt()))
                .toList());
        BigDecimal refunded = refunded(refunds.stream()
                .filter(refund -> inside.holds(refund.createdAt()))
                .toList());
        var values = new TreeMap<String, BigDecimal>();
        values.put("orders", Decimals.of(made.size()));
        values.put("revenue", sold);
        values.put("net_revenue", kept.subtract(refundedOrders));
        values.put("refunds", refunded);
        values.put("net_revenue_by_date", kept.subtract(refunded));
        return values;
    }

    private static BigDecimal refunded(List<Refund> some) {
        return Decimals.sum(some, Refund::cents);
    }

    /** Less what was won. */
    private BigDecimal disputed(Bucket inside) {
        BigDecimal taken = Decimals.sum(
                disputes.stream()
                        .filter(dispute -> inside.holds(dispute.createdAt()))
                        .toList(),
                Dispute::cents);
        BigDecimal given = Decimals.sum(
                disputes.stream()
                        .filter(dispute -> inside.holds(dispute.wonAt()))
                        .toList(),
                Dispute::cents);
        return taken.subtract(given);
    }
}
