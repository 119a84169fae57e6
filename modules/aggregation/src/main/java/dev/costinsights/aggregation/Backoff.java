package dev.costinsights.aggregation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long to leave something alone after it failed: from 200 ms, doubling, to 5 s. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Clock clock;
    private Duration pause = Duration.ZERO;
    private Instant until = Instant.MIN;

    Backoff(Clock clock) {
        this.clock = clock;
    }

    /** Notes a failure and says how long to wait. */
    Duration failed() {
        Duration doubled = pause.isZero() ? FIRST : pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        until = clock.instant().plus(pause);
        return pause;
    }

    void succeeded() {
        pause = Duration.ZERO;
        until = Instant.MIN;
    }

    boolean isOver() {
        return !clock.instant().isBefore(until);
    }
}
