package dev.costinsights.accounts;

import dev.costinsights.contracts.bus.FieldError;
import org.jspecify.annotations.Nullable;

/** The rule for texts that people write and read: one line that isn't blank. */
final class Texts {
    private Texts() {}

    /**
     * @param hint what to write where nothing was written
     * @return what is wrong with the text, null when nothing is
     */
    static @Nullable FieldError line(String field, String text, int longest, String hint) {
        if (text.isBlank()) {
            return new FieldError(null, field, "string_too_short", hint);
        } else if (text.strip().length() > longest) {
            return new FieldError(null, field, "string_too_long", "At most " + longest + " characters are kept.");
        } else if (text.chars().anyMatch(Character::isISOControl)) {
            return new FieldError(null, field, "value_error", "It must be one line of text.");
        }
        return null;
    }
}
