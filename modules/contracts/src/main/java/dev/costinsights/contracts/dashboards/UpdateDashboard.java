package dev.costinsights.contracts.dashboards;

import dev.costinsights.contracts.bus.Message;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a change of a dashboard. Fails as {@link dev.costinsights.contracts.bus.ErrorCode#NOT_FOUND} when there is none
 * or it is another organization's.
 *
 * @param name null: as it was; as of {@link CreateDashboard}
 * @param metrics null: as they were; as of {@link CreateDashboard}
 */
public record UpdateDashboard(
        UUID organizationId,
        UUID id,
        @Nullable String name,
        @Nullable List<String> metrics) implements Message {
    public UpdateDashboard {
        metrics = metrics == null ? null : List.copyOf(metrics);
    }
}
