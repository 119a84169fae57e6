package dev.costinsights.api;

import dev.costinsights.contracts.revenue.ImportErrorPage;
import dev.costinsights.platform.csv.Spreadsheet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes what is wrong with the lines of an import as a spreadsheet reads it. */
final class ImportErrorsCsv {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:\\.\\d+)?");

    private ImportErrorsCsv() {}

    static String of(List<ImportErrorPage.Item> errors) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("line", "column", "value", "message"));
        errors.forEach(error -> lines.add(List.of(
                Integer.toString(error.line()), cell(error.column()), cell(error.value()), cell(error.message()))));
        return Spreadsheet.lines(lines);
    }

    /** Numbers stay numbers: what is wrong with them is seen best as it was sent. */
    private static String cell(@Nullable String text) {
        return text != null && NUMBER.matcher(text).matches() ? text : Spreadsheet.text(text);
    }
}
