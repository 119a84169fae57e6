package dev.costinsights.webui.events;

import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.revenue.RevenueEntryPage.Entry;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened: an event, or what came in or went out. */
sealed interface FeedRow {
    Instant at();

    /**
     * An event.
     *
     * @param costCents of its whole trace or its own; null when it has none
     */
    record Happened(Event event, @Nullable BigDecimal costCents) implements FeedRow {
        @Override
        public Instant at() {
            return event.timestamp();
        }
    }

    /** An order, a refund or a dispute. */
    record Earned(Entry entry) implements FeedRow {
        @Override
        public Instant at() {
            return entry.at();
        }
    }
}
