package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Where someone is signed in, the newest first; the newest only of very many.
 */
public record SessionList(List<Item> items) implements Message {
    /** How many are listed. */
    public static final int MOST = 100;

    public SessionList {
        items = List.copyOf(items);
    }

    /**
     * A session.
     *
     * @param expiresAt when it ends if it isn't used before
     */
    public record Item(UUID id, Instant startedAt, Instant expiresAt) {}
}
