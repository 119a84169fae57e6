package dev.costinsights.aggregation;

import dev.costinsights.aggregation.ReconcileStore.Difference;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;

/** What an operator sees of reconciling. Each difference must be 0. */
final class ReconcileMeters {
    private final Clock clock;
    private volatile View last = new View(0, BigDecimal.ZERO, 0, 0, 0);

    /** Sums of absolute differences, of the last complete view. */
    private record View(int days, BigDecimal costCents, long events, long customers, double endedAtSeconds) {}

    ReconcileMeters(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        Gauge.builder("cost.insights.reconciler.difference.cents", () -> last.costCents())
                .description("Cents by which totals differ from the log, over all tables; must be 0")
                .register(registry);
        Gauge.builder("cost.insights.reconciler.difference.events", () -> last.events())
                .description(
                        "Events, orders and rows of objects by which totals differ from the log, over all tables; must be 0")
                .register(registry);
        Gauge.builder("cost.insights.reconciler.difference.customers", () -> last.customers())
                .description("Active customers by which totals differ from the log; must be 0")
                .register(registry);
        Gauge.builder("cost.insights.reconciler.checked.days", () -> last.days())
                .description("Days compared in the last complete view")
                .register(registry);
        Gauge.builder("cost.insights.reconciler.last.run", () -> last.endedAtSeconds())
                .description("When the last complete view ended, in seconds since 1970; 0 before the first")
                .baseUnit("seconds")
                .register(registry);
    }

    void viewed(int days, List<Difference> differences) {
        last = new View(
                days,
                differences.stream().map(Difference::costCents).reduce(BigDecimal.ZERO, BigDecimal::add),
                differences.stream().mapToLong(Difference::events).sum(),
                differences.stream().mapToLong(Difference::customers).sum(),
                clock.millis() / 1_000.0);
    }
}
