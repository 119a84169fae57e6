package dev.costinsights.aggregation;

import dev.costinsights.aggregation.FoldStore.Backlog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What an operator sees of folding. */
final class FoldMeters {
    private final Counter events;
    private final Counter failures;
    private final Timer folds;
    private volatile Backlog backlog = Backlog.NONE;

    FoldMeters(MeterRegistry registry) {
        events = Counter.builder("cost.insights.events.folded")
                .description("Events added to the totals")
                .register(registry);
        failures = Counter.builder("cost.insights.folds.failed")
                .description("Transactions of the fold that failed and will be tried again")
                .register(registry);
        folds = Timer.builder("cost.insights.fold")
                .description("Transactions of the fold")
                .register(registry);
        Gauge.builder("cost.insights.fold.lag", () -> backlog.lagSeconds())
                .description("Age of the oldest ticket, 0 when none waits")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("cost.insights.backlog.tickets", () -> backlog.tickets())
                .description("Tickets that wait to be folded")
                .register(registry);
        Gauge.builder("cost.insights.backlog.events", () -> backlog.events())
                .description("Events that wait to be folded")
                .register(registry);
    }

    void folded(long count, long nanos) {
        events.increment(count);
        folds.record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed() {
        failures.increment();
    }

    void backlog(Backlog measured) {
        backlog = measured;
    }
}
