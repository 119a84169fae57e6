package dev.costinsights.contracts.profit;

import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.TimeRange;
import java.util.List;
import java.util.UUID;

/**
 * Asks for profit of some customers.
 *
 * @param customerIds at most {@value #MAX_CUSTOMERS}
 */
public record GetCustomerProfits(UUID organizationId, TimeRange range, List<UUID> customerIds, Consistency consistency)
        implements Message {
    public static final int MAX_CUSTOMERS = 200;

    /** @throws IllegalArgumentException for too many customers */
    public GetCustomerProfits {
        customerIds = List.copyOf(customerIds);
        if (customerIds.size() > MAX_CUSTOMERS) {
            throw new IllegalArgumentException("At most " + MAX_CUSTOMERS + " customers can be asked for at once.");
        }
    }
}
