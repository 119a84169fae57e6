package dev.costinsights.contracts.revenue;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks for the imports of an organization, the newest first.
 *
 * @param offset how many to leave out at the beginning
 */
public record ListImports(UUID organizationId, long offset, int limit) implements Message {}
