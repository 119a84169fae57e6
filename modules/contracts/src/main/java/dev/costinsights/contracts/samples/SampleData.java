package dev.costinsights.contracts.samples;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.costinsights.contracts.bus.Message;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sample data beside an organization.
 *
 * @param done events and facts sent so far while loading, else 0
 * @param total of them, else 0
 * @param problem why the last try on this node ended early, else null
 */
public record SampleData(
        State state, long done, long total, @Nullable String problem) implements Message {
    /** How far it is. */
    public enum State {
        NONE,
        LOADING,
        READY;

        /** The name on the wire: {@code loading}. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
