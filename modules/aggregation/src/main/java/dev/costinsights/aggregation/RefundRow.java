package dev.costinsights.aggregation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code totals.refunds}, whose columns say what these are. */
record RefundRow(
        UUID id,
        UUID orderId,
        boolean waiting,
        @Nullable UUID customerId,
        @Nullable UUID productId,
        Instant createdAt,
        BigDecimal refundCents) {
    /** What is read of a fact. */
    static final Set<String> FIELDS = Set.of("order_id", "created_at", "status", "amount", "exchange_rate");

    /**
     * @param fact the last one of the refund
     * @param order null when it isn't known; its rate holds unless the refund has one of its own
     */
    static RefundRow of(Fact fact, @Nullable ValuedOrder order) {
        FactFields fields = FactFields.of(fact);
        return new RefundRow(
                fact.objectId(),
                orderOf(fact),
                order == null,
                order == null ? null : order.order().customerId(),
                order == null ? null : order.order().productId(),
                fields.instant("created_at"),
                order != null && fields.lowerCase("status").equals("succeeded")
                        ? Money.cents(fields.decimal("amount"), order.rateOf(fields))
                        : BigDecimal.ZERO);
    }

    static UUID orderOf(Fact fact) {
        return FactFields.of(fact).id("order_id");
    }
}
