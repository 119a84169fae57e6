package dev.costinsights.samples;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that only waiting moves. */
final class ManualTime extends Clock {

    private Instant now;
    private final List<Duration> pauses = new ArrayList<>();

    ManualTime(Instant start) {
        now = start;
    }

    Surroundings surroundings(boolean terminal) {
        return new Surroundings(this, this::pass, () -> 0.5, terminal);
    }

    synchronized void pass(Duration duration) {
        pauses.add(duration);
        now = now.plus(duration);
    }

    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
