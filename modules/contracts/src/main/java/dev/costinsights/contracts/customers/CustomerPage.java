package dev.costinsights.contracts.customers;

import dev.costinsights.contracts.bus.Message;
import java.util.List;

/**
 * A part of a list of customers.
 *
 * @param totalCount how many the whole list has
 */
public record CustomerPage(List<Customer> items, long totalCount) implements Message {
    public CustomerPage {
        items = List.copyOf(items);
    }
}
