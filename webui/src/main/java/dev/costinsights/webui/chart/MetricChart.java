package dev.costinsights.webui.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Geometry of one metric over time, in the size that it is asked for. Values that are not known leave gaps.
 *
 * @param width of the plot
 * @param height of the plot, without the labels below it
 * @param gridlines values with a line, zero among them
 * @param line what joins complete buckets, empty when drawn as columns
 * @param partial the dashed segment or column of the bucket that is still filling, or empty
 * @param columns the columns of complete buckets from zero up, empty when drawn as a line
 * @param losses those from zero down, or empty
 * @param before the dotted line of the compared buckets, or empty
 * @param points where each bucket that has begun lies
 * @param drawnAsColumns whether the buckets are columns
 */
public record MetricChart(
        int width,
        int height,
        List<CostChart.Gridline> gridlines,
        String line,
        String partial,
        String columns,
        String losses,
        String before,
        List<Point> points,
        boolean drawnAsColumns) {
    private static final int HEADROOM = 10;
    private static final double COLUMN_SHARE = 0.64;

    /**
     * A bucket on the plot.
     *
     * @param x centre, in percent of the width
     * @param left left edge of the stretch that belongs to the bucket, in percent
     * @param span width of that stretch, in percent
     * @param y height of the value, from the top; empty when it isn't known
     */
    public record Point(String x, String left, String span, String y) {}

    /**
     * Values of one metric; null where it isn't known.
     *
     * @param values one for each bucket that has begun
     * @param before one for each compared bucket
     * @param buckets how many the plot has room for
     * @param lastIsPartial whether the last bucket that has begun is still filling
     */
    public record Course(
            List<@Nullable BigDecimal> values, List<@Nullable BigDecimal> before, int buckets, boolean lastIsPartial) {
        /** Copies the lists; compared buckets without one of their own here are left out. */
        public Course {
            if (values.isEmpty() || values.size() > buckets) {
                throw new IllegalArgumentException("A chart needs at least one bucket, and room for all");
            }
            values = Collections.unmodifiableList(new ArrayList<>(values));
            before = Collections.unmodifiableList(new ArrayList<>(before.subList(0, Math.min(buckets, before.size()))));
        }
    }

    /** Draws a course: columns for a few buckets, a line for many. */
    public static MetricChart of(Course course, int width, int height) {
        List<BigDecimal> known = Stream.concat(course.values().stream(), course.before().stream())
                .filter(Objects::nonNull)
                .toList();
        return new Drawing(course, width, height, Scale.over(known, HEADROOM, height)).draw();
    }

    /** Where the bucket of this position lies, in percent of the width; also for buckets to come. */
    public String xOf(int bucket, int buckets) {
        return percent(drawnAsColumns ? (bucket + 0.5) / buckets : (double) bucket / (buckets - 1));
    }

    private static String percent(double share) {
        return SvgPath.number(share * 100) + "%";
    }

    private record Drawing(Course course, int width, int height, Scale scale) {
        MetricChart draw() {
            boolean columns = course.buckets() <= CostChart.MOST_COLUMNS;
            int last = course.values().size() - 1;
            boolean dashed = course.lastIsPartial();
            double slot = (double) width / (columns ? course.buckets() : course.buckets() - 1);
            int complete = dashed ? last - 1 : last;
            return new MetricChart(
                    width,
                    height,
                    CostChart.gridlines(scale),
                    columns ? "" : line(course.values(), 0, complete, slot),
                    dashed ? partial(last, slot, columns) : "",
                    columns ? columns(0, complete, slot, value -> value.signum() >= 0) : "",
                    columns ? columns(0, complete, slot, value -> value.signum() < 0) : "",
                    columns
                            ? steps(slot)
                            : line(course.before(), 0, course.before().size() - 1, slot),
                    points(slot, columns),
                    columns);
        }

        private String partial(int last, double slot, boolean columns) {
            return columns
                    ? columns(last, last, slot, value -> true)
                    : line(course.values(), Math.max(0, last - 1), last, slot);
        }

        /** A value between two that are not known is a dot. */
        private String line(List<@Nullable BigDecimal> values, int from, int to, double slot) {
            SvgPath path = new SvgPath();
            boolean open = false;
            for (int i = from; i <= to; i++) {
                BigDecimal value = values.get(i);
                boolean alone = !open && (i == to || values.get(i + 1) == null);
                if (value != null && open) {
                    path.line(i * slot, scale.y(value));
                } else if (value != null) {
                    path.move(i * slot, scale.y(value));
                    if (alone) {
                        path.line(i * slot, scale.y(value));
                    }
                }
                open = value != null;
            }
            return path.toString();
        }

        private String columns(int from, int to, double slot, Predicate<BigDecimal> drawn) {
            SvgPath path = new SvgPath();
            double half = slot * COLUMN_SHARE / 2;
            for (int i = from; i <= to; i++) {
                BigDecimal value = course.values().get(i);
                if (value != null && drawn.test(value)) {
                    double centre = (i + 0.5) * slot;
                    path.move(centre - half, scale.zero())
                            .vertical(scale.y(value))
                            .horizontal(centre + half)
                            .vertical(scale.zero())
                            .close();
                }
            }
            return path.toString();
        }

        private String steps(double slot) {
            SvgPath path = new SvgPath();
            for (int i = 0; i < course.before().size(); i++) {
                BigDecimal value = course.before().get(i);
                if (value != null) {
                    path.move(i * slot, scale.y(value)).horizontal((i + 1) * slot);
                }
            }
            return path.toString();
        }

        private List<Point> points(double slot, boolean columns) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < course.values().size(); i++) {
                BigDecimal value = course.values().get(i);
                double centre = (columns ? i + 0.5 : i) * slot;
                double left = Math.max(0, centre - slot / 2);
                double right = Math.min(width, centre + slot / 2);
                points.add(new Point(
                        percent(centre / width),
                        percent(left / width),
                        percent((right - left) / width),
                        value == null ? "" : SvgPath.number(scale.y(value))));
            }
            return points;
        }
    }
}
