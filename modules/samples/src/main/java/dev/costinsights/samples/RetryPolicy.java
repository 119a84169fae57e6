package dev.costinsights.samples;

import dev.costinsights.samples.Outcome.Unavailable;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides how long to wait before a batch is sent again, and when to give up: as soon as no batch has been accepted for
 * {@link #PATIENCE}, or the server itself asks to wait for longer than that. Safe for use by several senders, whose
 * successes count for each other.
 */
final class RetryPolicy {

    /** How long to go on without any progress. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

    private final Surroundings surroundings;
    private volatile Instant lastProgress;

    RetryPolicy(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.lastProgress = surroundings.clock().instant();
    }

    /** To be called for every accepted batch. */
    void progressed() {
        lastProgress = surroundings.clock().instant();
    }

    /**
     * How long to wait after the {@code failures}-th failure in a row of one batch (from 1).
     *
     * @throws DeliveryException when it is time to give up
     */
    Duration waitAfter(int failures, Unavailable outcome) throws DeliveryException {
        Duration asked = outcome.retryAfter() == null ? Duration.ZERO : outcome.retryAfter();
        if (asked.compareTo(PATIENCE) > 0) {
            throw new DeliveryException("%s and asks to wait for %d s.".formatted(outcome.reason(), asked.toSeconds()));
        }
        Duration stalled = Duration.between(lastProgress, surroundings.clock().instant());
        if (stalled.compareTo(PATIENCE) >= 0) {
            throw new DeliveryException(
                    "%s; gave up after %d s without progress.".formatted(outcome.reason(), stalled.toSeconds()));
        }
        Duration backoff = backoff(failures);
        return asked.compareTo(backoff) > 0 ? asked.plus(jittered(FIRST_WAIT)) : backoff;
    }

    private Duration backoff(int failures) {
        Duration full = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, 10));
        Duration capped = full.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : full;
        return capped.dividedBy(2).plus(jittered(capped.dividedBy(2)));
    }

    private Duration jittered(Duration most) {
        return Duration.ofNanos((long) (most.toNanos() * surroundings.jitter().getAsDouble()));
    }
}
