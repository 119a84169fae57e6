package dev.costinsights.contracts.statistics;

import dev.costinsights.contracts.bus.Message;

/**
 * Asks for traces that stand out.
 *
 * @param limit most traces, at most {@value PropertyStatisticsQuery#MAX_LIMIT}
 */
public record VarianceQuery(StatisticsScope scope, int limit) implements Message {

    /** @throws IllegalArgumentException for a limit out of bounds */
    public VarianceQuery {
        PropertyStatisticsQuery.requireLimit(limit);
    }
}
