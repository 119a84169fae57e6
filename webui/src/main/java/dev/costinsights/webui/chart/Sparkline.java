package dev.costinsights.webui.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A small line without axis that shows only shape: its lowest amount is at the bottom, its highest at the top.
 *
 * @param path the line, in hundredths of the width and pixels of height
 * @param endY height of the last point, in pixels
 */
public record Sparkline(String path, String endY) {

    private static final int WIDTH = 100;
    private static final int MOST_POINTS = 60;
    private static final double TOP = 4;
    private static final double BOTTOM = 20;

    /**
     * Sums of {@code window} consecutive amounts as a line; empty when there are fewer than two sums to join.
     *
     * @param amounts one amount for each day
     */
    public static Sparkline ofSums(List<BigDecimal> amounts, int window) {
        List<BigDecimal> sums = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < amounts.size(); i++) {
            sum = sum.add(amounts.get(i));
            if (i >= window) {
                sum = sum.subtract(amounts.get(i - window));
            }
            if (i >= window - 1) {
                sums.add(sum);
            }
        }
        return of(thinned(sums));
    }

    /** Values one after the other as a line; empty when there are fewer than two. */
    public static Sparkline ofValues(List<BigDecimal> values) {
        return of(thinned(values));
    }

    /** Every so many values, counted from the last, which is always kept. */
    private static List<BigDecimal> thinned(List<BigDecimal> values) {
        int step = (values.size() + MOST_POINTS - 1) / MOST_POINTS;
        List<BigDecimal> kept = new ArrayList<>();
        for (int i = values.size() - 1; i >= 0; i -= Math.max(1, step)) {
            kept.add(values.get(i));
        }
        Collections.reverse(kept);
        return kept;
    }

    private static Sparkline of(List<BigDecimal> values) {
        if (values.size() < 2) {
            return new Sparkline("", "");
        }
        BigDecimal low = Collections.min(values);
        BigDecimal span = Collections.max(values).subtract(low);
        SvgPath path = new SvgPath();
        double y = BOTTOM;
        for (int i = 0; i < values.size(); i++) {
            double height = span.signum() == 0
                    ? 0
                    : values.get(i)
                            .subtract(low)
                            .divide(span, MathContext.DECIMAL64)
                            .doubleValue();
            y = BOTTOM - height * (BOTTOM - TOP);
            path.point((double) WIDTH * i / (values.size() - 1), y);
        }
        return new Sparkline(path.toString(), SvgPath.number(y));
    }
}
