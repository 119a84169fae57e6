package dev.costinsights.webui.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where amounts lie on a logarithmic scale, in percent of its width.
 *
 * @param left where the stretch between the first two amounts starts
 * @param width of that stretch
 * @param marks in the order of the amounts
 */
public record Spread(String left, String width, List<Mark> marks) {
    /** On each side of the outermost marks, in percent. */
    private static final double MARGIN = 8;
    /** Marks nearer than this have no room for words. */
    private static final double LEAST_DISTANCE = 13;

    /**
     * An amount on the scale.
     *
     * @param position of the amount among those that were given
     * @param labelled whether there is room for its words
     */
    public record Mark(int position, String x, boolean labelled) {}

    /**
     * Places amounts; null where a logarithm has nothing to say: an amount that
     * is not above zero, or all of them equal.
     *
     * @param amounts the two ends of the stretch first; the later ones keep their words where there is little room
     */
    public static @Nullable Spread of(List<BigDecimal> amounts) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        List<Double> logs = new ArrayList<>();
        for (BigDecimal amount : amounts) {
            if (amount.signum() <= 0) {
                return null;
            }
            double log = Math.log10(amount.doubleValue());
            logs.add(log);
            low = Math.min(low, log);
            high = Math.max(high, log);
        }
        double span = high - low;
        if (!(span > 1e-9) || Double.isInfinite(span)) {
            return null;
        }
        double from = low;
        List<Double> places = logs.stream()
                .map(log -> MARGIN + (log - from) / span * (100 - 2 * MARGIN))
                .toList();
        return new Spread(
                SvgPath.number(places.get(0)) + "%",
                SvgPath.number(places.get(1) - places.get(0)) + "%",
                marks(places));
    }

    private static List<Mark> marks(List<Double> places) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            double place = places.get(i);
            boolean room = places.stream().skip(i + 1L).noneMatch(later -> Math.abs(later - place) < LEAST_DISTANCE);
            marks.add(new Mark(i, SvgPath.number(place) + "%", room));
        }
        return marks;
    }
}
