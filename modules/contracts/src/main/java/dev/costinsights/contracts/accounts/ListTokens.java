package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for access tokens that are not revoked, the newest first.
 *
 * @param organizationId whose; null means everybody's
 * @param offset how many to leave out at the beginning
 */
public record ListTokens(@Nullable UUID organizationId, long offset, int limit) implements Message {}
