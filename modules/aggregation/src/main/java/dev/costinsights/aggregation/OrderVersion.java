package dev.costinsights.aggregation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a fact says of an order.
 *
 * @param currency lower case
 * @param netAmount in the smallest unit of the currency, without tax
 * @param ownRate usd per unit of the currency; null when the order has none of its own
 * @param feeCents 0 when none is said
 */
record OrderVersion(
        UUID id,
        UUID customerId,
        @Nullable UUID productId,
        @Nullable UUID subscriptionId,
        Instant createdAt,
        String status,
        String currency,
        BigDecimal netAmount,
        @Nullable BigDecimal ownRate,
        BigDecimal feeCents) {
    static final String USD = "usd";
    private static final Set<String> COUNTING = Set.of("paid", "refunded", "partially_refunded");

    static OrderVersion of(Fact fact) {
        FactFields fields = FactFields.of(fact);
        BigDecimal fee = fields.decimalOrNull("platform_fee_amount");
        return new OrderVersion(
                fact.objectId(),
                fields.id("customer_id"),
                fields.idOrNull("product_id"),
                fields.idOrNull("subscription_id"),
                fields.instant("created_at"),
                fields.lowerCase("status"),
                fields.lowerCase("currency"),
                fields.decimal("net_amount"),
                fields.decimalOrNull("exchange_rate"),
                fee == null ? BigDecimal.ZERO : Money.round(fee));
    }

    boolean counts() {
        return COUNTING.contains(status);
    }

    boolean needsRateOfDay() {
        return ownRate == null && !currency.equals(USD);
    }

    /** The UTC day whose rate holds. */
    LocalDate day() {
        return createdAt.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
