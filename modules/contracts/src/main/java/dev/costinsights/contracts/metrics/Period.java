package dev.costinsights.contracts.metrics;

import java.time.Instant;

/**
 * One step of an answer over time.
 *
 * @param timestamp where the whole period starts, its name in answers
 * @param from where the part inside the asked range starts, inclusive
 * @param to where that part ends, exclusive
 */
public record Period(Instant timestamp, Instant from, Instant to) {}
