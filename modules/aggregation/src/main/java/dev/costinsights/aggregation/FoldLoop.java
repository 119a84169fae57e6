package dev.costinsights.aggregation;

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
 * Keeps folding as long as tickets of one sort wait: one chunk of each waiting organization in turn, so that none starves
 * another. The doorbell only shortens the pause between two looks. Runs on one event loop; several loops, in one process
 * or in many, share the work through row locks, and loops of one process take turns.
 */
final class FoldLoop implements Turns.Taker {
    private static final Logger LOG = LoggerFactory.getLogger(FoldLoop.class);
    private static final long PAUSE_MILLIS = 200;

    private static final long NOT_WAITING = -1;

    private final Vertx vertx;
    private final TicketFold fold;
    private final Turns turns;
    private final Chunks chunks;
    private final Meter meter;
    private final FoldMeters meters;
    private final Clock clock;
    private final Backoff backoff;
    private final Map<UUID, Backoff> backoffs = new HashMap<>();
    private final Promise<Void> stopped = Promise.promise();
    private long timer = NOT_WAITING;
    private boolean rung;
    private boolean stopping;

    /**
     * @param turns shared with the other loops of the process
     * @param maxChunk how much to take at most at once from an organization
     * @param meter hears of each fold
     */
    FoldLoop(Vertx vertx, TicketFold fold, Turns turns, int maxChunk, Meter meter, FoldMeters meters, Clock clock) {
        this.vertx = vertx;
        this.fold = fold;
        this.turns = turns;
        this.chunks = new Chunks(maxChunk);
        this.meter = meter;
        this.meters = meters;
        this.clock = clock;
        this.backoff = new Backoff(clock);
    }

    /** What is said of a fold. */
    interface Meter {
        void folded(long count, long nanos);
    }

    void start() {
        pass();
    }

    /** Something was appended, or an organization is free that wasn't. */
    @Override
    public void ring() {
        rung = true;
        if (!stopping && timer != NOT_WAITING && backoff.isOver()) {
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
        fold.organizationsWithTickets().compose(this::foldInTurn).onComplete(this::afterPass);
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
        turns.keepWaiting(this, organizations);
        Future<Boolean> folded = Future.succeededFuture(false);
        for (UUID organizationId : organizations) {
            folded = folded.compose(before -> foldOne(organizationId).map(now -> before || now));
        }
        return folded;
    }

    private Future<Boolean> foldOne(UUID organizationId) {
        if (stopping || rests(organizationId) || !turns.take(this, organizationId)) {
            return Future.succeededFuture(false);
        }
        int chunk = chunks.of(organizationId);
        long began = System.nanoTime();
        return fold.fold(organizationId, chunk).transform(result -> {
            turns.giveBack(organizationId);
            if (result.failed()) {
                failed(organizationId, chunk, result.cause());
                return Future.succeededFuture(false);
            }
            backoffs.remove(organizationId);
            result.result().ifPresent(folded -> {
                meter.folded(folded.count(), System.nanoTime() - began);
                chunks.folded(organizationId, chunk, folded.taken());
                Channels.TOTALS_CHANGED.publish(vertx, new TotalsChanged(organizationId, folded.asOf()));
            });
            return Future.succeededFuture(result.result().isPresent());
        });
    }

    private boolean rests(UUID organizationId) {
        Backoff own = backoffs.get(organizationId);
        return own != null && !own.isOver();
    }

    private void failed(UUID organizationId, int chunk, Throwable failure) {
        meters.failed();
        log("Folding the organization " + organizationId + " failed", failure);
        chunks.failed(organizationId, chunk);
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
