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
 * Keeps folding as long as tickets wait, of events and of facts: one chunk of each waiting organization in turn, so that
 * none starves another.
 * The doorbell only shortens the pause between two looks. Runs on one event loop; several loops, in one process or in
 * many, share the work through row locks.
 */
final class FoldLoop {
    private static final Logger LOG = LoggerFactory.getLogger(FoldLoop.class);
    private static final long PAUSE_MILLIS = 200;

    private static final long NOT_WAITING = -1;

    private final Vertx vertx;
    private final List<Lane> lanes;
    private final FoldMeters meters;
    private final Clock clock;
    private final Backoff backoff;
    private final Promise<Void> stopped = Promise.promise();
    private long timer = NOT_WAITING;
    private boolean rung;
    private boolean stopping;

    FoldLoop(Vertx vertx, FoldMeters meters, Clock clock, List<Lane> lanes) {
        this.vertx = vertx;
        this.meters = meters;
        this.clock = clock;
        this.lanes = List.copyOf(lanes);
        this.backoff = new Backoff(clock);
    }

    /** What is said of a fold. */
    interface Meter {
        void folded(long count, long nanos);
    }

    /** Tickets of one sort, and how much of them to take at once from each organization. */
    static final class Lane {
        /** A small chunk keeps totals fresh while little waits; a full one doubles the next. */
        private static final int FIRST_CHUNK = 1_000;

        private final TicketFold fold;
        private final int maxChunk;
        private final Meter meter;
        private final Map<UUID, Integer> chunks = new HashMap<>();
        private final Map<UUID, Backoff> backoffs = new HashMap<>();

        Lane(TicketFold fold, int maxChunk, Meter meter) {
            this.fold = fold;
            this.maxChunk = maxChunk;
            this.meter = meter;
        }

        private boolean rests(UUID organizationId) {
            Backoff own = backoffs.get(organizationId);
            return own != null && !own.isOver();
        }

        private int chunk(UUID organizationId) {
            return chunks.getOrDefault(organizationId, FIRST_CHUNK);
        }

        private void folded(UUID organizationId, int chunk, long count) {
            if (count >= chunk) {
                chunks.put(organizationId, Math.min(chunk * 2, maxChunk));
            } else {
                chunks.remove(organizationId);
            }
        }
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
        Future<Boolean> folded = Future.succeededFuture(false);
        for (Lane lane : lanes) {
            folded = folded.compose(before -> lane.fold
                    .organizationsWithTickets()
                    .compose(organizations -> foldInTurn(lane, organizations))
                    .map(now -> before || now));
        }
        folded.onComplete(this::afterPass);
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
    private Future<Boolean> foldInTurn(Lane lane, List<UUID> organizations) {
        Future<Boolean> folded = Future.succeededFuture(false);
        for (UUID organizationId : organizations) {
            folded = folded.compose(before -> fold(lane, organizationId).map(now -> before || now));
        }
        return folded;
    }

    private Future<Boolean> fold(Lane lane, UUID organizationId) {
        if (stopping || lane.rests(organizationId)) {
            return Future.succeededFuture(false);
        }
        int chunk = lane.chunk(organizationId);
        long began = System.nanoTime();
        return lane.fold.fold(organizationId, chunk).transform(result -> {
            if (result.failed()) {
                failed(lane, organizationId, result.cause());
                return Future.succeededFuture(false);
            }
            lane.backoffs.remove(organizationId);
            result.result().ifPresent(folded -> {
                lane.meter.folded(folded.count(), System.nanoTime() - began);
                lane.folded(organizationId, chunk, folded.count());
                Channels.TOTALS_CHANGED.publish(vertx, new TotalsChanged(organizationId, folded.asOf()));
            });
            return Future.succeededFuture(result.result().isPresent());
        });
    }

    private void failed(Lane lane, UUID organizationId, Throwable failure) {
        meters.failed();
        log("Folding the organization " + organizationId + " failed", failure);
        // It may have been too much at once.
        lane.chunks.remove(organizationId);
        lane.backoffs.computeIfAbsent(organizationId, id -> new Backoff(clock)).failed();
    }

    private static void log(String what, Throwable failure) {
        if (PgErrors.isUnavailable(failure)) {
            LOG.warn("{}, will be tried again: {}", what, failure.toString());
        } else {
            LOG.error("{}, will be tried again", what, failure);
        }
    }
}
