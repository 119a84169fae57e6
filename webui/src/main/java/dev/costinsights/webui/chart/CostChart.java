package dev.costinsights.webui.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Geometry of costs over time. Widths are thousandths of the plot, which stretches; heights are pixels, which do not.
 *
 * @param height pixels of the plot, without the labels below it
 * @param gridlines amounts with a line, zero among them
 * @param area the filled area under the line, empty when drawn as columns
 * @param line the line up to the last complete bucket
 * @param partial the dashed segment or column of the bucket that is still filling, or empty
 * @param columns the columns of complete buckets, empty when drawn as a line
 * @param before the dotted line of the compared buckets, or empty
 * @param points where each bucket that has begun lies
 * @param drawnAsColumns whether the buckets are columns
 */
public record CostChart(
        int height,
        List<Gridline> gridlines,
        String area,
        String line,
        String partial,
        String columns,
        String before,
        List<Point> points,
        boolean drawnAsColumns) {

    /** Up to this many buckets are columns, more are a line. */
    static final int MOST_COLUMNS = 16;

    private static final int HEIGHT = 224;
    private static final int HEADROOM = 24;
    private static final int WIDTH = 1000;
    private static final double COLUMN_SHARE = 0.64;

    /**
     * A line across the plot.
     *
     * @param amountCents what it stands for, in cents
     * @param y pixels from the top
     * @param labelY baseline of its label
     */
    public record Gridline(BigDecimal amountCents, String y, String labelY, boolean zero) {}

    /**
     * A bucket on the plot.
     *
     * @param x centre, in percent of the width
     * @param left left edge of the stretch that belongs to the bucket, in percent
     * @param width width of that stretch, in percent
     * @param y height of the amount, in pixels from the top
     * @param beforeY height of the compared amount, or empty
     */
    public record Point(String x, String left, String width, String y, String beforeY) {}

    /** Draws a series: columns for a few buckets, a line with its area for many. */
    public static CostChart of(Series series) {
        Scale scale = Scale.over(
                Stream.concat(series.amountsCents().stream(), series.beforeCents().stream())
                        .toList(),
                HEADROOM,
                HEIGHT);
        return series.buckets() <= MOST_COLUMNS ? columns(series, scale) : line(series, scale);
    }

    /** Where the bucket of this position lies among so many, in percent of the width; also for buckets to come. */
    public String xOf(int bucket, int buckets) {
        double place = drawnAsColumns ? (bucket + 0.5) / buckets : (double) bucket / (buckets - 1);
        return percent(place * WIDTH);
    }

    private static CostChart line(Series series, Scale scale) {
        double slot = (double) WIDTH / (series.buckets() - 1);
        int last = series.last();
        boolean dashed = series.lastIsPartial() && last > 0;
        SvgPath area = new SvgPath();
        SvgPath line = new SvgPath();
        SvgPath partial = new SvgPath();
        SvgPath before = new SvgPath();
        List<Point> points = new ArrayList<>();
        for (int i = 0; i <= last; i++) {
            double x = i * slot;
            double y = scale.y(series.amountsCents().get(i));
            area.point(x, y);
            if (dashed && i >= last - 1) {
                partial.point(x, y);
            }
            if (!dashed || i < last) {
                line.point(x, y);
            }
            points.add(point(series, scale, i, x, slot));
        }
        area.line(last * slot, scale.zero()).line(0, scale.zero()).close();
        for (int i = 0; i < series.beforeCents().size(); i++) {
            before.point(i * slot, scale.y(series.beforeCents().get(i)));
        }
        return new CostChart(
                HEIGHT,
                gridlines(scale),
                area.toString(),
                line.toString(),
                partial.toString(),
                "",
                before.toString(),
                points,
                false);
    }

    private static CostChart columns(Series series, Scale scale) {
        double slot = (double) WIDTH / series.buckets();
        double half = slot * COLUMN_SHARE / 2;
        SvgPath columns = new SvgPath();
        SvgPath partial = new SvgPath();
        SvgPath before = new SvgPath();
        List<Point> points = new ArrayList<>();
        for (int i = 0; i <= series.last(); i++) {
            double centre = (i + 0.5) * slot;
            SvgPath column = i == series.last() && series.lastIsPartial() ? partial : columns;
            column.move(centre - half, scale.zero())
                    .vertical(scale.y(series.amountsCents().get(i)))
                    .horizontal(centre + half)
                    .vertical(scale.zero())
                    .close();
            points.add(point(series, scale, i, centre, slot));
        }
        for (int i = 0; i < series.beforeCents().size(); i++) {
            before.move(i * slot, scale.y(series.beforeCents().get(i))).horizontal((i + 1) * slot);
        }
        return new CostChart(
                HEIGHT,
                gridlines(scale),
                "",
                "",
                partial.toString(),
                columns.toString(),
                before.toString(),
                points,
                true);
    }

    private static Point point(Series series, Scale scale, int i, double centre, double slot) {
        double left = Math.max(0, centre - slot / 2);
        double right = Math.min(WIDTH, centre + slot / 2);
        return new Point(
                percent(centre),
                percent(left),
                percent(right - left),
                SvgPath.number(scale.y(series.amountsCents().get(i))),
                i >= series.beforeCents().size()
                        ? ""
                        : SvgPath.number(scale.y(series.beforeCents().get(i))));
    }

    static List<Gridline> gridlines(Scale scale) {
        return scale.ticks().stream()
                .map(tick -> new Gridline(
                        tick, SvgPath.number(scale.y(tick)), SvgPath.number(scale.y(tick) + 4), tick.signum() == 0))
                .toList();
    }

    private static String percent(double thousandths) {
        return SvgPath.number(thousandths / 10) + "%";
    }
}
