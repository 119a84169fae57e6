package dev.costinsights.contracts.eventlog;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;

/**
 * One event.
 *
 * @param asOf everything committed to the log up to this instant is in
 */
public record FoundEvent(Event event, Instant asOf) implements Message {}
