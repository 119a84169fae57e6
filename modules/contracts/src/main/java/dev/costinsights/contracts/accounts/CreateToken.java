package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new access token.
 *
 * @param comment what it is for, in the words of whoever makes it
 * @param expiresAt null means never
 */
public record CreateToken(
        UUID organizationId,
        String comment,
        Set<Scope> scopes,
        @Nullable Instant expiresAt) implements Message {
    public CreateToken {
        scopes = Set.copyOf(scopes);
    }
}
