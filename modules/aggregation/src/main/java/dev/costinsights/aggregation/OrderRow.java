package dev.costinsights.aggregation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code totals.orders}, whose columns say what these are. */
record OrderRow(
        UUID id,
        UUID customerId,
        @Nullable UUID productId,
        @Nullable UUID subscriptionId,
        Instant createdAt,
        String status,
        boolean counts,
        String currency,
        BigDecimal netAmount,
        @Nullable BigDecimal ownRate,
        BigDecimal rate,
        boolean converted,
        BigDecimal revenueCents,
        BigDecimal feeCents,
        BigDecimal refundCents,
        short stage,
        @Nullable Instant subscriptionStartedAt,
        @Nullable Instant previousAt) {

    /**
     * @param refundCents of its succeeded refunds
     * @param startedAt of its subscription; null when that isn't known
     * @param previousAt of the counting order before it of the same subscription; null when there is none, and for an
     *     order that doesn't count: whether its refunds are a renewal's depends on the start alone
     */
    static OrderRow of(
            OrderVersion order,
            Rate rate,
            BigDecimal refundCents,
            @Nullable Instant startedAt,
            @Nullable Instant previousAt) {
        boolean counts = order.counts();
        return new OrderRow(
                order.id(),
                order.customerId(),
                order.productId(),
                order.subscriptionId(),
                order.createdAt(),
                order.status(),
                counts,
                order.currency(),
                order.netAmount(),
                order.ownRate(),
                rate.usd(),
                rate.isKnown(),
                counts ? Money.cents(order.netAmount(), rate.usd()) : BigDecimal.ZERO,
                counts ? order.feeCents() : BigDecimal.ZERO,
                refundCents,
                Stage.of(order.subscriptionId(), order.createdAt(), startedAt, previousAt),
                startedAt,
                previousAt);
    }

    /** The same order after another one. */
    OrderRow after(@Nullable Instant previousAt) {
        return new OrderRow(
                id,
                customerId,
                productId,
                subscriptionId,
                createdAt,
                status,
                counts,
                currency,
                netAmount,
                ownRate,
                rate,
                converted,
                revenueCents,
                feeCents,
                refundCents,
                Stage.of(subscriptionId, createdAt, subscriptionStartedAt, previousAt),
                subscriptionStartedAt,
                previousAt);
    }
}
