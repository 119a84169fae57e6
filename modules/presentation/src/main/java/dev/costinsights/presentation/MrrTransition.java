package dev.costinsights.presentation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Customers whose MRR is one at the start of some periods, the same for all of these, and another (or the same, in other
 * currencies than usd) at their ends. Periods count from 1; in the period 0 is what was paid before the first.
 *
 * @param firstPeriod the first of the periods
 * @param lastPeriod the last of them
 * @param before null when they paid nothing
 * @param after null when they pay nothing
 * @param hasPaid whether they paid at any time before the period
 */
record MrrTransition(
        int firstPeriod,
        int lastPeriod,
        long customers,
        @Nullable Paid before,
        @Nullable Paid after,
        boolean hasPaid) {

    /** Whether it is of several periods: what is paid at the end of each is paid at the start of the next. */
    boolean isStanding() {
        return firstPeriod < lastPeriod;
    }

    /**
     * What the customers pay a month. With other prices all of them pay the same; in usd alone they may pay different
     * amounts, as long as all go up or all go down.
     *
     * @param usdCents of all together
     * @param otherPrices of each one in other currencies, as {@link MonthlyPrice#parse} reads them
     */
    record Paid(BigDecimal usdCents, String otherPrices) {
        /** One of the customers, who all pay the same. */
        Paid each(long customers) {
            return new Paid(usdCents.divide(BigDecimal.valueOf(customers)), otherPrices);
        }

        /** So many who pay the same. */
        Paid times(long customers) {
            return new Paid(usdCents.multiply(BigDecimal.valueOf(customers)), otherPrices);
        }
    }
}
