package dev.costinsights.contracts.events;

import dev.costinsights.contracts.bus.Message;
import java.util.List;
import java.util.UUID;

/**
 * Asks to record events, all or none. A future timestamp or an unknown customer makes it fail as
 * {@link dev.costinsights.contracts.bus.ErrorCode#INVALID} with one field error each.
 *
 * @param events at most {@value #MAX_EVENTS}; may be empty
 */
public record IngestEvents(UUID organizationId, List<NewEvent> events) implements Message {
    public static final int MAX_EVENTS = 10_000;

    /** @throws IllegalArgumentException with more than {@value #MAX_EVENTS} events */
    public IngestEvents {
        events = List.copyOf(events);
        if (events.size() > MAX_EVENTS) {
            throw new IllegalArgumentException("At most " + MAX_EVENTS + " events are recorded at once.");
        }
    }
}
