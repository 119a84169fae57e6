package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks that someone can sign in no more; their sessions end now. Fails as {@link
 * dev.costinsights.contracts.bus.ErrorCode#NOT_FOUND} when the organization has no such person, and as {@link
 * dev.costinsights.contracts.bus.ErrorCode#INVALID} for its last owner.
 */
public record RemovePerson(UUID organizationId, UUID userId) implements Message {}
