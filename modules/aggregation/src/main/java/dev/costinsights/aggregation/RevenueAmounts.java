package dev.costinsights.aggregation;

import java.math.BigDecimal;

/** What a row of revenue totals changes by. Cents as the columns of {@code totals.organization_revenue}. */
record RevenueAmounts(
        long orders,
        BigDecimal revenueCents,
        BigDecimal feeCents,
        BigDecimal orderRefundCents,
        BigDecimal refundCents,
        BigDecimal disputeCents) {

    static RevenueAmounts of(OrderRow order) {
        return new RevenueAmounts(
                order.counts() ? 1 : 0,
                order.revenueCents(),
                order.feeCents(),
                order.refundCents(),
                BigDecimal.ZERO,
                BigDecimal.ZERO);
    }

    static RevenueAmounts ofRefund(BigDecimal cents) {
        return new RevenueAmounts(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, cents, BigDecimal.ZERO);
    }

    static RevenueAmounts ofDispute(BigDecimal cents) {
        return new RevenueAmounts(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, cents);
    }

    RevenueAmounts plus(RevenueAmounts other) {
        return new RevenueAmounts(
                orders + other.orders,
                revenueCents.add(other.revenueCents),
                feeCents.add(other.feeCents),
                orderRefundCents.add(other.orderRefundCents),
                refundCents.add(other.refundCents),
                disputeCents.add(other.disputeCents));
    }

    RevenueAmounts negated() {
        return new RevenueAmounts(
                -orders,
                revenueCents.negate(),
                feeCents.negate(),
                orderRefundCents.negate(),
                refundCents.negate(),
                disputeCents.negate());
    }

    /** A row isn't empty after these are added. */
    boolean addsOrders() {
        return orders > 0;
    }

    boolean isZero() {
        return orders == 0
                && revenueCents.signum() == 0
                && feeCents.signum() == 0
                && orderRefundCents.signum() == 0
                && refundCents.signum() == 0
                && disputeCents.signum() == 0;
    }
}
