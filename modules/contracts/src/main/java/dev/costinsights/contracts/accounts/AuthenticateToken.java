package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;

/**
 * Asks whose access token this is. Fails as {@link dev.costinsights.contracts.bus.ErrorCode#UNAUTHENTICATED} when it is
 * unknown, expired or revoked.
 */
public record AuthenticateToken(Secret token) implements Message {}
