package dev.costinsights.contracts.metrics;

import dev.costinsights.contracts.bus.Message;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Asks for metrics over time.
 *
 * @param customerIds only events that name these registered customers, by id or by the external id that each has
 *     now; empty means all events
 */
public record MetricsQuery(
        UUID organizationId,
        TimeRange range,
        Interval interval,
        List<Metric> metrics,
        Set<UUID> customerIds,
        Consistency consistency)
        implements Message {
    public MetricsQuery {
        metrics = List.copyOf(metrics);
        customerIds = Set.copyOf(customerIds);
    }
}
