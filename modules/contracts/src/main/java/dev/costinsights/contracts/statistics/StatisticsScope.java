package dev.costinsights.contracts.statistics;

import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.TimeRange;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What statistics are about.
 *
 * @param filter which roots, or which events where statistics are of events
 * @param fields paths of what is summed: {@value #COST}, {@code _llm.total_tokens} and its siblings, or a key of the
 *     metadata whose value is a number; one to {@value #MAX_FIELDS}, each once
 */
public record StatisticsScope(
        UUID organizationId, TimeRange range, EventFilter filter, List<String> fields, Consistency consistency) {
    public static final String COST = "_cost.amount";
    public static final int MAX_FIELDS = 20;
    /** What a field or a property looks like. */
    public static final Pattern PATH = Pattern.compile("[a-zA-Z0-9_.]{1,255}");

    /** @throws IllegalArgumentException when there are no fields, too many, one twice, or one that is no path */
    public StatisticsScope {
        fields = List.copyOf(fields);
        if (fields.isEmpty() || fields.size() > MAX_FIELDS || new HashSet<>(fields).size() < fields.size()) {
            throw new IllegalArgumentException("Statistics have 1 to " + MAX_FIELDS + " fields, each once.");
        }
        fields.forEach(StatisticsScope::requirePath);
    }

    static void requirePath(String text) {
        if (!PATH.matcher(text).matches()) {
            throw new IllegalArgumentException("A path has 1 to 255 letters, digits, points and underscores.");
        }
    }

    /** Whether what is summed is what the traces cost and nothing else. */
    public boolean costAlone() {
        return fields.equals(List.of(COST));
    }
}
