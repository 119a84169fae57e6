package dev.costinsights.presentation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;

/**
 * What subscriptions in another currency than usd pay that have the same price.
 *
 * @param subscriptions how many there are
 * @param amount of one interval, in the smallest unit of the currency
 * @param interval day, week, month or year
 * @param intervalCount how many of them, at least 1
 */
record MonthlyPrice(long subscriptions, String currency, BigDecimal amount, String interval, int intervalCount) {

    /** As {@code totals.customer_mrr} has them: {@code eur 500 year 2, 3 x eur 1000 month 1}; empty for none. */
    static List<MonthlyPrice> parse(String prices) {
        return prices.isEmpty()
                ? List.of()
                : Arrays.stream(prices.split(", ")).map(MonthlyPrice::parseOne).toList();
    }

    private static MonthlyPrice parseOne(String price) {
        String[] parts = price.split(" ");
        boolean isCounted = parts[1].equals("x");
        int first = isCounted ? 2 : 0;
        return new MonthlyPrice(
                isCounted ? Long.parseLong(parts[0]) : 1,
                parts[first],
                new BigDecimal(parts[first + 1]),
                parts[first + 2],
                Integer.parseInt(parts[first + 3]));
    }

    /**
     * Whole cents of a month, of each subscription rounded once, half away from zero.
     *
     * @param rate usd for a unit of the currency
     */
    BigDecimal cents(BigDecimal rate) {
        return switch (interval) {
            case "day" -> cents(rate, 365, 12);
            case "week" -> cents(rate, 52, 12);
            case "month" -> cents(rate, 1, 1);
            case "year" -> cents(rate, 1, 12);
            default -> throw new IllegalStateException("A price with the interval " + interval);
        };
    }

    private BigDecimal cents(BigDecimal rate, int times, int months) {
        return amount.multiply(rate)
                .multiply(BigDecimal.valueOf(times))
                .divide(BigDecimal.valueOf((long) months * intervalCount), 0, RoundingMode.HALF_UP)
                .multiply(BigDecimal.valueOf(subscriptions));
    }
}
