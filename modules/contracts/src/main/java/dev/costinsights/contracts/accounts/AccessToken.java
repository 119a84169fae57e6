package dev.costinsights.contracts.accounts;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What may be shown of an access token: everything but its text.
 *
 * @param comment what it is for, in the words of whoever made it
 * @param expiresAt null means never
 * @param lastUsedAt at most a minute behind; null when it was never used
 */
public record AccessToken(
        UUID organizationId,
        UUID id,
        String comment,
        Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {
    public AccessToken {
        scopes = Set.copyOf(scopes);
    }
}
