package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;

/**
 * Asks for a session. Fails as {@link dev.costinsights.contracts.bus.ErrorCode#UNAUTHENTICATED} for an unknown address
 * and for a wrong password alike, and as OVERLOADED after too many tries.
 *
 * @param remoteAddress where the try comes from, for limiting tries
 */
public record SignInWithPassword(String email, Secret password, String remoteAddress) implements Message {}
