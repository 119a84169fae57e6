package dev.costinsights.contracts.revenue;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A part of a list of what waits.
 *
 * @param totalCount how many the whole list has
 */
public record WaitingFactPage(List<Item> items, long totalCount) implements Message {
    public WaitingFactPage {
        items = List.copyOf(items);
    }

    /**
     * What waits.
     *
     * @param kind {@code refund}, {@code dispute} or {@code customer_seat}
     * @param missingKind what isn't known: {@code order} or {@code subscription}
     * @param missingId its id
     */
    public record Item(String kind, UUID id, Instant createdAt, String missingKind, UUID missingId) {}
}
