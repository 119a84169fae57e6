package dev.costinsights.contracts.revenue;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what orders, refunds and disputes brought and took.
 *
 * @param from the earliest instant meant
 * @param before the instant where those that are meant end
 * @param customerIds only of these customers; empty for all
 * @param productId only of orders of this product; null for all
 * @param after where the part before this one ended, or null for the first
 * @param limit most entries, at most {@value #MAX_LIMIT}. Those at the same position stay together: a page that would cut
 *     them has up to three more
 * @param newestFirst whether the list goes back in time
 */
public record ListRevenueEntries(
        UUID organizationId,
        Instant from,
        Instant before,
        Set<UUID> customerIds,
        @Nullable UUID productId,
        @Nullable Position after,
        int limit,
        boolean newestFirst)
        implements Message {
    public static final int MAX_LIMIT = 100;

    /** @throws IllegalArgumentException for a limit out of bounds */
    public ListRevenueEntries {
        customerIds = Set.copyOf(customerIds);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("A list has 1 to " + MAX_LIMIT + " entries.");
        }
    }

    /** Newest first. */
    public ListRevenueEntries(
            UUID organizationId,
            Instant from,
            Instant before,
            Set<UUID> customerIds,
            @Nullable UUID productId,
            @Nullable Position after,
            int limit) {
        this(organizationId, from, before, customerIds, productId, after, limit, true);
    }

    /** A place in the list: entries are ordered by time and, at the same time, by id. */
    public record Position(Instant at, UUID id) {}
}
