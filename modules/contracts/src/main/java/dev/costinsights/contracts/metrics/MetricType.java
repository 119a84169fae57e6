package dev.costinsights.contracts.metrics;

import java.util.Locale;

/** How a metric's value is to be read and shown. */
public enum MetricType {
    /** A count. */
    SCALAR,
    /** Whole cents. */
    CURRENCY,
    /** Cents with decimals. */
    CURRENCY_SUB_CENT,
    /** A ratio from 0 to 1. */
    PERCENTAGE;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
