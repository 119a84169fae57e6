package dev.costinsights.aggregation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What an operator sees of folding. */
final class FoldMeters {
    private final Counter events;
    private final Counter objects;
    private final Counter failures;
    private final Timer folds;
    /** Null while it can't be measured. */
    private volatile @Nullable Backlog backlog = Backlog.NONE;

    FoldMeters(MeterRegistry registry) {
        events = Counter.builder("cost.insights.events.folded")
                .description("Events added to the totals")
                .register(registry);
        objects = Counter.builder("cost.insights.objects.folded")
                .description("Customers, orders, subscriptions and so on that were computed from their facts")
                .register(registry);
        failures = Counter.builder("cost.insights.folds.failed")
                .description("Transactions of the fold that failed and will be tried again")
                .register(registry);
        folds = Timer.builder("cost.insights.fold")
                .description("Transactions of the fold")
                .register(registry);
        Gauge.builder("cost.insights.fold.lag", () -> of(Backlog::lagSeconds))
                .description("Age of the oldest ticket, 0 when none waits")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("cost.insights.backlog.tickets", () -> of(Backlog::tickets))
                .description("Tickets that wait to be folded")
                .register(registry);
        Gauge.builder("cost.insights.backlog.events", () -> of(Backlog::events))
                .description("Events that wait to be folded")
                .register(registry);
        Gauge.builder("cost.insights.backlog.objects", () -> of(Backlog::objects))
                .description("Customers, orders, subscriptions and so on with facts that wait to be folded")
                .register(registry);
    }

    void foldedEvents(long count, long nanos) {
        events.increment(count);
        folds.record(nanos, TimeUnit.NANOSECONDS);
    }

    void foldedObjects(long count, long nanos) {
        objects.increment(count);
        folds.record(nanos, TimeUnit.NANOSECONDS);
    }

    void failed() {
        failures.increment();
    }

    /** @param measured null when it could not be: an old figure would pass for a new one */
    void backlog(@Nullable Backlog measured) {
        backlog = measured;
    }

    private double of(ToDoubleFunction<Backlog> figure) {
        Backlog measured = backlog;
        return measured == null ? Double.NaN : figure.applyAsDouble(measured);
    }
}
