package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;

/**
 * Asks whose dashboard session this is. Fails as {@link dev.costinsights.contracts.bus.ErrorCode#UNAUTHENTICATED} when
 * it is unknown, signed out or expired.
 */
public record ResolveSession(Secret session) implements Message {}
