package dev.costinsights.contracts.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Someone who can sign in.
 *
 * @param email null for the owner who signs in by link and has no password
 * @param signedInAt the last time; null before the first
 */
public record Person(
        UUID id,
        @Nullable String email,
        Role role,
        Instant createdAt,
        @Nullable Instant signedInAt) {}
