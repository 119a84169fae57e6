package dev.costinsights.webui.eventname;

import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.contracts.statistics.TimeseriesAnswer.PeriodStatistics;
import dev.costinsights.platform.csv.Spreadsheet;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tables of the page with all their rows and digits. */
final class EventNameCsv {
    private static final int DEVIATION_DECIMALS = 6;
    private static final int LONGEST_FILE_NAME = 40;

    private EventNameCsv() {}

    static String fileName(EventNameView view, CsvTable table) {
        TimeRange range = view.days().range();
        String what = switch (table) {
            case TRACES -> "traces";
            case PERIODS -> "costs-by-" + view.days().interval().wireName();
            case NAMES -> "costs-by-event-name";
        };
        String of = table == CsvTable.NAMES ? "" : "-of-" + plain(view.name());
        return what + of + "-" + range.start() + "-" + range.end() + ".csv";
    }

    private static String plain(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        return plain.substring(0, Math.min(LONGEST_FILE_NAME, plain.length()));
    }

    /** The newest first, with the deviation of each from the average of all, as a ratio. */
    static List<List<String>> traces(Collection<Event> traces, FieldStatistics all) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "time",
                "event_id",
                "label",
                "customer_id",
                "external_customer_id",
                "customer",
                "events",
                "costs_cents",
                "deviation"));
        for (Event trace : traces) {
            BigDecimal cost = TracesView.cost(trace);
            lines.add(List.of(
                    trace.timestamp().toString(),
                    trace.id().toString(),
                    Spreadsheet.text(trace.label()),
                    Objects.toString(trace.customerId(), ""),
                    Spreadsheet.text(trace.externalCustomerId()),
                    Spreadsheet.text(
                            trace.customer() == null ? null : trace.customer().name()),
                    String.valueOf(trace.childCount() + 1),
                    Spreadsheet.number(cost),
                    Spreadsheet.number(deviation(cost, all.average()))));
        }
        return lines;
    }

    private static @Nullable BigDecimal deviation(@Nullable BigDecimal cost, BigDecimal average) {
        return cost == null ? null : Deviations.ratio(cost, average).setScale(DEVIATION_DECIMALS, RoundingMode.HALF_UP);
    }

    /** The periods that have begun; without traces only counts and costs are known. */
    static List<List<String>> periods(TimeseriesAnswer answer, Instant now) {
        List<List<String>> lines = new ArrayList<>();
        List<String> headers = new ArrayList<>(List.of("from", "to"));
        headers.addAll(figureHeaders());
        lines.add(headers);
        for (PeriodStatistics period : answer.periods()) {
            if (!period.period().from().isAfter(now)) {
                List<String> cells = new ArrayList<>(List.of(
                        period.period().from().toString(), period.period().to().toString()));
                cells.addAll(
                        figures(period.names().isEmpty() ? null : period.names().get(0)));
                lines.add(cells);
            }
        }
        return lines;
    }

    /** With the highest costs first. */
    static List<List<String>> names(List<EventStatistics> names) {
        List<List<String>> lines = new ArrayList<>();
        List<String> headers = new ArrayList<>(List.of("name", "label"));
        headers.addAll(figureHeaders());
        lines.add(headers);
        for (EventStatistics name : names) {
            List<String> cells =
                    new ArrayList<>(List.of(Spreadsheet.text(name.name()), Spreadsheet.text(name.label())));
            cells.addAll(figures(name));
            lines.add(cells);
        }
        return lines;
    }

    private static List<String> figureHeaders() {
        return List.of("traces", "customers", "costs_cents", "average_cents", "p10_cents", "p90_cents", "p99_cents");
    }

    private static List<String> figures(@Nullable EventStatistics statistics) {
        if (statistics == null || statistics.occurrences() == 0) {
            return List.of("0", "0", "0", "", "", "", "");
        }
        FieldStatistics costs = Answers.costs(statistics);
        return List.of(
                String.valueOf(statistics.occurrences()),
                String.valueOf(statistics.customers()),
                Spreadsheet.number(costs.total()),
                Spreadsheet.number(costs.average()),
                Spreadsheet.number(costs.p10()),
                Spreadsheet.number(costs.p90()),
                Spreadsheet.number(costs.p99()));
    }
}
