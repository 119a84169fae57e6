package dev.costinsights.aggregation;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts in whole cents of usd. */
final class Money {
    private Money() {}

    /** Half away from zero. */
    static BigDecimal round(BigDecimal cents) {
        return cents.setScale(0, RoundingMode.HALF_UP);
    }

    /**
     * Rounded once, after the rate.
     *
     * @param amount in the smallest unit of a currency
     * @param rate usd per unit of it
     */
    static BigDecimal cents(BigDecimal amount, BigDecimal rate) {
        return round(amount.multiply(rate));
    }
}
