package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricType;
import dev.costinsights.webui.chart.MetricChart;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.MetricFormat;
import dev.costinsights.webui.format.Reading;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.metrics.MetricsPage.Axis;
import dev.costinsights.webui.metrics.MetricsPage.Bucket;
import dev.costinsights.webui.metrics.MetricsPage.Chart;
import dev.costinsights.webui.metrics.MetricsPage.Place;
import dev.costinsights.webui.metrics.MetricsPage.Star;
import dev.costinsights.webui.metrics.MetricsPage.Tick;
import dev.costinsights.webui.metrics.MetricsPages.Answers;
import dev.costinsights.webui.range.Intervals;
import dev.costinsights.webui.range.TimeAxis;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the chart of one metric, with the words for each of its buckets. */
final class ChartView {
    static final int HEIGHT = 160;
    /** Thousandths of a plot that stretches. */
    private static final int WIDTH = 1000;

    private final MetricsView view;
    private final Metric metric;
    private final Course course;
    private final Answers answers;
    private final MetricChart chart;
    private final List<@Nullable BigDecimal> values;
    private final List<@Nullable BigDecimal> before;

    private ChartView(MetricsView view, Metric metric, Course course, Answers answers) {
        this.view = view;
        this.metric = metric;
        this.course = course;
        this.answers = answers;
        this.chart = course.chart(metric, WIDTH, HEIGHT);
        this.values = course.values(metric);
        this.before = course.before(metric);
    }

    static Chart of(
            MetricsView view,
            Metric metric,
            Course course,
            Answers answers,
            @Nullable Star star,
            @Nullable Place place) {
        return new ChartView(view, metric, course, answers).build(star, place);
    }

    private Chart build(@Nullable Star star, @Nullable Place place) {
        List<Bucket> buckets = buckets();
        int last = buckets.size() - 1;
        Reading total =
                MetricFormat.figure(metric.type(), answers.now().totals().get(metric));
        Reading previous =
                MetricFormat.figure(metric.type(), answers.before().totals().get(metric));
        String name = metric.displayName();
        return new Chart(
                metric.slug(),
                name,
                "m-" + metric.slug(),
                Term.of(metric, name),
                Traits.hue(metric),
                Traits.experimental(metric),
                total,
                change(),
                previous == null ? "" : "from " + previous.text(),
                chart,
                ticks(metric, chart),
                axis(course, chart),
                buckets,
                last,
                name + ", " + Intervals.label(view.days().interval()).toLowerCase(Locale.ROOT),
                (total == null ? "Its total isn't known" : "In all " + total.text()) + "; "
                        + buckets.get(last).label() + " " + buckets.get(last).value() + ".",
                course.endsToday() ? course.words().current() + " so far" : null,
                view.file(metric, "csv"),
                view.file(metric, "svg"),
                star,
                place);
    }

    /** Null when one of both totals isn't known. */
    private @Nullable Delta change() {
        BigDecimal now = answers.now().totals().get(metric);
        BigDecimal then = answers.before().totals().get(metric);
        if (now == null || then == null) {
            return null;
        }
        return metric.type() == MetricType.PERCENTAGE
                ? Delta.ofShare(then, now, Traits.good(metric))
                : Delta.between(then, now, Traits.good(metric));
    }

    static List<Tick> ticks(Metric metric, MetricChart chart) {
        return chart.gridlines().stream()
                .map(line -> new Tick(line, MetricFormat.axis(metric.type(), line.amountCents())))
                .toList();
    }

    static List<Axis> axis(Course course, MetricChart chart) {
        int all = course.all().size();
        return TimeAxis.labels(course.all(), course.words(), course.isFilling(all - 1), chart.drawnAsColumns()).stream()
                .map(label -> new Axis(chart.xOf(label.bucket(), all), label.css(), label.text()))
                .toList();
    }

    private List<Bucket> buckets() {
        MetricFormat format = MetricFormat.column(
                metric.type(),
                Stream.concat(values.stream(), before.stream())
                        .filter(Objects::nonNull)
                        .toList());
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            buckets.add(new Bucket(
                    chart.points().get(i),
                    course.label(i),
                    text(format.of(values.get(i))),
                    compared(format, i),
                    course.closer(view, i)));
        }
        return buckets;
    }

    private String compared(MetricFormat format, int bucket) {
        String label = course.comparedLabel(bucket);
        Reading value = bucket < before.size() ? format.of(before.get(bucket)) : null;
        return label == null || value == null ? "" : label + " " + value.text();
    }

    private static String text(@Nullable Reading reading) {
        return reading == null ? "–" : reading.text();
    }
}
