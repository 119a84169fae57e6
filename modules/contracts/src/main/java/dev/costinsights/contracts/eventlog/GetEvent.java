package dev.costinsights.contracts.eventlog;

import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.metrics.Consistency;
import java.util.List;
import java.util.UUID;

/**
 * Asks for one event. Fails as {@link dev.costinsights.contracts.bus.ErrorCode#NOT_FOUND} when there is none, it is
 * another organization's, or it isn't in the totals yet.
 *
 * @param aggregateFields as in {@link ListEvents}
 */
public record GetEvent(UUID organizationId, UUID id, List<String> aggregateFields, Consistency consistency)
        implements Message {
    public GetEvent {
        aggregateFields = List.copyOf(aggregateFields);
    }
}
