package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.revenue.FactsResult;
import dev.costinsights.contracts.revenue.IngestFacts;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/** Takes facts from their check to the log. Sending the same facts again changes nothing. Not thread-safe. */
final class FactService {
    private final Clock clock;
    private final Function<IngestFacts, Future<List<LogFact>>> reader;
    private final FactGate gate;
    private final FactBacklog backlog;
    private final FactAppend append;
    private final FactMeters meters;
    private final Consumer<UUID> appendedListener;

    /**
     * @param reader checks facts as {@link FactReader} does
     * @param appendedListener hears, after the commit, of each organization with new facts
     */
    FactService(
            Clock clock,
            Function<IngestFacts, Future<List<LogFact>>> reader,
            FactGate gate,
            FactBacklog backlog,
            FactAppend append,
            FactMeters meters,
            Consumer<UUID> appendedListener) {
        this.clock = clock;
        this.reader = reader;
        this.gate = gate;
        this.backlog = backlog;
        this.append = append;
        this.meters = meters;
        this.appendedListener = appendedListener;
    }

    /** Answers after the commit. Fails with a {@link ContractException} when nothing, or nothing for sure, was kept. */
    Future<FactsResult> ingest(IngestFacts request) {
        if (request.facts().isEmpty()) {
            return Future.succeededFuture(new FactsResult(0, 0, 0));
        }
        return checkAndAppend(request)
                .onSuccess(result -> {
                    meters.recorded(result);
                    if (result.inserted() > 0) {
                        appendedListener.accept(request.organizationId());
                    }
                })
                .onFailure(failure -> {
                    ErrorCode reason = failure instanceof ContractException known ? known.code() : ErrorCode.INTERNAL;
                    meters.refused(reason, request.facts().size());
                });
    }

    private Future<FactsResult> checkAndAppend(IngestFacts request) {
        backlog.factsCameIn();
        return backlog.isFull(request.organizationId())
                .compose(isFull -> isFull
                        ? Future.failedFuture(new ContractException(
                                ErrorCode.OVERLOADED, "Totals are behind the facts already kept. Try again later."))
                        : append(request));
    }

    private Future<FactsResult> append(IngestFacts request) {
        return gate.pass(
                request,
                () -> reader.apply(request)
                        .compose(facts -> meters.timed(() -> append.append(
                                request.organizationId(), clock.instant().truncatedTo(ChronoUnit.MICROS), facts))));
    }
}
