package dev.costinsights.aggregation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code totals.disputes}, whose columns say what these are. */
record DisputeRow(
        UUID id,
        UUID orderId,
        boolean waiting,
        @Nullable UUID customerId,
        @Nullable UUID productId,
        Instant createdAt,
        @Nullable Instant wonAt,
        BigDecimal disputeCents) {
    /** What is read of a fact. */
    static final Set<String> FIELDS =
            Set.of("order_id", "created_at", "status", "amount", "exchange_rate", "fee_amount");

    /**
     * @param facts all of the dispute, by version
     * @param order null when it isn't known; its rate holds unless the dispute has one of its own
     */
    static DisputeRow of(List<Fact> facts, @Nullable ValuedOrder order) {
        Fact last = lastOf(facts);
        FactFields fields = FactFields.of(last);
        return new DisputeRow(
                last.objectId(),
                orderOf(facts),
                order == null,
                order == null ? null : order.order().customerId(),
                order == null ? null : order.order().productId(),
                fields.instant("created_at"),
                wonAt(facts),
                order == null ? BigDecimal.ZERO : cents(fields, order));
    }

    private static BigDecimal cents(FactFields fields, ValuedOrder order) {
        BigDecimal fee = fields.decimalOrNull("fee_amount");
        return Money.cents(fields.decimal("amount"), order.rateOf(fields))
                .add(fee == null ? BigDecimal.ZERO : Money.round(fee));
    }

    private static @Nullable Instant wonAt(List<Fact> facts) {
        for (Fact fact : facts) {
            if (FactFields.of(fact).lowerCase("status").equals("won")) {
                return fact.versionAt();
            }
        }
        return null;
    }

    static UUID orderOf(List<Fact> facts) {
        return orderOf(lastOf(facts));
    }

    static UUID orderOf(Fact last) {
        return FactFields.of(last).id("order_id");
    }

    private static Fact lastOf(List<Fact> facts) {
        return facts.get(facts.size() - 1);
    }
}
