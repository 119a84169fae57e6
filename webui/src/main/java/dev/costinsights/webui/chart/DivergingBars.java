package dev.costinsights.webui.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Bars of gains and losses that share one zero line, whose place follows the amounts. */
public final class DivergingBars {
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    /** In percent; less can't be seen. */
    private static final BigDecimal THINNEST = new BigDecimal("0.5");

    private final BigDecimal zero;
    private final @Nullable BigDecimal perUnit;

    private DivergingBars(BigDecimal zero, @Nullable BigDecimal perUnit) {
        this.zero = zero;
        this.perUnit = perUnit;
    }

    /**
     * A bar; places and widths in percent.
     *
     * @param x where it begins
     * @param zero where the zero line is
     * @param loss whether it is on the side of losses
     */
    public record Bar(String x, String width, String zero, boolean loss) {}

    /** The scale of these amounts. */
    public static DivergingBars of(Collection<BigDecimal> amounts) {
        BigDecimal most = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::max);
        BigDecimal least = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::min);
        BigDecimal span = most.subtract(least);
        return span.signum() == 0
                ? new DivergingBars(BigDecimal.ZERO, null)
                : new DivergingBars(
                        least.negate().multiply(HUNDRED).divide(span, MathContext.DECIMAL64),
                        HUNDRED.divide(span, MathContext.DECIMAL64));
    }

    /** The bar of one of them; null for nothing. */
    public @Nullable Bar bar(BigDecimal amount) {
        if (perUnit == null || amount.signum() == 0) {
            return null;
        }
        BigDecimal width = amount.abs().multiply(perUnit).max(THINNEST);
        boolean loss = amount.signum() < 0;
        return new Bar(percent(loss ? zero.subtract(width) : zero), percent(width), percent(zero), loss);
    }

    private static String percent(BigDecimal value) {
        return value.max(BigDecimal.ZERO).setScale(1, RoundingMode.HALF_UP).toPlainString() + "%";
    }
}
