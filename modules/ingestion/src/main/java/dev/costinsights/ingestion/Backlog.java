package dev.costinsights.ingestion;

import java.time.Duration;

/**
 * What is appended and waits to be folded.
 *
 * @param age of the oldest ticket
 */
record Backlog(long events, long tickets, Duration age) {
    static final Backlog NONE = new Backlog(0, 0, Duration.ZERO);
}
