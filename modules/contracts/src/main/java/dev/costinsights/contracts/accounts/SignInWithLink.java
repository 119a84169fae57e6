package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;

/**
 * Asks for a session with the code of a one-time link; the code is used up. Fails as
 * {@link dev.costinsights.contracts.bus.ErrorCode#UNAUTHENTICATED} when it is unknown, used or expired.
 *
 * @param remoteAddress where the try comes from, for limiting tries
 */
public record SignInWithLink(Secret code, String remoteAddress) implements Message {}
