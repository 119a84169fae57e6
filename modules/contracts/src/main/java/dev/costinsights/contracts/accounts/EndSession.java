package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks to end a session of someone. Fails as {@link dev.costinsights.contracts.bus.ErrorCode#NOT_FOUND} when they have
 * no such session.
 */
public record EndSession(UUID organizationId, UUID userId, UUID sessionId) implements Message {}
