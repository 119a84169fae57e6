package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks that a link works no more. Fails as {@link dev.costinsights.contracts.bus.ErrorCode#NOT_FOUND} when the
 * organization has none with this id.
 */
public record RevokeInvitation(UUID organizationId, UUID invitationId) implements Message {}
