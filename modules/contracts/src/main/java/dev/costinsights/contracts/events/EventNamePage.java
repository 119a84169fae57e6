package dev.costinsights.contracts.events;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of names.
 *
 * @param totalCount how many the whole list has
 * @param asOf everything committed to the log up to this instant is in
 */
public record EventNamePage(List<Item> items, long totalCount, Instant asOf) implements Message {
    public EventNamePage {
        items = List.copyOf(items);
    }

    /**
     * A name and the events that have it.
     *
     * @param type null when nothing is known of the name
     */
    public record Item(String name, @Nullable EventType type, long occurrences, Instant firstSeen, Instant lastSeen) {
        public String label() {
            return type == null ? name : type.label();
        }
    }
}
