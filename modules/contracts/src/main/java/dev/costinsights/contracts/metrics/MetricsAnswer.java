package dev.costinsights.contracts.metrics;

import dev.costinsights.contracts.bus.Message;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Metrics over time, all from one consistent snapshot. A metric that isn't known (a ratio with nothing below the line)
 * is absent from its map.
 *
 * @param totals over the whole range
 * @param asOf everything committed to the log up to this instant is in
 */
public record MetricsAnswer(List<Values> periods, Map<Metric, BigDecimal> totals, Instant asOf) implements Message {
    public MetricsAnswer {
        periods = List.copyOf(periods);
        totals = copy(totals);
    }

    /** The values of one period. */
    public record Values(Instant timestamp, Map<Metric, BigDecimal> values) {
        public Values {
            values = copy(values);
        }
    }

    private static Map<Metric, BigDecimal> copy(Map<Metric, BigDecimal> values) {
        Map<Metric, BigDecimal> copy = new EnumMap<>(Metric.class);
        copy.putAll(values);
        return Collections.unmodifiableMap(copy);
    }
}
