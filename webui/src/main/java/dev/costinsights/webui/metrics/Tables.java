package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.platform.csv.Spreadsheet;
import dev.costinsights.webui.format.MetricFormat;
import dev.costinsights.webui.format.Reading;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.metrics.MetricsPage.Header;
import dev.costinsights.webui.metrics.MetricsPage.Row;
import dev.costinsights.webui.metrics.MetricsPage.Table;
import dev.costinsights.webui.range.RangeState;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the table of periods and metrics, for the page and as a file. */
final class Tables {
    private Tables() {}

    static Table page(MetricsView view, List<Metric> metrics, Course course, MetricsAnswer answer) {
        List<List<@Nullable Reading>> columns =
                metrics.stream().map(metric -> column(metric, course, answer)).toList();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < course.begun(); i++) {
            rows.add(new Row(course.label(i), course.closer(view, i), row(columns, i)));
        }
        return new Table(
                metrics.stream()
                        .map(metric -> new Header(Term.of(metric, metric.displayName())))
                        .toList(),
                rows,
                new Row("Total", "", row(columns, course.begun())));
    }

    /** Every period that has begun, and the total last: all digits, amounts in cents, nothing where a value isn't known. */
    static List<List<String>> file(RangeState days, List<Metric> metrics, Course course, MetricsAnswer answer) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(Stream.concat(Stream.of("period"), metrics.stream().map(Traits::column))
                .toList());
        for (int i = 0; i < course.begun(); i++) {
            int at = i;
            lines.add(Stream.concat(
                            Stream.of(start(course.all().get(i), days.zone())),
                            metrics.stream()
                                    .map(metric -> Spreadsheet.number(
                                            course.values(metric).get(at))))
                    .toList());
        }
        lines.add(Stream.concat(
                        Stream.of("total"),
                        metrics.stream()
                                .map(metric ->
                                        Spreadsheet.number(answer.totals().get(metric))))
                .toList());
        return lines;
    }

    /** The total last. */
    private static List<@Nullable Reading> column(Metric metric, Course course, MetricsAnswer answer) {
        List<@Nullable BigDecimal> values = new ArrayList<>(course.values(metric));
        values.add(answer.totals().get(metric));
        MetricFormat format = MetricFormat.column(metric.type(), MetricsPages.known(values));
        List<@Nullable Reading> column = new ArrayList<>();
        values.forEach(value -> column.add(format.of(value)));
        return column;
    }

    private static List<@Nullable Reading> row(List<List<@Nullable Reading>> columns, int at) {
        List<@Nullable Reading> row = new ArrayList<>();
        columns.forEach(column -> row.add(column.get(at)));
        return row;
    }

    private static String start(Period period, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(period.from().atZone(zone));
    }
}
