package dev.costinsights.presentation;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A percentile by linear interpolation: of n values in order, it stands (n − 1) · percent / 100 steps from the least.
 * Exact: a position has at most two decimals.
 */
enum Percentile {
    P10(10),
    P90(90),
    P99(99);

    private final int percent;

    Percentile(int percent) {
        this.percent = percent;
    }

    /** Where the nearest value below stands, counted from 0. */
    long lowerPosition(long count) {
        return (count - 1) * percent / 100;
    }

    /** Where the nearest value above stands: the same when the percentile is a value itself. */
    long upperPosition(long count) {
        return ((count - 1) * percent + 99) / 100;
    }

    /**
     * @param count of all values, at least one
     * @param lower the value at {@link #lowerPosition}
     * @param upper the value at {@link #upperPosition}
     */
    BigDecimal between(long count, BigDecimal lower, BigDecimal upper) {
        BigDecimal way = BigDecimal.valueOf((count - 1) * percent % 100, 2);
        return Sums.plain(lower.add(upper.subtract(lower).multiply(way)));
    }

    /** The column that holds what stands below, as of {@link #columns}. */
    String lowerColumn() {
        return columnName() + "_lower";
    }

    String upperColumn() {
        return columnName() + "_upper";
    }

    private String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** SQL of {@link #lowerPosition}. */
    String lowerPosition(String count) {
        return "((%s) - 1) * %d / 100".formatted(count, percent);
    }

    /** SQL of {@link #upperPosition}. */
    String upperPosition(String count) {
        return "(((%s) - 1) * %d + 99) / 100".formatted(count, percent);
    }

    /** SQL of {@link #between}. */
    String between(String count, String lower, String upper) {
        return "%2$s + (%3$s - %2$s) * (((%1$s) - 1) * %4$d %% 100) * 0.01".formatted(count, lower, upper, percent);
    }

    /**
     * SQL columns with what stands below and above each percentile.
     *
     * @param count SQL for n
     * @param value SQL for the value at a position
     */
    static String columns(String count, UnaryOperator<String> value) {
        return Arrays.stream(values())
                .map(percentile -> "%s as %s, %s as %s"
                        .formatted(
                                value.apply(percentile.lowerPosition(count)),
                                percentile.lowerColumn(),
                                value.apply(percentile.upperPosition(count)),
                                percentile.upperColumn()))
                .collect(Collectors.joining(",\n       "));
    }
}
