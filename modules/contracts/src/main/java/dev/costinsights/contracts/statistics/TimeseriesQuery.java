package dev.costinsights.contracts.statistics;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.metrics.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks for statistics by name over time.
 *
 * @param sorting of the names: the first decides, the next where it doesn't, and at last the name
 */
public record TimeseriesQuery(StatisticsScope scope, Interval interval, List<Sort> sorting) implements Message {
    /** Most statistics of one name and period in an answer; beyond that the question has to be a smaller one. */
    public static final int MAX_CELLS = 40_000;

    public TimeseriesQuery {
        sorting = List.copyOf(sorting);
    }

    /** One rule of the order. */
    public record Sort(Property property, boolean descending) {}

    /** By what names are ordered; figures are those of the first field. */
    public enum Property {
        NAME,
        OCCURRENCES,
        TOTAL,
        AVERAGE,
        /** The 90th percentile: the wire knows no nearer one. */
        P95,
        P99;

        /** The name on the wire: {@code p95}. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @return empty for a name that is no property */
        public static Optional<Property> ofWireName(String name) {
            return Arrays.stream(values())
                    .filter(property -> property.wireName().equals(name))
                    .findFirst();
        }
    }
}
