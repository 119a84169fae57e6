package dev.costinsights.contracts.eventlog;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of events, from one consistent snapshot.
 *
 * @param hasMore whether others follow
 * @param totalCount how many the whole list has; null when it wasn't asked for
 * @param asOf everything committed to the log up to this instant is in
 */
public record EventPage(
        List<Event> items, boolean hasMore, @Nullable Long totalCount, Instant asOf) implements Message {
    public EventPage {
        items = List.copyOf(items);
    }
}
