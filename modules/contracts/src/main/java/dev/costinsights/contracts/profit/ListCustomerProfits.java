package dev.costinsights.contracts.profit;

import dev.costinsights.contracts.bus.Message;

/**
 * Asks for profit by customer.
 *
 * @param offset how many to leave out at the beginning
 * @param limit most customers, at most {@value #MAX_LIMIT}
 */
public record ListCustomerProfits(CustomerSelection selection, long offset, int limit) implements Message {
    public static final int MAX_LIMIT = 100;

    /** @throws IllegalArgumentException for a part out of bounds */
    public ListCustomerProfits {
        if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A list has 1 to " + MAX_LIMIT + " rows from a position of 0 or more.");
        }
    }
}
