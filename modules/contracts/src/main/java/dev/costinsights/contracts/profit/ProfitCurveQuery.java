package dev.costinsights.contracts.profit;

import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.TimeRange;
import java.util.UUID;

/**
 * Asks for the profit of every customer, best first.
 *
 * @param ends how many of the best and of the worst are told by name, at most {@value #MAX_ENDS} each
 */
public record ProfitCurveQuery(UUID organizationId, TimeRange range, int ends, Consistency consistency)
        implements Message {
    public static final int MAX_ENDS = 20;

    /** @throws IllegalArgumentException for too many ends */
    public ProfitCurveQuery {
        if (ends < 0 || ends > MAX_ENDS) {
            throw new IllegalArgumentException("At most " + MAX_ENDS + " customers of each end can be asked for.");
        }
    }
}
