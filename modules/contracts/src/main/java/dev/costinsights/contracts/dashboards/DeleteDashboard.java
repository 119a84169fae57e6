package dev.costinsights.contracts.dashboards;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks that a dashboard be gone. Fails as {@link dev.costinsights.contracts.bus.ErrorCode#NOT_FOUND} when there is none or
 * it is another organization's.
 */
public record DeleteDashboard(UUID organizationId, UUID id) implements Message {}
