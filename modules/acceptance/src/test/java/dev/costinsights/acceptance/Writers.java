package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Clients that post batches as fast as they are answered, repeat a batch until it is acknowledged, and remember what was.
 */
final class Writers {
    private static final Instant FIRST_EVENT = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MAX_BATCH = 40;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<List<Event>> sent = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    /** Shared by requests under way, taken alone by a pause: nothing is under way in one. */
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock(true);

    private final CountDownLatch finishing = new CountDownLatch(1);
    private volatile @Nullable Wire wire;

    Writers(int count, long seed) {
        for (int writer = 0; writer < count; writer++) {
            String name = "writer-" + writer;
            var random = new Random(seed + writer);
            threads.add(new Thread(() -> writeUntilFinished(name, random), name));
        }
    }

    void startAgainst(Wire server) {
        wire = server;
        threads.forEach(Thread::start);
    }

    /** Where the clients send from now on. */
    void turnTo(Wire server) {
        wire = server;
    }

    /** Returns when no request is under way; none starts until {@link #resume}. */
    void pause() {
        gate.writeLock().lock();
    }

    void resume() {
        gate.writeLock().unlock();
    }

    /** Waits for this many more acknowledged events. */
    void awaitAcknowledged(int more) {
        int target = acknowledged.size() + more;
        await("%d acknowledged events".formatted(target))
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .failFast("a writer failed: " + failures, () -> !failures.isEmpty())
                .until(() -> acknowledged.size() >= target);
    }

    /** Lets every client get its last batch acknowledged. */
    void finish() throws InterruptedException {
        finishing.countDown();
        for (Thread thread : threads) {
            thread.join(LIMIT.toMillis());
            assertThat(thread.isAlive())
                    .as("%s still waits for an answer", thread.getName())
                    .isFalse();
        }
        assertThat(failures).isEmpty();
    }

    /** Ends the clients whatever they do. */
    void stop() throws InterruptedException {
        finishing.countDown();
        if (gate.writeLock().isHeldByCurrentThread()) {
            gate.writeLock().unlock();
        }
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join(LIMIT.toMillis());
        }
    }

    Set<String> acknowledgedIds() {
        return Set.copyOf(acknowledged);
    }

    /** Acknowledged or not. */
    Collection<List<Event>> sentBatches() {
        return List.copyOf(sent);
    }

    private void writeUntilFinished(String name, Random random) {
        try {
            for (int number = 0; finishing.getCount() > 0; number++) {
                List<Event> batch = batch(name + "-" + number, random);
                sent.add(batch);
                deliver(batch);
                batch.forEach(event -> acknowledged.add(Objects.requireNonNull(event.externalId())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failures.add(e);
        }
    }

    /** Tries until the batch is acknowledged. */
    private void deliver(List<Event> batch) throws InterruptedException {
        while (!acknowledgedBy(Objects.requireNonNull(wire), batch)) {
            // As a client would, so that a restarting server isn't kept busy refusing.
            finishing.await(20, TimeUnit.MILLISECONDS);
        }
    }

    private boolean acknowledgedBy(Wire server, List<Event> batch) throws InterruptedException {
        gate.readLock().lockInterruptibly();
        try {
            Wire.Answer answer = server.post(Wire.body(batch));
            if (answer.status() == 200) {
                Wire.Ingested ingested = answer.ingested();
                assertThat(ingested.inserted() + ingested.duplicates()).isEqualTo(batch.size());
                return true;
            }
            assertThat(answer.status())
                    .as("a refusal that says to try again: %s", answer.body())
                    .isIn(429, 503);
            return false;
        } catch (IOException e) {
            // The server is gone in the middle: whether the batch got in isn't known.
            return false;
        } finally {
            gate.readLock().unlock();
        }
    }

    private static List<Event> batch(String id, Random random) {
        List<Event> events = new ArrayList<>();
        for (int i = 0, size = 1 + random.nextInt(MAX_BATCH); i < size; i++) {
            events.add(new Event(
                    "load." + random.nextInt(5),
                    FIRST_EVENT.plusSeconds(random.nextInt(200 * 86_400)),
                    id + "-" + i,
                    "customer-" + random.nextInt(50),
                    BigDecimal.valueOf(random.nextInt(2_000_000) - 200_000, 6)));
        }
        return events;
    }
}
