package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * An event that the server took.
 *
 * @param id that the server gave it
 * @param position in its batch
 */
record Recorded(UUID id, int position, Event event) {
    /** Of a circle of parents, the first in this order is its root. */
    static final Comparator<Recorded> EARLIEST = Comparator.comparing(Recorded::timestamp)
            .thenComparingInt(Recorded::position)
            .thenComparing(recorded -> recorded.id().toString());

    Instant timestamp() {
        return event.timestamp();
    }

    String name() {
        return event.name();
    }

    BigDecimal cents() {
        return event.keptCents();
    }
}
