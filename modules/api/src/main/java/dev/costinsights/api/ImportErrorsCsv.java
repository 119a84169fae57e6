package dev.costinsights.api;

import dev.costinsights.contracts.revenue.ImportErrorPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes what is wrong with the lines of an import as a spreadsheet reads it. */
final class ImportErrorsCsv {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:\\.\\d+)?");
    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private ImportErrorsCsv() {}

    static String of(List<ImportErrorPage.Item> errors) {
        var text = new StringBuilder();
        try (var csv = new CSVPrinter(text, CSVFormat.EXCEL)) {
            csv.printRecord("line", "column", "value", "message");
            for (ImportErrorPage.Item error : errors) {
                csv.printRecord(error.line(), cell(error.column()), cell(error.value()), cell(error.message()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A list can't be written to memory", e);
        }
        return text.toString();
    }

    /** Behind a quote no text that somebody sent is a formula of the spreadsheet that opens it. */
    private static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        boolean isFormula = FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
        return isFormula ? '\'' + text : text;
    }
}
