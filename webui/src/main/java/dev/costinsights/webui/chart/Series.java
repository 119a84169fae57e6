package dev.costinsights.webui.chart;

import java.math.BigDecimal;
import java.util.List;

/**
 * Amounts per bucket, with those of the compared buckets.
 *
 * @param amountsCents one amount for each bucket, in cents
 * @param beforeCents amounts to compare with, in cents, at most as many; days of 23 hours can make them fewer
 * @param lastIsPartial whether the last bucket is still filling
 */
public record Series(List<BigDecimal> amountsCents, List<BigDecimal> beforeCents, boolean lastIsPartial) {

    /** Copies the lists. */
    public Series {
        amountsCents = List.copyOf(amountsCents);
        beforeCents = List.copyOf(beforeCents);
        if (amountsCents.isEmpty()) {
            throw new IllegalArgumentException("A chart needs at least one bucket");
        }
        if (beforeCents.size() > amountsCents.size()) {
            throw new IllegalArgumentException("There are more compared buckets than buckets");
        }
    }

    int size() {
        return amountsCents.size();
    }
}
