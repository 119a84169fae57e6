package dev.costinsights.aggregation;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * How much to take at once from each organization. A small chunk keeps totals fresh while little waits; a full one
 * doubles the next, and one that failed halves it.
 */
final class Chunks {
    static final int FIRST = 1_000;

    private final int max;
    private final Map<UUID, Integer> sizes = new HashMap<>();

    Chunks(int max) {
        this.max = max;
    }

    int of(UUID organizationId) {
        return sizes.getOrDefault(organizationId, FIRST);
    }

    void folded(UUID organizationId, int chunk, long taken) {
        if (taken >= chunk) {
            sizes.put(organizationId, Math.min(chunk * 2, max));
        } else {
            sizes.remove(organizationId);
        }
    }

    /** It may have been too much at once. */
    void failed(UUID organizationId, int chunk) {
        sizes.put(organizationId, Math.max(chunk / 2, 1));
    }
}
