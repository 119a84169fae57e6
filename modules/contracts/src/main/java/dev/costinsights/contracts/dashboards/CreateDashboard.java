package dev.costinsights.contracts.dashboards;

import dev.costinsights.contracts.bus.Message;
import java.util.List;
import java.util.UUID;

/**
 * Asks for a new dashboard. Fails as {@link dev.costinsights.contracts.bus.ErrorCode#INVALID} when the organization has
 * {@value DashboardList#MAX_DASHBOARDS}.
 *
 * @param name 1 to {@value MetricDashboard#MAX_NAME_LENGTH} characters
 * @param metrics at most {@value MetricDashboard#MAX_METRICS} slugs
 */
public record CreateDashboard(UUID organizationId, String name, List<String> metrics) implements Message {
    public CreateDashboard {
        metrics = List.copyOf(metrics);
    }
}
