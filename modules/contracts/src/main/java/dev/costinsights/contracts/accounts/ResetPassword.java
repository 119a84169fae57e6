package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks for a one-time link with which someone chooses a new password. Fails as {@link
 * dev.costinsights.contracts.bus.ErrorCode#NOT_FOUND} when the organization has no such person with a password.
 */
public record ResetPassword(UUID organizationId, UUID userId) implements Message {}
