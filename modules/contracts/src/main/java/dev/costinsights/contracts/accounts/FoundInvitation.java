package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the code of a one-time link is for.
 *
 * @param role what the invited may do; null when the link is for a new password
 */
public record FoundInvitation(
        String organizationName, String email, @Nullable Role role, Instant expiresAt) implements Message {}
