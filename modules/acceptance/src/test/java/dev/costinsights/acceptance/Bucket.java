package dev.costinsights.acceptance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A period of an answer.
 *
 * @param start of the whole period
 * @param next where the next whole period starts
 * @param from where the part of it that is in the range begins
 * @param to where that part ends, exclusive
 */
record Bucket(Instant start, Instant next, Instant from, Instant to) {

    /** Whether something happened in it and in the range. */
    boolean holds(@Nullable Instant instant) {
        return instant != null && !instant.isBefore(from) && instant.isBefore(to);
    }

    /** Whether something happened in it, in the range or not. */
    boolean wholeHolds(@Nullable Instant instant) {
        return instant != null && !instant.isBefore(start) && instant.isBefore(next);
    }

    /** Whether it happened in it or in an earlier one. */
    boolean isReachedBy(Instant instant) {
        return instant.isBefore(next);
    }
}
