package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks where someone is signed in.
 */
public record ListSessions(UUID organizationId, UUID userId) implements Message {}
