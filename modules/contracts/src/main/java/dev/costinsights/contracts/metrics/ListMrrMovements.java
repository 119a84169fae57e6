package dev.costinsights.contracts.metrics;

import dev.costinsights.contracts.bus.Message;
import java.util.Set;
import java.util.UUID;

/**
 * Asks whose MRR moved in which period: what the metrics of MRR movements are the sums of. Empty filters let everything
 * through. In the order of periods, in each the greatest change first, then by customer.
 *
 * @param customerIds only these customers
 * @param productIds only what is paid for these products, while it is
 * @param offset how many to leave out at the beginning
 */
public record ListMrrMovements(
        UUID organizationId,
        TimeRange range,
        Interval interval,
        Set<UUID> customerIds,
        Set<UUID> productIds,
        Consistency consistency,
        long offset,
        int limit)
        implements Message {
    public ListMrrMovements {
        customerIds = Set.copyOf(customerIds);
        productIds = Set.copyOf(productIds);
    }
}
