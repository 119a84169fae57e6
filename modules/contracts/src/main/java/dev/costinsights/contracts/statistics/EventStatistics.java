package dev.costinsights.contracts.statistics;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the traces of one name amount to.
 *
 * @param label of the event type; the name when there is none
 * @param eventTypeId null when the name has no event type
 * @param occurrences how many traces
 * @param customers distinct customers of their roots
 * @param fields one for each field asked for, in that order
 */
public record EventStatistics(
        String name,
        String label,
        @Nullable UUID eventTypeId,
        long occurrences,
        long customers,
        List<FieldStatistics> fields) {
    public EventStatistics {
        fields = List.copyOf(fields);
    }

    /**
     * Of one field, whose value in a trace is the sum over all its events; a field that an event doesn't have counts as
     * zero. Without traces everything is zero.
     *
     * @param total exact
     * @param average per trace, with {@value #AVERAGE_DECIMALS} decimals
     * @param p10 tenth percentile of the traces, interpolated between the two nearest
     */
    public record FieldStatistics(
            BigDecimal total, BigDecimal average, BigDecimal p10, BigDecimal p90, BigDecimal p99) {
        public static final int AVERAGE_DECIMALS = 12;
        public static final FieldStatistics NONE = new FieldStatistics(
                BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }
}
