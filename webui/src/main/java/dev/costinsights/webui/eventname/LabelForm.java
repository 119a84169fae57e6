package dev.costinsights.webui.eventname;

import dev.costinsights.contracts.events.EventType;
import dev.costinsights.contracts.events.UpdateEventType;
import io.vertx.core.MultiMap;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What someone wrote to rename an event name.
 *
 * @param open whether the form is to be seen at once
 * @param labelProblem what is wrong with the label, or null
 * @param selectorProblem what is wrong with the selector, or null
 */
public record LabelForm(
        String label,
        String selector,
        boolean open,
        @Nullable String labelProblem,
        @Nullable String selectorProblem) {

    /** Before anything is written. */
    static LabelForm of(EventType type) {
        String selector = Objects.requireNonNullElse(type.labelPropertySelector(), "");
        return new LabelForm(type.label(), selector, false, null, null);
    }

    static LabelForm read(MultiMap fields) {
        String label = text(fields, "label");
        String selector = text(fields, "selector");
        return new LabelForm(
                label,
                selector,
                true,
                label.isEmpty() ? "Write a label." : problem("label", label, UpdateEventType.MAX_LABEL_LENGTH),
                problem("path", selector, UpdateEventType.MAX_SELECTOR_LENGTH));
    }

    boolean isWrong() {
        return labelProblem != null || selectorProblem != null;
    }

    /** The wish; only when nothing is wrong. */
    UpdateEventType wish(UUID organizationId, UUID id) {
        return new UpdateEventType(organizationId, id, label, selector.isEmpty() ? null : selector);
    }

    private static @Nullable String problem(String what, String text, int most) {
        if (text.indexOf('\0') >= 0) {
            return "A " + what + " can't hold the character NUL.";
        }
        return text.codePointCount(0, text.length()) > most
                ? "A " + what + " has at most " + most + " characters."
                : null;
    }

    private static String text(MultiMap fields, String name) {
        return Objects.requireNonNullElse(fields.get(name), "").strip();
    }
}
