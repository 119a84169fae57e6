package dev.costinsights.contracts.dashboards;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/** Asks for the dashboards of an organization. */
public record ListDashboards(UUID organizationId) implements Message {}
