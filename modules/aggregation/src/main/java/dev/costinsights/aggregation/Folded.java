package dev.costinsights.aggregation;

import java.time.Instant;

/**
 * What one fold did.
 *
 * @param count of events that were added, or of objects that were computed anew
 * @param asOf everything committed to the log up to this instant is in
 */
record Folded(long count, Instant asOf) {}
