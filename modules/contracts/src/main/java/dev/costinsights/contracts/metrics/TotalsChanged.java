package dev.costinsights.contracts.metrics;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.UUID;

/**
 * Rings when totals of an organization have changed.
 *
 * @param asOf everything committed to the log up to this instant is in
 */
public record TotalsChanged(UUID organizationId, Instant asOf) implements Message {}
