package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** One field of some traces, worked out from each trace's sum. Without traces everything is zero. */
record Figures(BigDecimal total, BigDecimal average, BigDecimal p10, BigDecimal p90, BigDecimal p99) {
    private static final MathContext PLENTY = new MathContext(60, RoundingMode.HALF_EVEN);

    static Figures of(List<BigDecimal> values) {
        List<BigDecimal> sorted = values.stream().sorted().toList();
        BigDecimal total = sorted.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Figures(
                total,
                sorted.isEmpty() ? BigDecimal.ZERO : total.divide(BigDecimal.valueOf(sorted.size()), PLENTY),
                percentile(sorted, "0.1"),
                percentile(sorted, "0.9"),
                percentile(sorted, "0.99"));
    }

    /** Between the two values that stand nearest, in proportion. */
    private static BigDecimal percentile(List<BigDecimal> sorted, String part) {
        if (sorted.isEmpty()) {
            return BigDecimal.ZERO;
        }
        BigDecimal place = BigDecimal.valueOf(sorted.size() - 1).multiply(new BigDecimal(part));
        int below = place.intValue();
        BigDecimal lower = sorted.get(below);
        BigDecimal upper = sorted.get(Math.min(below + 1, sorted.size() - 1));
        return lower.add(upper.subtract(lower).multiply(place.subtract(BigDecimal.valueOf(below))));
    }
}
