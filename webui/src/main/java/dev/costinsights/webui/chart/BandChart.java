package dev.costinsights.webui.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Geometry of an average over time with the spread around it, above bars that say how often. Widths are thousandths of
 * the plot, which stretches; heights are pixels, which do not. A bucket without occurrences is a gap.
 *
 * @param gridlines amounts with a line, zero among them
 * @param spread from the tenth to the ninetieth percentile
 * @param average the line up to the last complete bucket; empty when drawn as columns
 * @param averagePartial the segment or column of the bucket that is still filling, or empty
 * @param columns averages of complete buckets as columns; empty when drawn as a line
 * @param p99 the line, or a cap over each column
 * @param p99Partial as for the average
 * @param bars occurrences of complete buckets
 * @param barsPartial occurrences of the bucket that is still filling, or empty
 * @param points where each bucket that has begun lies
 * @param drawnAsColumns whether the buckets are columns
 */
public record BandChart(
        List<CostChart.Gridline> gridlines,
        String spread,
        String average,
        String averagePartial,
        String columns,
        String p99,
        String p99Partial,
        String bars,
        String barsPartial,
        List<Point> points,
        boolean drawnAsColumns) {

    private static final int WIDTH = 1000;
    private static final int HEADROOM = 24;
    private static final int BOTTOM = 204;
    private static final int BARS_TOP = 224;
    private static final int BARS_BOTTOM = 264;
    private static final double BAND_SHARE = 0.64;
    private static final double COLUMN_SHARE = 0.32;
    private static final double LEAST_BAR = 1;

    /** What the traces of a bucket cost. */
    public record Value(BigDecimal average, BigDecimal p10, BigDecimal p90, BigDecimal p99) {}

    /**
     * A bucket on the plot.
     *
     * @param x centre, in percent of the width
     * @param left left edge of the stretch that belongs to the bucket, in percent
     * @param width width of that stretch, in percent
     * @param averageY height of the average, in pixels from the top; empty without occurrences
     * @param p99Y height of the percentile, or empty
     */
    public record Point(String x, String left, String width, String averageY, String p99Y) {}

    /**
     * Draws it: columns for a few buckets, lines for many.
     *
     * @param values one for each bucket that has begun; null without occurrences
     * @param occurrences as many
     * @param buckets how many there are with those to come
     * @param lastIsPartial whether the last that has begun is still filling
     */
    public static BandChart of(
            List<@Nullable Value> values, List<Long> occurrences, int buckets, boolean lastIsPartial) {
        if (values.isEmpty() || values.size() != occurrences.size() || buckets < values.size()) {
            throw new IllegalArgumentException("A chart needs values and occurrences of the same buckets");
        }
        Scale scale = Scale.over(
                values.stream()
                        .filter(Objects::nonNull)
                        .flatMap(value -> Stream.of(value.average(), value.p10(), value.p90(), value.p99()))
                        .toList(),
                HEADROOM,
                BOTTOM);
        var drawing = new Drawing(values, buckets, lastIsPartial, scale);
        if (buckets <= CostChart.MOST_COLUMNS) {
            drawing.columns();
        } else {
            drawing.lines();
        }
        drawing.bars(occurrences);
        return drawing.chart();
    }

    /** Where the bucket of this position lies among so many, in percent of the width; also for buckets to come. */
    public String xOf(int bucket, int buckets) {
        double place = drawnAsColumns ? (bucket + 0.5) / buckets : (double) bucket / (buckets - 1);
        return percent(place * WIDTH);
    }

    private static final class Drawing {
        private final List<@Nullable Value> values;
        private final boolean lastIsPartial;
        private final Scale scale;
        private final boolean asColumns;
        private final double slot;

        private final SvgPath band = new SvgPath();
        private final SvgPath average = new SvgPath();
        private final SvgPath averagePartial = new SvgPath();
        private final SvgPath columns = new SvgPath();
        private final SvgPath p99 = new SvgPath();
        private final SvgPath p99Partial = new SvgPath();
        private final SvgPath bars = new SvgPath();
        private final SvgPath barsPartial = new SvgPath();

        Drawing(List<@Nullable Value> values, int buckets, boolean lastIsPartial, Scale scale) {
            this.values = values;
            this.lastIsPartial = lastIsPartial;
            this.scale = scale;
            this.asColumns = buckets <= CostChart.MOST_COLUMNS;
            this.slot = (double) WIDTH / (asColumns ? buckets : buckets - 1);
        }

        private double x(int bucket) {
            return asColumns ? (bucket + 0.5) * slot : bucket * slot;
        }

        private boolean isPartial(int bucket) {
            return lastIsPartial && bucket == values.size() - 1;
        }

        void columns() {
            for (int i = 0; i < values.size(); i++) {
                Value value = values.get(i);
                if (value == null) {
                    continue;
                }
                double half = slot * BAND_SHARE / 2;
                box(band, x(i), half, scale.y(value.p10()), scale.y(value.p90()));
                box(
                        isPartial(i) ? averagePartial : columns,
                        x(i),
                        slot * COLUMN_SHARE / 2,
                        scale.zero(),
                        scale.y(value.average()));
                (isPartial(i) ? p99Partial : p99)
                        .move(x(i) - half, scale.y(value.p99()))
                        .horizontal(x(i) + half);
            }
        }

        /** Lines and band between buckets that follow each other; one between gaps is a dot. */
        void lines() {
            List<Integer> run = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) == null) {
                    close(run);
                } else {
                    run.add(i);
                }
            }
            close(run);
        }

        private void close(List<Integer> run) {
            if (!run.isEmpty()) {
                int end = run.get(run.size() - 1);
                boolean dashed = isPartial(end) && run.size() > 1;
                for (int i : run) {
                    Value value = known(i);
                    boolean solid = !dashed || i < end;
                    boolean first = i == run.get(0);
                    if (solid) {
                        step(average, first, x(i), scale.y(value.average()));
                        step(p99, first, x(i), scale.y(value.p99()));
                    }
                    if (dashed && i >= end - 1) {
                        step(averagePartial, i == end - 1, x(i), scale.y(value.average()));
                        step(p99Partial, i == end - 1, x(i), scale.y(value.p99()));
                    }
                }
                if (run.size() == 1) {
                    dot(average, end, known(end).average());
                    dot(p99, end, known(end).p99());
                } else {
                    band(run);
                }
            }
            run.clear();
        }

        private void band(List<Integer> run) {
            for (int i : run) {
                step(band, i == run.get(0), x(i), scale.y(known(i).p90()));
            }
            List<Integer> back = new ArrayList<>(run);
            Collections.reverse(back);
            for (int i : back) {
                band.line(x(i), scale.y(known(i).p10()));
            }
            band.close();
        }

        private Value known(int bucket) {
            return Objects.requireNonNull(values.get(bucket));
        }

        private static void step(SvgPath path, boolean first, double x, double y) {
            if (first) {
                path.move(x, y);
            } else {
                path.line(x, y);
            }
        }

        /** A line to where it already is has round ends, which are a dot. */
        private void dot(SvgPath path, int bucket, BigDecimal amount) {
            path.line(x(bucket), scale.y(amount));
        }

        void bars(List<Long> occurrences) {
            long most = Collections.max(occurrences);
            for (int i = 0; i < occurrences.size(); i++) {
                long count = occurrences.get(i);
                if (count > 0) {
                    double height = Math.max(LEAST_BAR, (double) count / most * (BARS_BOTTOM - BARS_TOP));
                    double half = slot * BAND_SHARE / 2;
                    double left = Math.max(0, x(i) - half);
                    double right = Math.min(WIDTH, x(i) + half);
                    box(
                            isPartial(i) ? barsPartial : bars,
                            (left + right) / 2,
                            (right - left) / 2,
                            BARS_BOTTOM,
                            BARS_BOTTOM - height);
                }
            }
        }

        private static void box(SvgPath path, double centre, double half, double from, double to) {
            path.move(centre - half, from)
                    .vertical(to)
                    .horizontal(centre + half)
                    .vertical(from)
                    .close();
        }

        BandChart chart() {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                double left = Math.max(0, x(i) - slot / 2);
                double right = Math.min(WIDTH, x(i) + slot / 2);
                Value value = values.get(i);
                points.add(new Point(
                        percent(x(i)),
                        percent(left),
                        percent(right - left),
                        value == null ? "" : SvgPath.number(scale.y(value.average())),
                        value == null ? "" : SvgPath.number(scale.y(value.p99()))));
            }
            return new BandChart(
                    CostChart.gridlines(scale),
                    band.toString(),
                    average.toString(),
                    averagePartial.toString(),
                    columns.toString(),
                    p99.toString(),
                    p99Partial.toString(),
                    bars.toString(),
                    barsPartial.toString(),
                    points,
                    asColumns);
        }
    }

    private static String percent(double thousandths) {
        return SvgPath.number(thousandths / 10) + "%";
    }
}
