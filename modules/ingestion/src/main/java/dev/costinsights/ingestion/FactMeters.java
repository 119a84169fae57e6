package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.revenue.FactsResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** What is counted of facts. Every fact that arrives ends in exactly one outcome; those that wait are inserted, too. */
final class FactMeters {
    private static final String PREFIX = "cost_insights_ingest_";

    private final MeterRegistry registry;
    private final Counter inserted;
    private final Counter duplicate;
    private final Counter rejected;
    private final Counter overloaded;
    private final Counter failed;
    private final Counter waiting;
    private final Timer append;

    FactMeters(MeterRegistry registry, FactGate gate) {
        this.registry = registry;
        inserted = outcome("inserted");
        duplicate = outcome("duplicate");
        rejected = outcome("rejected");
        overloaded = outcome("overloaded");
        failed = outcome("failed");
        waiting = Counter.builder(PREFIX + "facts_waiting")
                .description("Facts kept before what they belong to was known")
                .register(registry);
        append = Timer.builder(PREFIX + "facts_append")
                .description("Time of keeping the facts of one request, with its commit")
                .publishPercentileHistogram()
                .register(registry);
        Gauge.builder(PREFIX + "facts_under_way", gate, FactGate::facts)
                .description("Facts being kept now")
                .strongReference(true)
                .register(registry);
    }

    private Counter outcome(String outcome) {
        return Counter.builder(PREFIX + "facts")
                .description("Facts received, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }

    <T> Future<T> timed(Supplier<Future<T>> work) {
        Timer.Sample sample = Timer.start(registry);
        return work.get().onComplete(done -> sample.stop(append));
    }

    void recorded(FactsResult result) {
        inserted.increment(result.inserted());
        duplicate.increment(result.duplicates());
        waiting.increment(result.waiting());
    }

    void refused(ErrorCode reason, int facts) {
        switch (reason) {
            case INVALID -> rejected.increment(facts);
            case OVERLOADED -> overloaded.increment(facts);
            default -> failed.increment(facts);
        }
    }
}
