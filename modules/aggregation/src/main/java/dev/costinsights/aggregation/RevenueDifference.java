package dev.costinsights.aggregation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What changed rows of orders, refunds and disputes change in the totals of revenue: every row is taken away as it was
 * and added as it is.
 */
final class RevenueDifference {
    /** Stands for no product, and for whatever a total isn't kept by. */
    static final UUID NIL = new UUID(0, 0);

    private static final short OWN_TIME = 0;
    private static final short QUARTER = 15;
    private static final short HOUR = 60;
    private static final short DAY = 1_440;
    private static final short MONTH = 0;

    private final Map<Key, RevenueAmounts> quartersByProduct = new HashMap<>();
    private final Map<Key, RevenueAmounts> daysByCustomer = new HashMap<>();
    private final Map<RateKey, Rates> quartersByCurrency = new HashMap<>();

    /**
     * Of a row of totals.
     *
     * @param owner the product or customer; {@link #NIL} in totals of the organization
     * @param stage 0 in totals of customers
     */
    record Key(short grain, Instant bucket, UUID owner, short stage) {}

    /** Of a row of {@code totals.order_rates}. */
    record RateKey(short grain, Instant bucket, String currency) {}

    /** A sum of rates, and of how many orders. */
    record Rates(BigDecimal sum, long orders) {
        private Rates plus(Rates other) {
            return new Rates(sum.add(other.sum), orders + other.orders);
        }

        private boolean isZero() {
            return sum.signum() == 0 && orders == 0;
        }
    }

    /** Either may be null: the row is new, or gone. */
    void order(@Nullable OrderRow before, @Nullable OrderRow after) {
        if (before != null) {
            add(before, RevenueAmounts.of(before).negated());
            addRate(before, -1);
        }
        if (after != null) {
            add(after, RevenueAmounts.of(after));
            addRate(after, 1);
        }
    }

    void refund(@Nullable RefundRow before, @Nullable RefundRow after) {
        if (before != null) {
            add(before, before.refundCents().negate());
        }
        if (after != null) {
            add(after, after.refundCents());
        }
    }

    void dispute(@Nullable DisputeRow before, @Nullable DisputeRow after) {
        if (before != null) {
            add(before, before.disputeCents().negate());
        }
        if (after != null) {
            add(after, after.disputeCents());
        }
    }

    private void add(OrderRow order, RevenueAmounts amounts) {
        add(order.createdAt(), order.customerId(), order.productId(), order.stage(), amounts);
    }

    private void add(RefundRow refund, BigDecimal cents) {
        if (refund.customerId() != null) {
            add(refund.createdAt(), refund.customerId(), refund.productId(), OWN_TIME, RevenueAmounts.ofRefund(cents));
        }
    }

    private void add(DisputeRow dispute, BigDecimal cents) {
        if (dispute.customerId() == null) {
            return;
        }
        RevenueAmounts amounts = RevenueAmounts.ofDispute(cents);
        add(dispute.createdAt(), dispute.customerId(), dispute.productId(), OWN_TIME, amounts);
        if (dispute.wonAt() != null) {
            add(dispute.wonAt(), dispute.customerId(), dispute.productId(), OWN_TIME, amounts.negated());
        }
    }

    private void add(Instant at, UUID customerId, @Nullable UUID productId, short stage, RevenueAmounts amounts) {
        if (amounts.isZero()) {
            return;
        }
        var product = new Key(QUARTER, Buckets.quarterOf(at), productId == null ? NIL : productId, stage);
        var customer = new Key(DAY, Buckets.dayOf(at), customerId, OWN_TIME);
        quartersByProduct.merge(product, amounts, RevenueAmounts::plus);
        daysByCustomer.merge(customer, amounts, RevenueAmounts::plus);
    }

    private void addRate(OrderRow order, int sign) {
        if (order.counts() && !order.currency().equals(OrderVersion.USD)) {
            var key = new RateKey(QUARTER, Buckets.quarterOf(order.createdAt()), order.currency());
            quartersByCurrency.merge(
                    key, new Rates(order.rate().multiply(BigDecimal.valueOf(sign)), sign), Rates::plus);
        }
    }

    Map<Key, RevenueAmounts> byOrganization() {
        Map<Key, RevenueAmounts> rows = new HashMap<>();
        quartersByProduct.forEach(
                (key, amounts) -> addGrains(rows, new Key(QUARTER, key.bucket(), NIL, key.stage()), amounts));
        rows.values().removeIf(RevenueAmounts::isZero);
        return rows;
    }

    Map<Key, RevenueAmounts> byProduct() {
        Map<Key, RevenueAmounts> rows = new HashMap<>();
        quartersByProduct.forEach((key, amounts) -> addGrains(rows, key, amounts));
        rows.values().removeIf(RevenueAmounts::isZero);
        return rows;
    }

    private static void addGrains(Map<Key, RevenueAmounts> rows, Key quarter, RevenueAmounts amounts) {
        if (amounts.isZero()) {
            return;
        }
        var hour = new Key(HOUR, Buckets.hourOf(quarter.bucket()), quarter.owner(), quarter.stage());
        var day = new Key(DAY, Buckets.dayOf(quarter.bucket()), quarter.owner(), quarter.stage());
        rows.merge(quarter, amounts, RevenueAmounts::plus);
        rows.merge(hour, amounts, RevenueAmounts::plus);
        rows.merge(day, amounts, RevenueAmounts::plus);
    }

    /** Days and months. */
    Map<Key, RevenueAmounts> byCustomer() {
        Map<Key, RevenueAmounts> rows = new HashMap<>();
        daysByCustomer.forEach((day, amounts) -> {
            rows.merge(day, amounts, RevenueAmounts::plus);
            var month = new Key(MONTH, Buckets.monthOf(day.bucket()), day.owner(), day.stage());
            rows.merge(month, amounts, RevenueAmounts::plus);
        });
        rows.values().removeIf(RevenueAmounts::isZero);
        return rows;
    }

    Map<RateKey, Rates> rates() {
        Map<RateKey, Rates> rows = new HashMap<>();
        quartersByCurrency.forEach((quarter, rates) -> {
            rows.merge(quarter, rates, Rates::plus);
            rows.merge(new RateKey(HOUR, Buckets.hourOf(quarter.bucket()), quarter.currency()), rates, Rates::plus);
            rows.merge(new RateKey(DAY, Buckets.dayOf(quarter.bucket()), quarter.currency()), rates, Rates::plus);
        });
        rows.values().removeIf(Rates::isZero);
        return rows;
    }
}
