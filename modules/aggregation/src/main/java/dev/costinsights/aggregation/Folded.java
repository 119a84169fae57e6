package dev.costinsights.aggregation;

import java.time.Instant;

/**
 * What one fold did.
 *
 * @param count of events that were added, or of objects that were computed anew
 * @param taken how much of the chunk that was: as much as the chunk, or more, when it was full
 * @param asOf everything committed to the log up to this instant is in
 */
record Folded(long count, long taken, Instant asOf) {}
