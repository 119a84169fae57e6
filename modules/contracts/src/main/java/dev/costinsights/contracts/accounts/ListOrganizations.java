package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for organizations, the oldest first.
 *
 * @param organizationId the only one to list; null means all
 * @param offset how many to leave out at the beginning
 */
public record ListOrganizations(@Nullable UUID organizationId, long offset, int limit) implements Message {}
