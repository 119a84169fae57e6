package dev.costinsights.contracts.metrics;

import java.util.Locale;

/** How a metric's value is to be read and shown. */
public enum MetricType {
    /** A count. */
    SCALAR("count"),
    /** Cents, whole ones unless costs or an average are in them. */
    CURRENCY("cents"),
    /** Cents with decimals. */
    CURRENCY_SUB_CENT("cents"),
    /** A ratio: 1 is the whole. Rates of loss and margins may be below 0. */
    PERCENTAGE("ratio");

    private final String unit;

    MetricType(String unit) {
        this.unit = unit;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a value counts: cents, count or ratio. */
    public String unit() {
        return unit;
    }
}
