package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks to end all sessions of someone.
 */
public record EndSessions(UUID organizationId, UUID userId) implements Message {}
