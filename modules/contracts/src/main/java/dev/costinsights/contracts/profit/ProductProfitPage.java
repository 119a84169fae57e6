package dev.costinsights.contracts.profit;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.List;

/**
 * A part of a list of products, all from one snapshot: the figures of all rows and the unallocated costs add up to the
 * totals, to the last digit. Customers don't: one may hold several products.
 *
 * @param unallocated costs of customers without any product, and of no customer
 * @param totals of the organization
 * @param orders of the organization
 * @param customers of the organization with an order of the range that counts
 * @param totalCount how many rows the whole list has
 * @param asOf everything committed to the log up to this instant is in
 */
public record ProductProfitPage(
        List<ProductProfit> items,
        ProfitFigures unallocated,
        ProfitFigures totals,
        long orders,
        long customers,
        long totalCount,
        Instant asOf)
        implements Message {
    public ProductProfitPage {
        items = List.copyOf(items);
    }
}
