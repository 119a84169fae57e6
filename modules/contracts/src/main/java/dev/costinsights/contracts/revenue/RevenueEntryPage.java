package dev.costinsights.contracts.revenue;

import dev.costinsights.contracts.bus.Message;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of revenue entries, from one consistent snapshot.
 *
 * @param hasMore whether others follow
 * @param asOf everything committed to the log up to this instant is in
 */
public record RevenueEntryPage(List<Entry> items, boolean hasMore, Instant asOf) implements Message {
    public RevenueEntryPage {
        items = List.copyOf(items);
    }

    /** What happened. */
    public enum Kind {
        ORDER,
        REFUND,
        DISPUTE,
        /** A dispute that was won: what it took comes back. */
        DISPUTE_WON
    }

    /**
     * What one object brought or took; the amounts of a range sum to its net revenue by date.
     *
     * @param id of the order, refund or dispute
     * @param orderId null when it isn't known
     * @param amountCents less fees: above zero for what came in, below for what went out
     * @param customerId null when it isn't known
     * @param customerName its name, else its email; null when neither is known
     * @param productId null when the order has none or isn't known
     * @param productName null when it isn't known
     * @param billingReason of an order, as it was sent; null when it has none, and for the others
     */
    public record Entry(
            UUID id,
            Kind kind,
            @Nullable UUID orderId,
            Instant at,
            BigDecimal amountCents,
            @Nullable UUID customerId,
            @Nullable String customerName,
            @Nullable UUID productId,
            @Nullable String productName,
            @Nullable String billingReason) {}
}
