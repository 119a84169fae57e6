package dev.costinsights.webui.chart;

import java.math.BigDecimal;
import java.util.List;

/**
 * Amounts per bucket, with those of the compared buckets.
 *
 * @param amountsCents one amount for each bucket that has begun, in cents; buckets to come have none
 * @param beforeCents one amount for each compared bucket, in cents; a day of 23 hours can make them fewer, buckets to
 *     come more
 * @param lastIsPartial whether the last bucket that has begun is still filling
 */
public record Series(List<BigDecimal> amountsCents, List<BigDecimal> beforeCents, boolean lastIsPartial) {

    /** Copies the lists. */
    public Series {
        amountsCents = List.copyOf(amountsCents);
        beforeCents = List.copyOf(beforeCents);
        if (amountsCents.isEmpty()) {
            throw new IllegalArgumentException("A chart needs at least one bucket");
        }
    }

    /** How many buckets the plot has room for. */
    int buckets() {
        return Math.max(amountsCents.size(), beforeCents.size());
    }

    /** Position of the last bucket that has begun. */
    int last() {
        return amountsCents.size() - 1;
    }
}
