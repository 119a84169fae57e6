package dev.costinsights.ingestion;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches how much waits to be folded while events come in, and says when no more should be taken: from the limit on,
 * until less than four fifths of it wait. Not thread-safe.
 */
final class BacklogMonitor {
    static final Duration INTERVAL = Duration.ofMillis(250);
    private static final double LOW_MARK = 0.8;

    /** For every while of reading, so that it never takes more than a fifth of the time, however many tickets there are. */
    private static final int REST_PER_READ = 4;

    private static final Logger LOG = LoggerFactory.getLogger(BacklogMonitor.class);

    private final long maxEvents;
    private final Clock clock;
    private final Supplier<Future<Long>> source;
    private long waiting;
    private boolean full;
    private boolean eventsCameIn;
    private boolean reading;
    private boolean unreadable;
    private Instant nextRead = Instant.MIN;

    BacklogMonitor(long maxEvents, Clock clock, Supplier<Future<Long>> source) {
        this.maxEvents = maxEvents;
        this.clock = clock;
        this.source = source;
    }

    boolean isFull() {
        return full;
    }

    void eventsCameIn() {
        eventsCameIn = true;
    }

    /** Reads when it is time and there can be something new; called at every {@link #INTERVAL}. */
    void tick() {
        Instant start = clock.instant();
        if (reading || start.isBefore(nextRead) || !eventsCameIn && waiting == 0) {
            return;
        }
        eventsCameIn = false;
        reading = true;
        source.get().onComplete(read -> {
            reading = false;
            Instant end = clock.instant();
            nextRead = end.plus(Duration.between(start, end).multipliedBy(REST_PER_READ));
            if (read.succeeded()) {
                update(read.result());
            } else {
                keep(read.cause());
            }
        });
    }

    private void update(long events) {
        unreadable = false;
        waiting = events;
        boolean nowFull = full ? events >= maxEvents * LOW_MARK : events > maxEvents;
        if (nowFull != full) {
            LOG.warn("{} events wait to be folded: new events are {}", events, nowFull ? "turned away" : "taken again");
        }
        full = nowFull;
    }

    /** Without the database nothing is appended either, so what was last known stays good. */
    private void keep(Throwable failure) {
        eventsCameIn = true;
        if (!unreadable) {
            LOG.warn("The backlog can't be read now: {}", failure.toString());
        }
        unreadable = true;
    }
}
