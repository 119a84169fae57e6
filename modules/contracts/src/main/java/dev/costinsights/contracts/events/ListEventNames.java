package dev.costinsights.contracts.events;

import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.metrics.Consistency;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the names of events, each with how often and when it occurred.
 *
 * @param customerIds only events of these customers, as in {@link EventFilter}
 * @param query part of the name, in any case, or null
 * @param inLabels whether the query also means labels
 * @param rootsOnly only events that are roots
 * @param parentId only direct children of this event, or null
 * @param offset how many to leave out at the beginning
 */
public record ListEventNames(
        UUID organizationId,
        Set<UUID> customerIds,
        Set<String> externalCustomerIds,
        Set<EventSource> sources,
        @Nullable String query,
        boolean inLabels,
        boolean rootsOnly,
        @Nullable UUID parentId,
        Sort sort,
        boolean descending,
        long offset,
        int limit,
        Consistency consistency)
        implements Message {
    public ListEventNames {
        customerIds = Set.copyOf(customerIds);
        externalCustomerIds = Set.copyOf(externalCustomerIds);
        sources = Set.copyOf(sources);
    }

    /** By what names are ordered; ties are broken by name. */
    public enum Sort {
        NAME,
        OCCURRENCES,
        FIRST_SEEN,
        LAST_SEEN
    }
}
