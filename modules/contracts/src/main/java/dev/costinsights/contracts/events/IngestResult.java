package dev.costinsights.contracts.events;

import dev.costinsights.contracts.bus.Message;

/**
 * Says that the events are committed to the log.
 *
 * @param inserted events recorded now
 * @param duplicates events whose external id had been recorded before, in this request or an earlier one
 */
public record IngestResult(int inserted, int duplicates) implements Message {}
