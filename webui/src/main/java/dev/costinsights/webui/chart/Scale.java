package dev.costinsights.webui.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Maps amounts to heights of a plot and picks its gridlines. Zero is always in view: areas and columns start there.
 *
 * <p>Pixels are doubles; amounts stay decimals until their place between the bounds is known.
 */
final class Scale {

    private static final int MOST_STEPS = 3;
    private static final List<BigDecimal> NICE = List.of(new BigDecimal(1), new BigDecimal(2), new BigDecimal(5));

    private final BigDecimal low;
    private final BigDecimal high;
    private final double top;
    private final double bottom;

    private Scale(BigDecimal low, BigDecimal high, double top, double bottom) {
        this.low = low;
        this.high = high;
        this.top = top;
        this.bottom = bottom;
    }

    /** The scale that shows all {@code amounts} between {@code top} and {@code bottom} pixels. */
    static Scale over(Collection<BigDecimal> amounts, double top, double bottom) {
        BigDecimal low = BigDecimal.ZERO;
        BigDecimal high = BigDecimal.ZERO;
        for (BigDecimal amount : amounts) {
            low = low.min(amount);
            high = high.max(amount);
        }
        return new Scale(low, high, top, bottom);
    }

    double y(BigDecimal amount) {
        BigDecimal span = high.subtract(low);
        if (span.signum() == 0) {
            return bottom;
        }
        double place = high.subtract(amount).divide(span, MathContext.DECIMAL64).doubleValue();
        return top + place * (bottom - top);
    }

    double zero() {
        return y(BigDecimal.ZERO);
    }

    /** Round amounts inside the bounds, zero among them, ascending; four at most unless amounts lie on both sides of zero. */
    List<BigDecimal> ticks() {
        BigDecimal reach = high.max(low.negate());
        if (reach.signum() == 0) {
            return List.of(BigDecimal.ZERO);
        }
        BigDecimal step = step(reach);
        List<BigDecimal> ticks = new ArrayList<>();
        BigDecimal first = low.divide(step, 0, RoundingMode.CEILING).multiply(step);
        for (BigDecimal tick = first; tick.compareTo(high) <= 0; tick = tick.add(step)) {
            ticks.add(tick);
        }
        return ticks;
    }

    private static BigDecimal step(BigDecimal reach) {
        int exponent = reach.precision() - reach.scale() - 2;
        while (true) {
            for (BigDecimal nice : NICE) {
                BigDecimal step = nice.scaleByPowerOfTen(exponent);
                if (reach.divideToIntegralValue(step).compareTo(BigDecimal.valueOf(MOST_STEPS)) <= 0) {
                    return step;
                }
            }
            exponent++;
        }
    }
}
