package dev.costinsights.ingestion;

import org.jspecify.annotations.Nullable;

/** What every text that comes from outside has to pass. */
final class Texts {
    private Texts() {}

    /**
     * PostgreSQL can keep neither NUL nor half of a surrogate pair. The driver would write a question mark for the half,
     * and two external ids that differ in it would be taken for one.
     */
    static boolean isUnstorable(@Nullable String text) {
        if (text == null) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == 0) {
                return true;
            }
            if (Character.isSurrogate(character)) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }
}
