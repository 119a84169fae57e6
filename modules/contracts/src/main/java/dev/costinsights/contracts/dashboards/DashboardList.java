package dev.costinsights.contracts.dashboards;

import dev.costinsights.contracts.bus.Message;
import java.util.List;

/** All dashboards of an organization, the oldest first; at most {@value #MAX_DASHBOARDS}. */
public record DashboardList(List<MetricDashboard> items) implements Message {
    public static final int MAX_DASHBOARDS = 100;

    public DashboardList {
        items = List.copyOf(items);
    }
}
