package dev.costinsights.contracts.profit;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.TimeRange;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks for profit by product.
 *
 * @param sort ties go to the smaller id; what isn't known comes last either way
 * @param offset how many to leave out at the beginning
 * @param limit most products, at most {@value #MAX_LIMIT}
 */
public record ListProductProfits(
        UUID organizationId,
        TimeRange range,
        Sort sort,
        boolean descending,
        long offset,
        int limit,
        Consistency consistency)
        implements Message {
    /** Of an export; a page is shorter. */
    public static final int MAX_LIMIT = 10_000;

    /** @throws IllegalArgumentException for a part out of bounds */
    public ListProductProfits {
        if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A list has 1 to " + MAX_LIMIT + " rows from a position of 0 or more.");
        }
    }

    /** By what products can be ordered. */
    public enum Sort {
        PRODUCT_ID,
        NAME,
        BILLING_TYPE,
        ORDERS,
        REVENUE,
        NET_REVENUE,
        NET_REVENUE_BY_DATE,
        REFUNDS,
        COSTS,
        PROFIT,
        PROFIT_MARGIN,
        CUSTOMERS;

        /** The name on the wire: {@code profit_margin}. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Sort> ofWireName(String name) {
            return Arrays.stream(values())
                    .filter(sort -> sort.wireName().equals(name))
                    .findFirst();
        }
    }
}
