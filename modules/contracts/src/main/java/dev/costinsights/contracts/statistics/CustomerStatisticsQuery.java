package dev.costinsights.contracts.statistics;

import dev.costinsights.contracts.bus.Message;

/**
 * Asks for statistics of traces by customer.
 *
 * @param limit most customers, at most {@value PropertyStatisticsQuery#MAX_LIMIT}
 */
public record CustomerStatisticsQuery(StatisticsScope scope, int limit) implements Message {

    /** @throws IllegalArgumentException for a limit out of bounds */
    public CustomerStatisticsQuery {
        PropertyStatisticsQuery.requireLimit(limit);
    }
}
