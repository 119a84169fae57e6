package dev.costinsights.api;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.accounts.TokenPrincipal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose organizations and tokens a token may look at and manage. */
final class Reach {
    private Reach() {}

    /** Whether it is everybody's: the organization {@code default} runs the server, the others are guests. */
    static boolean isEverybody(TokenPrincipal principal) {
        return principal.organizationId().equals(Organizations.DEFAULT_ID)
                && principal.scopes().contains(Scope.ORGANIZATIONS_WRITE);
    }

    /** The one organization within reach; null means all. */
    static @Nullable UUID of(TokenPrincipal principal) {
        return isEverybody(principal) ? null : principal.organizationId();
    }

    static boolean holds(TokenPrincipal principal, UUID organizationId) {
        return isEverybody(principal) || principal.organizationId().equals(organizationId);
    }
}
