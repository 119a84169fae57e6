package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;

/**
 * Asks what the code of a one-time link is for; it stays unused. Fails as {@link
 * dev.costinsights.contracts.bus.ErrorCode#UNAUTHENTICATED} when it is unknown, used, revoked or expired, and as
 * OVERLOADED after too many tries.
 *
 * @param remoteAddress where the try comes from, for limiting tries
 */
public record FindInvitation(Secret code, String remoteAddress) implements Message {}
