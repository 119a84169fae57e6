package dev.costinsights.contracts.statistics;

import dev.costinsights.contracts.bus.Message;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Statistics by customer.
 *
 * @param items by the total of the first field, greatest first
 */
public record CustomerStatistics(List<Item> items, StatisticsSource source) implements Message {
    public CustomerStatistics {
        items = List.copyOf(items);
    }

    /**
     * The traces whose root names one customer, by id or external id; nobody when both are null.
     *
     * @param customerId null when nobody is registered with the external id
     * @param externalCustomerId null when the customer has none
     * @param name null when it isn't known
     * @param email null when it isn't known
     * @param occurrences how many traces
     * @param totals of each field asked for, in that order
     * @param share of the first field in that of all customers, with {@value #SHARE_DECIMALS} decimals; zero when all of
     *     them together amount to zero
     */
    public record Item(
            @Nullable UUID customerId,
            @Nullable String externalCustomerId,
            @Nullable String name,
            @Nullable String email,
            long occurrences,
            List<BigDecimal> totals,
            BigDecimal share) {
        public static final int SHARE_DECIMALS = 6;

        public Item {
            totals = List.copyOf(totals);
        }
    }
}
