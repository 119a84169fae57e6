/**
 * Load on the whole server, measured against the same work done directly in the same PostgreSQL.
 *
 * <p>A number of events a second says little away from its machine, so every result is a ratio of two things measured in
 * turns within one run, over several rounds, with the median and how far the rounds lie apart.
 */
@NullMarked
package dev.costinsights.benchmarks;

import org.jspecify.annotations.NullMarked;
