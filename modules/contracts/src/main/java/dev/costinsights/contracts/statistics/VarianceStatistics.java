package dev.costinsights.contracts.statistics;

import dev.costinsights.contracts.bus.Message;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Traces that stand out: at or above the 99th percentile of their name. Of each name in range there is at least one,
 * unless the limit cuts it off.
 *
 * @param items by the value of the first field, greatest first, then by time and id
 */
public record VarianceStatistics(List<Item> items, StatisticsSource source) implements Message {
    public VarianceStatistics {
        items = List.copyOf(items);
    }

    /**
     * A root.
     *
     * @param customerId null when the root names nobody who is registered
     * @param externalCustomerId null when there is none
     * @param values of each field asked for, in that order, over the whole trace
     * @param averages over all traces of the name in range
     * @param p99 over all traces of the name in range
     */
    public record Item(
            UUID eventId,
            String name,
            @Nullable UUID customerId,
            @Nullable String externalCustomerId,
            Instant timestamp,
            List<BigDecimal> values,
            List<BigDecimal> averages,
            List<BigDecimal> p99) {
        public Item {
            values = List.copyOf(values);
            averages = List.copyOf(averages);
            p99 = List.copyOf(p99);
        }
    }
}
