package dev.costinsights.aggregation;

import dev.costinsights.aggregation.FoldStore.Folded;
import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.metrics.TotalsChanged;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps folding as long as tickets wait: one chunk of each waiting organization in turn, so that none starves another.
 * The doorbell only shortens the pause between two looks. Runs on one event loop; several loops, in one process or in
 * many, share the work through row locks.
 */
final class FoldLoop {
    private static final Logger LOG = LoggerFactory.getLogger(FoldLoop.class);
    private static final long PAUSE_MILLIS = 200;
    /** A small chunk keeps totals fresh while little waits; a full one doubles the next. */
    private static final int FIRST_CHUNK_EVENTS = 1_000;

    private static final long NOT_WAITING = -1;

    private final Vertx vertx;
    private final FoldStore store;
    private final FoldMeters meters;
    private final Clock clock;
    private final int maxChunkEvents;
    private final Map<UUID, Integer> chunkEvents = new HashMap<>();
    private final Map<UUID, Backoff> backoffs = new HashMap<>();
    private final Backoff backoff;
    private final Promise<Void> stopped = Promise.promise();
    private long timer = NOT_WAITING;
    private boolean rung;
    private boolean stopping;

    FoldLoop(Vertx vertx, FoldStore store, FoldMeters meters, Clock clock, int maxChunkEvents) {
        this.vertx = vertx;
        this.store = store;
        this.meters = meters;
        this.clock = clock;
        this.maxChunkEvents = maxChunkEvents;
        this.backoff = new Backoff(clock);
    }

    void start() {
        pass();
    }

    /** Something was appended. */
    void ring() {
        rung = true;
        if (timer != NOT_WAITING && backoff.isOver()) {
            vertx.cancelTimer(timer);
            pass();
        }
    }

    /** Succeeds when the transaction under way has ended; no other is begun. */
    Future<Void> stop() {
        stopping = true;
        if (timer != NOT_WAITING) {
            vertx.cancelTimer(timer);
            stopped.tryComplete();
        }
        return stopped.future();
    }

    private void pass() {
        timer = NOT_WAITING;
        rung = false;
        store.organizationsWithTickets().compose(this::foldInTurn).onComplete(this::afterPass);
    }

    private void afterPass(AsyncResult<Boolean> pass) {
        if (stopping) {
            stopped.tryComplete();
            return;
        }
        if (pass.failed()) {
            meters.failed();
            log("Looking for tickets failed", pass.cause());
            sleep(backoff.failed().toMillis());
        } else {
            backoff.succeeded();
            if (pass.result() || rung) {
                pass();
            } else {
                sleep(PAUSE_MILLIS);
            }
        }
    }

    private void sleep(long millis) {
        timer = vertx.setTimer(millis, id -> pass());
    }

    /** Whether anything was folded. */
    private Future<Boolean> foldInTurn(List<UUID> organizations) {
        Future<Boolean> folded = Future.succeededFuture(false);
        for (UUID organizationId : organizations) {
            folded = folded.compose(before -> fold(organizationId).map(now -> before || now));
        }
        return folded;
    }

    private Future<Boolean> fold(UUID organizationId) {
        Backoff own = backoffs.get(organizationId);
        if (stopping || (own != null && !own.isOver())) {
            return Future.succeededFuture(false);
        }
        int chunk = chunkEvents.getOrDefault(organizationId, FIRST_CHUNK_EVENTS);
        long began = System.nanoTime();
        return store.fold(organizationId, chunk).transform(result -> {
            if (result.failed()) {
                failed(organizationId, result.cause());
                return Future.succeededFuture(false);
            }
            backoffs.remove(organizationId);
            result.result().ifPresent(folded -> folded(organizationId, chunk, folded, System.nanoTime() - began));
            return Future.succeededFuture(result.result().isPresent());
        });
    }

    private void folded(UUID organizationId, int chunk, Folded folded, long nanos) {
        meters.folded(folded.events(), nanos);
        if (folded.events() >= chunk) {
            chunkEvents.put(organizationId, Math.min(chunk * 2, maxChunkEvents));
        } else {
            chunkEvents.remove(organizationId);
        }
        Channels.TOTALS_CHANGED.publish(vertx, new TotalsChanged(organizationId, folded.asOf()));
    }

    private void failed(UUID organizationId, Throwable failure) {
        meters.failed();
        log("Folding the organization " + organizationId + " failed", failure);
        // It may have been too much at once.
        chunkEvents.remove(organizationId);
        backoffs.computeIfAbsent(organizationId, id -> new Backoff(clock)).failed();
    }

    private static void log(String what, Throwable failure) {
        if (PgErrors.isUnavailable(failure)) {
            LOG.warn("{}, will be tried again: {}", what, failure.toString());
        } else {
            LOG.error("{}, will be tried again", what, failure);
        }
    }
}
