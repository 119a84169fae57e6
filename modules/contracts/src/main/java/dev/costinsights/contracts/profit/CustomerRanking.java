package dev.costinsights.contracts.profit;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Customers in the order of a list.
 *
 * @param asOf everything committed to the log up to this instant is in
 */
public record CustomerRanking(List<UUID> customerIds, Instant asOf) implements Message {
    /** Nobody reads a longer list. */
    public static final int MAX_CUSTOMERS = 1_000_000;

    public CustomerRanking {
        customerIds = List.copyOf(customerIds);
    }
}
