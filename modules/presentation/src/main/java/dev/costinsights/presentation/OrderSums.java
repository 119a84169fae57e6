package dev.costinsights.presentation;

import io.vertx.sqlclient.Row;
import java.math.BigDecimal;

/**
 * What some orders amount to, in cents. Fees, refunds and disputes are positive.
 *
 * @param orders how many count
 * @param orderRefundCents refunds of these orders, whenever refunded
 * @param refundCents refunds by their own time
 * @param disputeCents disputes by their own time, less what is won, when it is
 */
record OrderSums(
        long orders,
        BigDecimal revenueCents,
        BigDecimal feeCents,
        BigDecimal orderRefundCents,
        BigDecimal refundCents,
        BigDecimal disputeCents) {
    static final OrderSums NONE =
            new OrderSums(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** From the columns of those names. */
    static OrderSums of(Row row) {
        return new OrderSums(
                row.getLong("orders"),
                row.getBigDecimal("revenue_cents"),
                row.getBigDecimal("fee_cents"),
                row.getBigDecimal("order_refund_cents"),
                row.getBigDecimal("refund_cents"),
                row.getBigDecimal("dispute_cents"));
    }

    OrderSums plus(OrderSums other) {
        return new OrderSums(
                orders + other.orders,
                revenueCents.add(other.revenueCents),
                feeCents.add(other.feeCents),
                orderRefundCents.add(other.orderRefundCents),
                refundCents.add(other.refundCents),
                disputeCents.add(other.disputeCents));
    }

    /** Revenue less fees, refunds of these orders, and disputes. */
    BigDecimal netCents() {
        return revenueCents.subtract(feeCents).subtract(orderRefundCents).subtract(disputeCents);
    }

    /** Revenue less fees, and less refunds and disputes by their own time. */
    BigDecimal netByDateCents() {
        return revenueCents.subtract(feeCents).subtract(refundCents).subtract(disputeCents);
    }
}
