package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;

/**
 * Asks for a session with the code of a one-time link, which is used up, and a password that holds from now on. A new
 * password ends all sessions before. Fails as {@link dev.costinsights.contracts.bus.ErrorCode#UNAUTHENTICATED} when
 * the code is unknown, used, revoked or expired, as INVALID for a password that can't be kept, and as OVERLOADED after
 * too many tries.
 *
 * @param remoteAddress where the try comes from, for limiting tries
 */
public record AcceptInvitation(Secret code, Secret password, String remoteAddress) implements Message {}
