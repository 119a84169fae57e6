package dev.costinsights.contracts.eventlog;

import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Consistency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for events, ordered by time and, at the same time, by id.
 *
 * @param parentId only what is beneath this event: down to {@code depth}, or its direct children; or null
 * @param depth without {@code parentId} only events at most so many steps from their root, 0 for the roots; or null
 * @param aggregateFields paths in the metadata to be summed over each event and everything beneath it
 * @param offset how many to leave out at the beginning
 * @param counted whether to count all that the filter means; else only whether there are more is told
 */
public record ListEvents(
        UUID organizationId,
        EventFilter filter,
        @Nullable UUID parentId,
        @Nullable Integer depth,
        boolean newestFirst,
        List<String> aggregateFields,
        long offset,
        int limit,
        boolean counted,
        Consistency consistency)
        implements Message {
    public static final int MAX_DEPTH = 5;

    public ListEvents {
        aggregateFields = List.copyOf(aggregateFields);
    }
}
