package dev.costinsights.webui.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Geometry of the profit of every customer, best first: each step as wide as the customers it stands for, as high as the
 * mean of them. Widths are thousandths of the plot, which stretches; heights are pixels, which do not.
 *
 * @param height pixels of the plot, without the labels below it
 * @param gridlines amounts with a line, zero among them
 * @param areas one for each part that was given, in that order; empty where a part has no customers
 * @param edges the upper edge of the same
 * @param ends where each part ends, in percent of the width
 * @param endYs how high its last step is, in pixels from the top
 * @param zeroY where zero is
 */
public record Skyline(
        int height,
        List<CostChart.Gridline> gridlines,
        List<String> areas,
        List<String> edges,
        List<String> ends,
        List<Double> endYs,
        double zeroY) {
    private static final int HEIGHT = 232;
    private static final int MARGIN = 8;
    /** For words beside losses that are too small to be seen. */
    private static final int ROOM_BELOW = 26;

    private static final int WIDTH = 1000;

    /**
     * Neighbours that are drawn as one step.
     *
     * @param customers how many, at least one
     * @param profitCents of all of them together
     */
    public record Step(long customers, BigDecimal profitCents) {
        private BigDecimal mean() {
            return profitCents.divide(BigDecimal.valueOf(customers), MathContext.DECIMAL64);
        }
    }

    /** Draws parts from left to right; there must be a customer. */
    public static Skyline of(List<List<Step>> parts) {
        List<Step> all = parts.stream().flatMap(List::stream).toList();
        long customers = all.stream().mapToLong(Step::customers).sum();
        if (customers == 0) {
            throw new IllegalArgumentException("A skyline needs a customer");
        }
        boolean below = all.stream().anyMatch(step -> step.profitCents().signum() < 0);
        Scale scale = Scale.over(all.stream().map(Step::mean).toList(), MARGIN, below ? HEIGHT - ROOM_BELOW : HEIGHT);
        List<String> areas = new ArrayList<>();
        List<String> edges = new ArrayList<>();
        List<String> ends = new ArrayList<>();
        List<Double> endYs = new ArrayList<>();
        long left = 0;
        for (List<Step> part : parts) {
            SvgPath area = new SvgPath();
            SvgPath edge = new SvgPath();
            double y = scale.zero();
            if (!part.isEmpty()) {
                area.move(x(left, customers), y);
                edge.move(x(left, customers), y);
            }
            for (Step step : part) {
                left += step.customers();
                y = scale.y(step.mean());
                area.vertical(y).horizontal(x(left, customers));
                edge.vertical(y).horizontal(x(left, customers));
            }
            if (!part.isEmpty()) {
                area.vertical(scale.zero()).close();
            }
            areas.add(area.toString());
            edges.add(edge.toString());
            ends.add(SvgPath.number(x(left, customers) / 10) + "%");
            endYs.add(y);
        }
        return new Skyline(HEIGHT, CostChart.gridlines(scale), areas, edges, ends, endYs, scale.zero());
    }

    private static double x(long customers, long all) {
        return (double) WIDTH * customers / all;
    }
}
