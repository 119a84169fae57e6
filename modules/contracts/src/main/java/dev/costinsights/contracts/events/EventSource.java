package dev.costinsights.contracts.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who made an event. Every event of the log was sent by a user of the API; the wire also knows events of a system. */
public enum EventSource {
    USER,
    SYSTEM;

    /** The name on the wire: {@code user}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return empty for a name that is no source */
    public static Optional<EventSource> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(source -> source.wireName().equals(name))
                .findFirst();
    }
}
