package dev.costinsights.contracts.profit;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.List;

/**
 * Profit of some customers.
 *
 * @param items in the order asked for, without customers that are neither registered nor named by an order, refund or
 *     dispute
 * @param asOf everything committed to the log up to this instant is in
 */
public record CustomerProfits(List<CustomerProfit> items, Instant asOf) implements Message {
    public CustomerProfits {
        items = List.copyOf(items);
    }
}
