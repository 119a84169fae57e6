package dev.costinsights.contracts.statistics;

import dev.costinsights.contracts.bus.Message;

/**
 * Asks for statistics of events by the value of one of their properties.
 *
 * @param property {@code _llm.model} and its siblings, or a path in the metadata; events without it have no part
 * @param limit most values, at most {@value #MAX_LIMIT}
 */
public record PropertyStatisticsQuery(StatisticsScope scope, String property, int limit) implements Message {
    public static final int MAX_LIMIT = 1_000;

    /** @throws IllegalArgumentException for a property that is no path or a limit out of bounds */
    public PropertyStatisticsQuery {
        StatisticsScope.requirePath(property);
        requireLimit(limit);
    }

    static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A list has 1 to " + MAX_LIMIT + " items.");
        }
    }
}
