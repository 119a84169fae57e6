package dev.costinsights.contracts.statistics;

import dev.costinsights.contracts.bus.Message;
import java.math.BigDecimal;
import java.util.List;

/**
 * Statistics by the value of a property.
 *
 * @param items by the total of the first field, greatest first
 */
public record PropertyStatistics(List<Item> items, StatisticsSource source) implements Message {
    /** Longest value, in characters; longer ones that begin alike are one. */
    public static final int MAX_VALUE_LENGTH = 500;

    public PropertyStatistics {
        items = List.copyOf(items);
    }

    /**
     * The events with one value.
     *
     * @param occurrences how many events
     * @param customers distinct customers of these events
     * @param totals of each field asked for, in that order, over these events alone
     */
    public record Item(String value, long occurrences, long customers, List<BigDecimal> totals) {
        public Item {
            totals = List.copyOf(totals);
        }
    }
}
