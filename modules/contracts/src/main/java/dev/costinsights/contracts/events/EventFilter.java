package dev.costinsights.contracts.events;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which events are meant: those for which everything below holds. An empty set demands nothing.
 *
 * @param after later than this, or null
 * @param before earlier than this, or null
 * @param customerIds of one of these registered customers or of one in {@code externalCustomerIds}; events that name a
 *     customer by its other id are its events too
 * @param externalCustomerIds the sender's own ids of customers, registered or not
 * @param eventTypeIds of a name with one of these event types
 * @param query text that occurs, in any case, in the name, the source, the metadata as JSON or what is known of the
 *     customer; at least {@value #MIN_QUERY_LENGTH} characters, or null
 * @param metadata by path, texts of which one is the value there: a number equals the text of any number of the same
 *     value, a boolean {@code true} or {@code false}
 * @param condition on properties, or null
 */
public record EventFilter(
        @Nullable Instant after,
        @Nullable Instant before,
        Set<UUID> customerIds,
        Set<String> externalCustomerIds,
        Set<String> names,
        Set<EventSource> sources,
        Set<UUID> eventTypeIds,
        @Nullable String query,
        Map<String, Set<String>> metadata,
        @Nullable EventCondition condition) {
    public static final int MIN_QUERY_LENGTH = 3;

    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Every event. */
    public static final EventFilter ALL =
            new EventFilter(null, null, Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, Map.of(), null);

    /** @throws IllegalArgumentException for a query that is too short, a condition that is too deep or too large */
    public EventFilter {
        customerIds = Set.copyOf(customerIds);
        externalCustomerIds = Set.copyOf(externalCustomerIds);
        names = Set.copyOf(names);
        sources = Set.copyOf(sources);
        eventTypeIds = Set.copyOf(eventTypeIds);
        Map<String, Set<String>> values = new LinkedHashMap<>();
        metadata.forEach((path, texts) -> values.put(path, Set.copyOf(texts)));
        metadata = Collections.unmodifiableMap(values);
        if (query != null && query.codePointCount(0, query.length()) < MIN_QUERY_LENGTH) {
            throw new IllegalArgumentException("A query has at least " + MIN_QUERY_LENGTH + " characters.");
        }
        if (condition != null
                && (condition.depth() > EventCondition.MAX_DEPTH || condition.size() > EventCondition.MAX_CLAUSES)) {
            throw new IllegalArgumentException("A condition is at most " + EventCondition.MAX_DEPTH
                    + " groups deep and has at most " + EventCondition.MAX_CLAUSES + " clauses.");
        }
    }

    /**
     * Events of one customer.
     *
     * @param key its external id, or its id, or both at once when senders use ids as external ids; it need not be
     *     registered
     */
    public static EventFilter ofCustomer(String key) {
        return new EventFilter(
                null,
                null,
                ID.matcher(key).matches() ? Set.of(UUID.fromString(key)) : Set.of(),
                Set.of(key),
                Set.of(),
                Set.of(),
                Set.of(),
                null,
                Map.of(),
                null);
    }

    /** Whether it demands that events are of certain customers. */
    public boolean byCustomer() {
        return !customerIds.isEmpty() || !externalCustomerIds.isEmpty();
    }

    /** Whether events of users can be meant. */
    public boolean admitsUsers() {
        return sources.isEmpty() || sources.contains(EventSource.USER);
    }
}
