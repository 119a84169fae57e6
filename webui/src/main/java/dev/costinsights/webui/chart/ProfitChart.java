package dev.costinsights.webui.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Geometry of revenue against costs over time, with the profit between them. Widths are thousandths of the plot, which
 * stretches; heights are pixels, which do not.
 *
 * @param height pixels of the plot, without the labels below it
 * @param gridlines amounts with a line, zero among them
 * @param profit where revenue is above costs, between the two
 * @param loss where costs are above revenue, between the two
 * @param revenue the line of revenue, or the caps of columns, up to the last complete bucket
 * @param costs the line of costs up to the last complete bucket, empty when drawn as columns
 * @param revenuePartial the dashed segment or cap of the bucket that is still filling, or empty
 * @param costsPartial the dashed segment of the same, or empty
 * @param columns the columns of costs, empty when drawn as lines
 * @param points where each bucket that has begun lies
 */
public record ProfitChart(
        int height,
        List<CostChart.Gridline> gridlines,
        String profit,
        String loss,
        String revenue,
        String costs,
        String revenuePartial,
        String costsPartial,
        String columns,
        List<Point> points,
        boolean drawnAsColumns) {

    private static final int HEIGHT = 264;
    private static final int HEADROOM = 24;
    private static final int COURSE_MARGIN = 8;
    private static final int WIDTH = 1000;
    private static final double COLUMN_SHARE = 0.64;

    /**
     * A bucket on the plot.
     *
     * @param x centre, in percent of the width
     * @param left left edge of the stretch that belongs to the bucket, in percent
     * @param width width of that stretch, in percent
     * @param revenueY height of revenue, in pixels from the top
     * @param costsY height of costs
     */
    public record Point(String x, String left, String width, String revenueY, String costsY) {}

    /**
     * Draws both: columns for a few buckets, lines with the band between them for many.
     *
     * @param revenueCents one amount for each bucket that has begun
     * @param costsCents as many
     * @param buckets how many there are with those to come
     * @param lastIsPartial whether the last that has begun is still filling
     */
    public static ProfitChart of(
            List<BigDecimal> revenueCents, List<BigDecimal> costsCents, int buckets, boolean lastIsPartial) {
        if (revenueCents.isEmpty() || revenueCents.size() != costsCents.size() || buckets < revenueCents.size()) {
            throw new IllegalArgumentException("A chart needs revenue and costs of the same buckets");
        }
        Scale scale = Scale.over(
                Stream.concat(revenueCents.stream(), costsCents.stream()).toList(), HEADROOM, HEIGHT);
        double[] revenue = revenueCents.stream().mapToDouble(scale::y).toArray();
        double[] costs = costsCents.stream().mapToDouble(scale::y).toArray();
        var drawing = new Drawing(revenue, costs, buckets, lastIsPartial, scale, HEIGHT);
        return buckets <= CostChart.MOST_COLUMNS ? drawing.columns() : drawing.lines();
    }

    /**
     * Draws how an amount went up and down, as a line with the areas above and below zero.
     *
     * @param amountsCents at least two, one after the other
     * @param height pixels of the plot
     */
    public static ProfitChart ofCourse(List<BigDecimal> amountsCents, int height) {
        if (amountsCents.size() < 2) {
            throw new IllegalArgumentException("A course needs two amounts");
        }
        Scale scale = Scale.over(amountsCents, COURSE_MARGIN, height - COURSE_MARGIN);
        double[] amounts = amountsCents.stream().mapToDouble(scale::y).toArray();
        double[] zeros =
                amountsCents.stream().mapToDouble(amount -> scale.zero()).toArray();
        return new Drawing(amounts, zeros, amounts.length, false, scale, height).lines();
    }

    /** Where the bucket of this position lies among so many, in percent of the width; also for buckets to come. */
    public String xOf(int bucket, int buckets) {
        double place = drawnAsColumns ? (bucket + 0.5) / buckets : (double) bucket / (buckets - 1);
        return percent(place * WIDTH);
    }

    private record Drawing(
            double[] revenue, double[] costs, int buckets, boolean lastIsPartial, Scale scale, int height) {

        ProfitChart lines() {
            double slot = (double) WIDTH / (buckets - 1);
            int last = revenue.length - 1;
            boolean dashed = lastIsPartial && last > 0;
            int solid = dashed ? last - 1 : last;
            var band = new Band();
            List<Point> points = new ArrayList<>();
            for (int i = 0; i <= last; i++) {
                band.point(i * slot, revenue[i], costs[i]);
                points.add(point(i, i * slot, slot));
            }
            band.close();
            return new ProfitChart(
                    height,
                    CostChart.gridlines(scale),
                    band.profit.toString(),
                    band.loss.toString(),
                    line(revenue, 0, solid, slot),
                    line(costs, 0, solid, slot),
                    dashed ? line(revenue, solid, last, slot) : "",
                    dashed ? line(costs, solid, last, slot) : "",
                    "",
                    points,
                    false);
        }

        ProfitChart columns() {
            double slot = (double) WIDTH / buckets;
            double half = slot * COLUMN_SHARE / 2;
            SvgPath columns = new SvgPath();
            SvgPath profit = new SvgPath();
            SvgPath loss = new SvgPath();
            SvgPath caps = new SvgPath();
            SvgPath partialCap = new SvgPath();
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < revenue.length; i++) {
                double centre = (i + 0.5) * slot;
                box(columns, centre, half, scale.zero(), costs[i]);
                box(revenue[i] <= costs[i] ? profit : loss, centre, half, costs[i], revenue[i]);
                SvgPath cap = lastIsPartial && i == revenue.length - 1 ? partialCap : caps;
                cap.move(centre - half, revenue[i]).horizontal(centre + half);
                points.add(point(i, centre, slot));
            }
            return new ProfitChart(
                    height,
                    CostChart.gridlines(scale),
                    profit.toString(),
                    loss.toString(),
                    caps.toString(),
                    "",
                    partialCap.toString(),
                    "",
                    columns.toString(),
                    points,
                    true);
        }

        private static void box(SvgPath path, double centre, double half, double from, double to) {
            path.move(centre - half, from)
                    .vertical(to)
                    .horizontal(centre + half)
                    .vertical(from)
                    .close();
        }

        private static String line(double[] heights, int from, int to, double slot) {
            SvgPath path = new SvgPath();
            for (int i = from; i <= to; i++) {
                path.point(i * slot, heights[i]);
            }
            return path.toString();
        }

        private Point point(int i, double centre, double slot) {
            double left = Math.max(0, centre - slot / 2);
            double right = Math.min(WIDTH, centre + slot / 2);
            return new Point(
                    percent(centre),
                    percent(left),
                    percent(right - left),
                    SvgPath.number(revenue[i]),
                    SvgPath.number(costs[i]));
        }
    }

    /** The area between the lines, cut where they cross. */
    private static final class Band {
        private final SvgPath profit = new SvgPath();
        private final SvgPath loss = new SvgPath();
        /** Of the piece that is open: x, revenue, costs. */
        private final List<double[]> piece = new ArrayList<>();

        private boolean losing;

        void point(double x, double revenueY, double costsY) {
            boolean losingNow = revenueY > costsY;
            if (!piece.isEmpty() && losingNow != losing) {
                double[] before = piece.get(piece.size() - 1);
                double gapBefore = before[1] - before[2];
                double share = gapBefore / (gapBefore - (revenueY - costsY));
                double crossingX = before[0] + share * (x - before[0]);
                double crossingY = before[1] + share * (revenueY - before[1]);
                double[] crossing = {crossingX, crossingY, crossingY};
                piece.add(crossing);
                close();
                piece.add(crossing);
            }
            losing = losingNow;
            piece.add(new double[] {x, revenueY, costsY});
        }

        void close() {
            if (piece.size() > 1) {
                SvgPath path = losing ? loss : profit;
                path.move(piece.get(0)[0], piece.get(0)[1]);
                for (double[] point : piece.subList(1, piece.size())) {
                    path.line(point[0], point[1]);
                }
                for (int i = piece.size() - 1; i >= 0; i--) {
                    path.line(piece.get(i)[0], piece.get(i)[2]);
                }
                path.close();
            }
            piece.clear();
        }
    }

    private static String percent(double thousandths) {
        return SvgPath.number(thousandths / 10) + "%";
    }
}
