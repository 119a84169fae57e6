package dev.costinsights.api;

import org.jspecify.annotations.Nullable;

/** Makes texts of strangers harmless in files that spreadsheets open. */
final class SpreadsheetText {
    /** What makes a cell a formula, at once or after white space that a spreadsheet strips. */
    private static final String STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private SpreadsheetText() {}

    /** The text itself, after an apostrophe when a spreadsheet would compute it; empty for null. */
    static String of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String stripped = text.stripLeading();
        boolean formula =
                STARTS.indexOf(text.charAt(0)) >= 0 || !stripped.isEmpty() && STARTS.indexOf(stripped.charAt(0)) >= 0;
        return formula ? "'" + text : text;
    }
}
