package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.Set;
import java.util.UUID;

/** The organization an access token speaks for, and what it may do. */
public record TokenPrincipal(UUID tokenId, UUID organizationId, Set<Scope> scopes) implements Message {
    public TokenPrincipal {
        scopes = Set.copyOf(scopes);
    }
}
