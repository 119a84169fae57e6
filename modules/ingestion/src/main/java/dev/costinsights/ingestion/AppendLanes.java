package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.IngestResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gathers requests into batches and keeps a bounded number of batches under way. The first lane takes what there is at
 * once, so that an idle server answers without delay; a further lane opens when a full batch waits or after a short
 * gathering, so that a busy one commits in large batches. Not thread-safe.
 */
final class AppendLanes {
    static final int BATCH_EVENTS = 1_000;
    static final long BATCH_CHARACTERS = 8 << 20;
    static final Duration GATHERING = Duration.ofMillis(5);
    static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    /** Runs an action after a delay, on the thread of the lanes. */
    interface Timer {
        void after(Duration delay, Runnable action);
    }

    /**
     * @param lanes most batches under way at once
     * @param maxQueuedEvents most events waiting
     * @param maxQueuedCharacters about how much memory the texts of waiting events may take
     */
    record Limits(int lanes, int maxQueuedEvents, long maxQueuedCharacters) {}

    private final AppendQueue queue = new AppendQueue();
    private final Limits limits;
    private final Clock clock;
    private final Timer timer;
    private final Function<List<PendingAppend>, Future<Void>> flush;
    private int underWay;
    private boolean gathering;
    private @Nullable Promise<Void> drained;

    /** @param flush appends a batch; completes, never fails, when every request in it is answered */
    AppendLanes(Limits limits, Clock clock, Timer timer, Function<List<PendingAppend>, Future<Void>> flush) {
        this.limits = limits;
        this.clock = clock;
        this.timer = timer;
        this.flush = flush;
    }

    /** Fails with {@link ErrorCode#OVERLOADED} when too much is waiting, now or for too long. */
    Future<IngestResult> append(AppendRequest request) {
        if (queue.events() + request.events() > limits.maxQueuedEvents()
                || queue.characters() + request.characters() > limits.maxQueuedCharacters() && !queue.isEmpty()) {
            return Future.failedFuture(overloaded());
        }
        var pending = new PendingAppend(request);
        queue.add(pending);
        open(false);
        return pending.answer().future();
    }

    int queuedEvents() {
        return queue.events();
    }

    /** Turns away what has waited too long for its sender to be still there. */
    void expire() {
        queue.takeReceivedBefore(clock.instant().minus(LONGEST_WAIT)).forEach(late -> late.refuse(overloaded()));
        completeWhenDrained();
    }

    /** Completes when nothing waits and nothing is under way. */
    Future<Void> drain() {
        drained = Promise.promise();
        Future<Void> future = drained.future();
        completeWhenDrained();
        return future;
    }

    /** Turns away everything that still waits. */
    void refuseWaiting(ContractException reason) {
        queue.take(Integer.MAX_VALUE, Long.MAX_VALUE).forEach(pending -> pending.refuse(reason));
    }

    private void open(boolean gathered) {
        boolean due = gathered;
        while (!queue.isEmpty() && underWay < limits.lanes() && (due || underWay == 0 || isFullBatchWaiting())) {
            due = false;
            underWay++;
            flush.apply(queue.take(BATCH_EVENTS, BATCH_CHARACTERS)).onComplete(done -> {
                underWay--;
                open(false);
                completeWhenDrained();
            });
        }
        if (!queue.isEmpty() && underWay < limits.lanes() && !gathering) {
            gathering = true;
            timer.after(GATHERING, () -> {
                gathering = false;
                open(true);
            });
        }
    }

    private boolean isFullBatchWaiting() {
        return queue.events() >= BATCH_EVENTS || queue.characters() >= BATCH_CHARACTERS;
    }

    private void completeWhenDrained() {
        if (drained != null && underWay == 0 && queue.isEmpty()) {
            drained.tryComplete();
        }
    }

    private static ContractException overloaded() {
        return new ContractException(
                ErrorCode.OVERLOADED, "More events are waiting to be recorded than can be soon. Try again later.");
    }
}
