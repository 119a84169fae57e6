package dev.costinsights.presentation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * What a bin of the histograms in {@code totals.trace_costs} says of a cost in it. Each bin above 0 reaches from its
 * lower end to 1.02 times that, and its middle is less than 1 % from both; the bins below 0 are their mirror image.
 */
final class CostBins {
    private static final BigDecimal LEAST = new BigDecimal("1E-12");
    private static final BigDecimal GROWTH = new BigDecimal("1.02");
    private static final MathContext WORKING = MathContext.DECIMAL64;
    private static final BigDecimal MIDDLE =
            new BigDecimal("2.04").divide(new BigDecimal("2.02"), MathContext.DECIMAL64);
    /** Enough not to be seen beside the error of the bin itself. */
    private static final MathContext SHOWN = new MathContext(6, RoundingMode.HALF_EVEN);

    private CostBins() {}

    /** Cents. */
    static BigDecimal middle(int bin) {
        if (bin == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal middle = GROWTH.pow(Math.abs(bin) - 1, WORKING)
                .multiply(LEAST)
                .multiply(MIDDLE)
                .round(SHOWN);
        return Sums.plain(bin < 0 ? middle.negate() : middle);
    }
}
