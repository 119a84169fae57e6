package dev.costinsights.api;

import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.platform.csv.Spreadsheet;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes metrics answers as spreadsheets read them: a row per period, every digit, nothing where a value isn't known. */
final class MetricsCsv {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private MetricsCsv() {}

    /** @param metrics those that were asked for, in the order of the columns */
    static String answer(MetricsAnswer answer, List<Metric> metrics) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(Stream.concat(Stream.of("Timestamp"), metrics.stream().map(Metric::displayName))
                .toList());
        for (MetricsAnswer.Values period : answer.periods()) {
            List<String> cells = new ArrayList<>(metrics.size() + 1);
            cells.add(period.timestamp().atOffset(ZoneOffset.UTC).format(TIMESTAMP));
            for (Metric metric : metrics) {
                BigDecimal value = period.values().get(metric);
                cells.add(value == null ? "" : value.toPlainString());
            }
            lines.add(cells);
        }
        return Spreadsheet.lines(lines);
    }
}
