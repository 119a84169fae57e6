package dev.costinsights.aggregation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who pays what for what, and how often.
 *
 * @param amount of one interval, in the smallest unit of the currency, after discount and without tax
 * @param currency lower case
 * @param interval day, week, month or year
 * @param intervalCount how many of them, at least 1
 */
record SubscriptionPlan(
        UUID customerId, UUID productId, BigDecimal amount, String currency, String interval, int intervalCount) {

    SubscriptionPlan {
        amount = amount.stripTrailingZeros();
    }

    /** The amount of a month in cents, rounded half away from zero; null unless the currency is usd. */
    @Nullable
    BigDecimal monthlyCents() {
        return currency.equals("usd") ? monthly() : null;
    }

    private BigDecimal monthly() {
        return switch (interval) {
            case "day" -> perMonth(365, 12);
            case "week" -> perMonth(52, 12);
            case "month" -> perMonth(1, 1);
            case "year" -> perMonth(1, 12);
            default -> throw new IllegalStateException("A subscription with the interval " + interval);
        };
    }

    private BigDecimal perMonth(int times, int months) {
        return amount.multiply(BigDecimal.valueOf(times))
                .divide(BigDecimal.valueOf((long) months * intervalCount), 0, RoundingMode.HALF_UP);
    }

    /** The same text for the same price: {@code eur 1000 month 1}. */
    String price() {
        return currency + " " + amount.toPlainString() + " " + interval + " " + intervalCount;
    }
}
