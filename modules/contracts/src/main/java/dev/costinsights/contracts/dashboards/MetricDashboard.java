package dev.costinsights.contracts.dashboards;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dashboard of metrics.
 *
 * @param modifiedAt null when it never changed
 * @param metrics slugs in the order in which they are shown; none needs to be that of a metric
 */
public record MetricDashboard(
        UUID organizationId,
        UUID id,
        String name,
        List<String> metrics,
        Instant createdAt,
        @Nullable Instant modifiedAt)
        implements Message {
    /** Longest name, in characters. */
    public static final int MAX_NAME_LENGTH = 200;

    public static final int MAX_METRICS = 10;
    /** Longest slug, in characters. */
    public static final int MAX_SLUG_LENGTH = 200;

    public MetricDashboard {
        metrics = List.copyOf(metrics);
    }
}
