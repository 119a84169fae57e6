package dev.costinsights.samples;

import dev.costinsights.samples.Outcome.Accepted;
import dev.costinsights.samples.Outcome.Refused;
import dev.costinsights.samples.Outcome.Unavailable;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends batches, a few requests at a time, each until it is accepted. Serves once. */
final class Delivery {

    static final int REQUESTS_IN_FLIGHT = 4;

    private final IngestEndpoint endpoint;
    private final RetryPolicy retries;
    private final Surroundings surroundings;
    private final Watcher progress;
    private final Iterator<Batch> batches;
    private Tally tally = Tally.NOTHING;

    Delivery(IngestEndpoint endpoint, Surroundings surroundings, Watcher progress, Iterator<Batch> batches) {
        this.endpoint = endpoint;
        this.retries = new RetryPolicy(surroundings);
        this.surroundings = surroundings;
        this.progress = progress;
        this.batches = batches;
    }

    /**
     * Returns when every batch is accepted.
     *
     * @throws DeliveryException when one batch fails for good; others may have been accepted, see {@link #tally}
     */
    void run() throws DeliveryException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(REQUESTS_IN_FLIGHT);
        try {
            var senders = new ExecutorCompletionService<Void>(threads);
            for (int i = 0; i < REQUESTS_IN_FLIGHT; i++) {
                senders.submit(this::sendUntilNoneIsLeft);
            }
            for (int i = 0; i < REQUESTS_IN_FLIGHT; i++) {
                senders.take().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DeliveryException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    /** What has been accepted so far. */
    synchronized Tally tally() {
        return tally;
    }

    private Void sendUntilNoneIsLeft() throws DeliveryException, InterruptedException {
        for (Batch batch = nextBatch(); batch != null; batch = nextBatch()) {
            count(batch, send(batch.body().get()));
        }
        return null;
    }

    private Accepted send(byte[] body) throws DeliveryException, InterruptedException {
        for (int failures = 1; ; failures++) {
            Outcome outcome = endpoint.post(body);
            if (outcome instanceof Accepted accepted) {
                retries.progressed();
                return accepted;
            }
            if (outcome instanceof Refused refused) {
                throw new DeliveryException(refused.reason() + ".");
            }
            if (outcome instanceof Unavailable unavailable) {
                Duration wait = retries.waitAfter(failures, unavailable);
                progress.waiting(unavailable.reason(), wait);
                surroundings.pause().pause(wait);
            }
        }
    }

    private @Nullable Batch nextBatch() {
        synchronized (batches) {
            return batches.hasNext() ? batches.next() : null;
        }
    }

    private synchronized void count(Batch batch, Accepted accepted) {
        tally = tally.plus(batch, accepted);
        progress.sent(tally.sent());
    }
}
