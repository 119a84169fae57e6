package dev.costinsights.webui.trace;

/** What things are called on this page when they have no name. */
final class Words {
    private static final int MOST_TEXT = 20_000;

    private Words() {}

    static String name(String name) {
        return name.isBlank() ? "unnamed" : name;
    }

    /** What is shown of a text of any length; no character is halved. */
    static String shown(String text) {
        if (!isCut(text)) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(MOST_TEXT - 1)) ? MOST_TEXT - 1 : MOST_TEXT);
    }

    static boolean isCut(String text) {
        return text.length() > MOST_TEXT;
    }
}
