package dev.costinsights.contracts.metrics;

import dev.costinsights.contracts.bus.Message;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Asks for metrics over time. Filters are joined by and; an empty one lets everything through.
 *
 * @param customerIds only these registered customers: events that name them by id or by the external id that each has
 *     now, their orders, subscriptions, checkouts and seats
 * @param productIds only orders, subscriptions, checkouts and seats of these products; costs belong to no product and
 *     are not filtered
 * @param billingTypes the same by how a product is paid
 */
public record MetricsQuery(
        UUID organizationId,
        TimeRange range,
        Interval interval,
        List<Metric> metrics,
        Set<UUID> customerIds,
        Set<UUID> productIds,
        Set<BillingType> billingTypes,
        Consistency consistency)
        implements Message {
    public MetricsQuery {
        metrics = List.copyOf(metrics);
        customerIds = Set.copyOf(customerIds);
        productIds = Set.copyOf(productIds);
        billingTypes = Set.copyOf(billingTypes);
    }
}
