package dev.costinsights.contracts.events;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks to change an event type. Fails as {@link dev.costinsights.contracts.bus.ErrorCode#NOT_FOUND} when there is none or
 * it is another organization's.
 *
 * @param label 1 to {@value #MAX_LABEL_LENGTH} characters, not all of them white space
 * @param labelPropertySelector 1 to {@value #MAX_SELECTOR_LENGTH} characters; null for none
 */
public record UpdateEventType(
        UUID organizationId,
        UUID id,
        String label,
        @Nullable String labelPropertySelector) implements Message {
    public static final int MAX_LABEL_LENGTH = 128;
    public static final int MAX_SELECTOR_LENGTH = 256;

    /** @throws IllegalArgumentException when a limit above isn't kept */
    public UpdateEventType {
        label = label.strip();
        require("label", label, MAX_LABEL_LENGTH);
        if (labelPropertySelector != null) {
            require("selector", labelPropertySelector, MAX_SELECTOR_LENGTH);
        }
    }

    private static void require(String what, String text, int maxLength) {
        if (text.isEmpty() || text.codePointCount(0, text.length()) > maxLength) {
            throw new IllegalArgumentException("A " + what + " has 1 to " + maxLength + " characters.");
        }
    }
}
