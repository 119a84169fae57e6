package dev.costinsights.webui.format;

/** The beginning of a stranger's text that would fill a table. */
public final class Shortened {
    private static final int LONGEST = 80;

    private Shortened() {}

    /** The text, or its first characters and an ellipsis. */
    public static String of(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
