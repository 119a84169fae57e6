package dev.costinsights.contracts.revenue;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks which refunds, disputes and seats don't count yet, because what they belong to isn't known; the oldest first.
 *
 * @param offset how many to leave out at the beginning
 */
public record ListWaitingFacts(UUID organizationId, long offset, int limit) implements Message {}
