package dev.costinsights.accounts;

import dev.costinsights.accounts.UserStore.UserWithPassword;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Organization;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.platform.config.ConfigurationException;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.platform.db.PgErrors;
import dev.costinsights.platform.security.KeyedHash;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure at every start that somebody can get in: the organization {@code default} exists, the configured token and
 * user work, and where nothing is configured there is a token and a way to sign in.
 */
public final class AccountsSetup {
    private static final Logger LOG = LoggerFactory.getLogger(AccountsSetup.class);
    private static final UUID ORGANIZATION = Organizations.DEFAULT_ID;
    private static final Duration CODE_VALIDITY = Duration.ofDays(1);
    /** Nodes that start together each print a link; none spoils another's. */
    private static final Duration STARTING_TOGETHER = Duration.ofMinutes(1);

    private final Pool pool;
    private final KeyedHash keyedHash;
    private final Settings.Bootstrap bootstrap;
    private final ZoneId zone;
    private final Clock clock;
    private final Passwords passwords;

    /** @param zone of the organization when it is created now */
    public AccountsSetup(
            Vertx vertx, Pool pool, KeyedHash keyedHash, Settings.Bootstrap bootstrap, ZoneId zone, Clock clock) {
        this.pool = pool;
        this.keyedHash = keyedHash;
        this.bootstrap = bootstrap;
        this.zone = zone;
        this.clock = clock;
        this.passwords = new Passwords(vertx);
    }

    /**
     * To be run after the migration and before anything is deployed. Doing so again, or on several nodes at once,
     * changes nothing more, but a link is issued at each start for as long as no owner has a password: a lost cookie must
     * not lock the owner out.
     *
     * @return fails with a {@link ConfigurationException} when the configured token can't be used, else with a
     *     {@link dev.costinsights.contracts.bus.ContractException}
     */
    public Future<FirstRun> run() {
        if (bootstrap.token() != null && TokenText.hasTypo(bootstrap.token())) {
            return Future.failedFuture(new ConfigurationException(
                    "bootstrap.token",
                    "looks like a token of Cost Insights with a typo: its last six characters don't fit"));
        }
        return pool.withTransaction(this::run).recover(PgErrors::failed);
    }

    private Future<FirstRun> run(SqlConnection connection) {
        Instant now = clock.instant();
        var organizations = new OrganizationStore(connection);
        return organizations
                .create(new Organization(ORGANIZATION, "default", "default", now, null), zone)
                .compose(done -> organizations.lock(ORGANIZATION))
                .compose(done -> token(new TokenStore(connection), now))
                .compose(token ->
                        signInCode(connection, now).map(code -> new FirstRun(token.orElse(null), code.orElse(null))));
    }

    /** @return the token to show, if one was made */
    private Future<Optional<Secret>> token(TokenStore tokens, Instant now) {
        Secret configured = bootstrap.token();
        Buffer hash = configured == null ? null : AccessTokens.hash(keyedHash, configured);
        return tokens.revokeConfigured(ORGANIZATION, hash, now)
                .onSuccess(revoked -> {
                    if (revoked > 0) {
                        LOG.info("Revoked the access token that bootstrap.token named before");
                    }
                })
                .compose(revoked -> hash == null
                        ? randomToken(tokens, now)
                        : tokens.keepConfigured(row(hash, "bootstrap.token", now))
                                .map(Optional.empty()));
    }

    private Future<Optional<Secret>> randomToken(TokenStore tokens, Instant now) {
        return tokens.anyWorks(ORGANIZATION, now).compose(works -> {
            if (works) {
                return Future.succeededFuture(Optional.empty());
            }
            Secret token = TokenText.random();
            return tokens.insert(row(AccessTokens.hash(keyedHash, token), "Printed at the start", now), null)
                    .map(Optional.of(token));
        });
    }

    private static TokenStore.NewRow row(Buffer hash, String comment, Instant now) {
        return new TokenStore.NewRow(ORGANIZATION, UUID.randomUUID(), hash, comment, EnumSet.allOf(Scope.class), now);
    }

    /** @return the code to show, if no owner has a password */
    private Future<Optional<Secret>> signInCode(SqlConnection connection, Instant now) {
        var users = new UserStore(connection);
        var sessions = new SessionStore(connection);
        return keepAdmin(users, sessions, now)
                .compose(done -> users.anyOwnerWithPassword(ORGANIZATION))
                .compose(any -> any
                        ? sessions.withdrawCodes(ORGANIZATION, now).map(Optional.empty())
                        : issueCode(users, sessions, now).map(Optional::of));
    }

    private Future<Void> keepAdmin(UserStore users, SessionStore sessions, Instant now) {
        String email = bootstrap.adminEmail();
        Secret password = bootstrap.adminPassword();
        if (email == null || password == null) {
            return Future.succeededFuture();
        }
        return users.findByEmail(email)
                .compose(user -> user.isPresent()
                        ? keepPassword(users, sessions, user.get(), password)
                        : passwords
                                .hash(password)
                                .compose(hash -> users.insert(
                                        new UserWithPassword(ORGANIZATION, UUID.randomUUID(), hash),
                                        email,
                                        Role.OWNER,
                                        now))
                                .mapEmpty());
    }

    private Future<Void> keepPassword(UserStore users, SessionStore sessions, UserWithPassword user, Secret password) {
        return passwords
                .matches(password, user.passwordHash())
                .compose(matches -> matches
                        ? Future.succeededFuture()
                        : passwords
                                .hash(password)
                                .compose(hash -> users.changePassword(user, hash))
                                .compose(done -> sessions.endAll(user.organizationId(), user.id())));
    }

    private Future<Secret> issueCode(UserStore users, SessionStore sessions, Instant now) {
        var code = new Secret(KeyedHash.randomSecret());
        return users.createOwner(ORGANIZATION, now)
                .compose(done -> sessions.withdrawCodes(ORGANIZATION, now.minus(STARTING_TOGETHER)))
                .compose(done -> sessions.issueCode(
                        ORGANIZATION, Sessions.codeHash(keyedHash, code), now, now.plus(CODE_VALIDITY)))
                .map(code);
    }
}
