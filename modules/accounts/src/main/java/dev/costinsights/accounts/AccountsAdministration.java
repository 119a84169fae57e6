package dev.costinsights.accounts;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.costinsights.contracts.accounts.CreateToken;
import dev.costinsights.contracts.accounts.InvitePerson;
import dev.costinsights.contracts.accounts.ListTokens;
import dev.costinsights.contracts.accounts.NewInvitation;
import dev.costinsights.contracts.accounts.NewToken;
import dev.costinsights.contracts.accounts.Organization;
import dev.costinsights.contracts.accounts.RevokeToken;
import dev.costinsights.contracts.accounts.TokenPage;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.platform.db.PgErrors;
import dev.costinsights.platform.security.KeyedHash;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Access tokens and invitations for whoever has the database and the server's key, without a server. A server that runs meanwhile takes
 * notice within a second. Everything fails with a {@link ContractException}, as on the bus.
 */
public final class AccountsAdministration {
    private final AccessTokens tokens;
    private final OrganizationStore organizations;
    private final InvitationDesk invitations;

    /** @param keyedHash under the key of the server that is to know the tokens */
    public AccountsAdministration(Pool pool, KeyedHash keyedHash, Clock clock) {
        this.tokens = new AccessTokens(new TokenStore(pool), keyedHash, clock, Ticker.systemTicker());
        this.organizations = new OrganizationStore(pool);
        this.invitations = new InvitationDesk(pool, keyedHash, clock);
    }

    public Future<Optional<Organization>> findOrganization(String slug) {
        return organizations.findBySlug(slug).recover(PgErrors::failed);
    }

    public Future<NewToken> createToken(CreateToken wish) {
        return tokens.create(wish);
    }

    public Future<NewInvitation> invite(InvitePerson wish) {
        return invitations.invite(wish);
    }

    /** Of everybody. */
    public Future<TokenPage> listTokens(long offset, int limit) {
        return tokens.list(new ListTokens(null, offset, limit));
    }

    /** Whosoever it is. */
    public Future<Void> revokeToken(UUID tokenId) {
        return tokens.revoke(new RevokeToken(null, tokenId)).mapEmpty();
    }
}
