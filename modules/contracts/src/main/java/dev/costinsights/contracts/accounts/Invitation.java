package dev.costinsights.contracts.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A one-time link that waits to be opened.
 *
 * @param role what the invited may do; null when the link is for somebody's new password
 */
public record Invitation(UUID id, String email, @Nullable Role role, Instant createdAt, Instant expiresAt) {}
