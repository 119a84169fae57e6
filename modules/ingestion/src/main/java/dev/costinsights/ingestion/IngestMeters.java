package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What ingestion counts. Every event that arrives ends in exactly one outcome. */
final class IngestMeters {
    private static final String PREFIX = "cost_insights_ingest_";

    private final MeterRegistry registry;
    private final Counter inserted;
    private final Counter duplicate;
    private final Counter conflict;
    private final Counter rejected;
    private final Counter overloaded;
    private final Counter failed;
    private final Timer flush;
    private final DistributionSummary flushRows;

    IngestMeters(MeterRegistry registry) {
        this.registry = registry;
        inserted = outcome("inserted");
        duplicate = outcome("duplicate");
        conflict = outcome("conflict");
        rejected = outcome("rejected");
        overloaded = outcome("overloaded");
        failed = outcome("failed");
        flush = Timer.builder(PREFIX + "flush")
                .description("Time of one append statement, with its commit")
                .publishPercentileHistogram()
                .register(registry);
        flushRows = DistributionSummary.builder(PREFIX + "flush_rows")
                .description("Events in one append statement")
                .register(registry);
    }

    private Counter outcome(String outcome) {
        return Counter.builder(PREFIX + "events")
                .description("Events received, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    <T> void gauge(String name, String description, T source, ToDoubleFunction<T> value) {
        Gauge.builder(PREFIX + name, source, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    <T> Future<T> timed(int rows, Supplier<Future<T>> append) {
        flushRows.record(rows);
        Timer.Sample sample = Timer.start(registry);
        return Future.succeededFuture().compose(start -> append.get()).onComplete(done -> sample.stop(flush));
    }

    /** @param conflicts those of the duplicates that differ from the event recorded before */
    void recorded(int insertedEvents, int duplicates, int conflicts) {
        inserted.increment(insertedEvents);
        duplicate.increment(duplicates - conflicts);
        conflict.increment(conflicts);
    }

    void refused(ErrorCode reason, int events) {
        switch (reason) {
            case INVALID -> rejected.increment(events);
            case OVERLOADED -> overloaded.increment(events);
            default -> failed.increment(events);
        }
    }
}
