package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks that someone may do more or less from the next request on. Fails as {@link
 * dev.costinsights.contracts.bus.ErrorCode#NOT_FOUND} when the organization has no such person, and as {@link
 * dev.costinsights.contracts.bus.ErrorCode#INVALID} for its last owner.
 */
public record ChangeRole(UUID organizationId, UUID userId, Role role) implements Message {}
