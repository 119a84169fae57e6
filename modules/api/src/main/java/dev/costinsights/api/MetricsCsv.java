package dev.costinsights.api;

import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes metrics answers as spreadsheets read them: a row per period, every digit, nothing where a value isn't known. */
final class MetricsCsv {
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private MetricsCsv() {}

    /** @param metrics those that were asked for, in the order of the columns */
    static String answer(MetricsAnswer answer, List<Metric> metrics) {
        var text = new StringBuilder();
        try (var csv = new CSVPrinter(text, CSVFormat.EXCEL)) {
            csv.printRecord(
                    Stream.concat(Stream.of("Timestamp"), metrics.stream().map(Metric::displayName)));
            for (MetricsAnswer.Values period : answer.periods()) {
                List<String> cells = new ArrayList<>(metrics.size() + 1);
                cells.add(period.timestamp().atOffset(ZoneOffset.UTC).format(TIMESTAMP));
                for (Metric metric : metrics) {
                    BigDecimal value = period.values().get(metric);
                    cells.add(value == null ? "" : value.toPlainString());
                }
                csv.printRecord(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("An answer can't be written to memory", e);
        }
        return text.toString();
    }
}
