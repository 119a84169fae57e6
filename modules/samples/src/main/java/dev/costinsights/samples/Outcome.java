package dev.costinsights.samples;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one attempt to post a batch. */
sealed interface Outcome {

    /** Committed: {@code inserted} events are new, {@code duplicates} were there already. */
    record Accepted(long inserted, long duplicates) implements Outcome {}

    /** Wrong in a way that no retry mends. */
    record Refused(String reason) implements Outcome {}

    /**
     * Possibly committed, possibly not; the same batch may be sent again.
     *
     * @param retryAfter how long the server asks to wait, or null when it does not say
     */
    record Unavailable(String reason, @Nullable Duration retryAfter) implements Outcome {}
}
