package dev.costinsights.platform.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes tables as spreadsheets read them: every digit, nothing where a value isn't known, and no text that computes. */
public final class Spreadsheet {
    /** What makes a cell a formula, at once or after white space that a spreadsheet strips. */
    private static final String STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private Spreadsheet() {}

    /** A text of a stranger, after an apostrophe when a spreadsheet would compute it; empty for null. */
    public static String text(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String stripped = text.stripLeading();
        boolean formula =
                STARTS.indexOf(text.charAt(0)) >= 0 || !stripped.isEmpty() && STARTS.indexOf(stripped.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }

    /** All digits of a number, none of them in an exponent and no zeros behind; empty for null. */
    public static String number(@Nullable BigDecimal value) {
        if (value == null) {
            return "";
        }
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** Lines of cells that are safe already. */
    public static String lines(List<List<String>> lines) {
        var text = new StringBuilder();
        try (var csv = new CSVPrinter(text, CSVFormat.EXCEL)) {
            for (List<String> cells : lines) {
                csv.printRecord(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A table can't be written to memory", e);
        }
        return text.toString();
    }
}
