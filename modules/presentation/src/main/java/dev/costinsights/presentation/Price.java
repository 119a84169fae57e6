package dev.costinsights.presentation;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a subscription in another currency than usd costs.
 *
 * @param amount in the smallest unit of the currency, every {@code count} intervals
 */
record Price(String currency, BigDecimal amount, String interval, int count) {
    private static final int MONTHS_OF_YEAR = 12;
    private static final int WEEKS_OF_YEAR = 52;
    private static final int DAYS_OF_YEAR = 365;

    /** Cents of usd a month: multiplied by all, divided once, rounded half away from zero. */
    BigDecimal monthlyCents(OrderRates.Rate rate) {
        long times;
        long parts;
        switch (interval) {
            case "day" -> {
                times = DAYS_OF_YEAR;
                parts = MONTHS_OF_YEAR;
            }
            case "week" -> {
                times = WEEKS_OF_YEAR;
                parts = MONTHS_OF_YEAR;
            }
            case "month" -> {
                times = 1;
                parts = 1;
            }
            case "year" -> {
                times = 1;
                parts = MONTHS_OF_YEAR;
            }
            default -> throw new IllegalStateException("A subscription is paid every " + interval);
        }
        return amount.multiply(rate.sum())
                .multiply(BigDecimal.valueOf(times))
                .divide(
                        BigDecimal.valueOf(parts)
                                .multiply(BigDecimal.valueOf(count))
                                .multiply(BigDecimal.valueOf(rate.orders())),
                        0,
                        RoundingMode.HALF_UP);
    }
}
