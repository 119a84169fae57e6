package dev.costinsights.accounts;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.RevokeToken;
import dev.costinsights.contracts.accounts.TokenRevoked;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.platform.security.KeyedHash;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the accounts part of the bus. One instance per node: tries to sign in are counted in it. */
public final class AccountsVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(AccountsVerticle.class);
    private static final Duration CLEAN_UP_EVERY = Duration.ofHours(1);

    private final Pool pool;
    private final KeyedHash keyedHash;
    private final Settings.Limits limits;
    private final ZoneId zone;
    private final Clock clock;
    private final Ticker remembering;

    /**
     * @param pool stays open when the verticle is undeployed
     * @param zone of organizations that are created here
     */
    public AccountsVerticle(Pool pool, KeyedHash keyedHash, Settings.Limits limits, ZoneId zone, Clock clock) {
        this(pool, keyedHash, limits, zone, clock, Ticker.systemTicker());
    }

    /** @param remembering measures how long a token is remembered */
    AccountsVerticle(
            Pool pool, KeyedHash keyedHash, Settings.Limits limits, ZoneId zone, Clock clock, Ticker remembering) {
        this.pool = pool;
        this.keyedHash = keyedHash;
        this.limits = limits;
        this.zone = zone;
        this.clock = clock;
        this.remembering = remembering;
    }

    @Override
    public Future<?> start() {
        var tokens = new AccessTokens(new TokenStore(pool), keyedHash, clock, remembering);
        var organizations = new OrganizationDirectory(new OrganizationStore(pool), zone, clock);
        var dashboards = new Dashboards(pool, clock);
        var store = new SessionStore(pool);
        var sessions = new Sessions(store, keyedHash, clock);
        var samples = new SampleOrganizations(pool, sessions, clock);
        var passwords = new Passwords(vertx);
        int tries = limits.signInsPerMinute();
        Ticker ticker = Ticker.systemTicker();
        var signIns = new SignIns(new UserStore(pool), sessions, passwords, tries, ticker);
        var invitations = new Invitations(pool, keyedHash, sessions, passwords, tries, ticker, clock);
        var ownPassword = new OwnPassword(pool, passwords, tries, ticker);
        vertx.setPeriodic(CLEAN_UP_EVERY.toMillis(), timer -> cleanUp(store));
        List<Future<Void>> served = new ArrayList<>(people());
        served.addAll(List.of(
                Channels.AUTHENTICATE_TOKEN.serve(vertx, tokens::authenticate).completion(),
                Channels.CREATE_TOKEN.serve(vertx, tokens::create).completion(),
                Channels.LIST_TOKENS.serve(vertx, tokens::list).completion(),
                Channels.REVOKE_TOKEN
                        .serve(vertx, wish -> tokens.revoke(wish).onSuccess(done -> ringRevoked(wish)))
                        .completion(),
                Channels.TOKEN_REVOKED
                        .subscribe(vertx, revoked -> tokens.forget(revoked.tokenId()))
                        .completion(),
                Channels.CREATE_ORGANIZATION.serve(vertx, organizations::create).completion(),
                Channels.UPDATE_ORGANIZATION.serve(vertx, organizations::update).completion(),
                Channels.LIST_ORGANIZATIONS.serve(vertx, organizations::list).completion(),
                Channels.LIST_DASHBOARDS.serve(vertx, dashboards::list).completion(),
                Channels.GET_DASHBOARD.serve(vertx, dashboards::get).completion(),
                Channels.CREATE_DASHBOARD.serve(vertx, dashboards::create).completion(),
                Channels.UPDATE_DASHBOARD.serve(vertx, dashboards::update).completion(),
                Channels.DELETE_DASHBOARD.serve(vertx, dashboards::delete).completion(),
                Channels.FIND_SAMPLE_ORGANIZATION.serve(vertx, samples::find).completion(),
                Channels.OPEN_SAMPLE_ORGANIZATION.serve(vertx, samples::open).completion(),
                Channels.SIGN_IN_WITH_PASSWORD
                        .serve(vertx, signIns::withPassword)
                        .completion(),
                Channels.SIGN_IN_WITH_LINK.serve(vertx, signIns::withLink).completion(),
                Channels.RESOLVE_SESSION.serve(vertx, sessions::resolve).completion(),
                Channels.FIND_INVITATION.serve(vertx, invitations::find).completion(),
                Channels.ACCEPT_INVITATION.serve(vertx, invitations::accept).completion(),
                Channels.CHANGE_PASSWORD.serve(vertx, ownPassword::change).completion(),
                Channels.LIST_SESSIONS.serve(vertx, sessions::list).completion(),
                Channels.END_SESSION.serve(vertx, sessions::endOne).completion(),
                Channels.END_SESSIONS.serve(vertx, sessions::endAll).completion(),
                Channels.SIGN_OUT.serve(vertx, sessions::end).completion()));
        return Future.all(served);
    }

    private List<Future<Void>> people() {
        var people = new PeopleDirectory(pool, clock);
        var desk = new InvitationDesk(pool, keyedHash, clock);
        return List.of(
                Channels.LIST_PEOPLE.serve(vertx, people::list).completion(),
                Channels.CHANGE_ROLE.serve(vertx, people::changeRole).completion(),
                Channels.REMOVE_PERSON.serve(vertx, people::remove).completion(),
                Channels.INVITE_PERSON.serve(vertx, desk::invite).completion(),
                Channels.RESET_PASSWORD.serve(vertx, desk::resetPassword).completion(),
                Channels.REVOKE_INVITATION.serve(vertx, desk::revoke).completion());
    }

    private void cleanUp(SessionStore sessions) {
        sessions.deleteExpired(clock.instant())
                .compose(done -> new InvitationStore(pool).deleteExpired(clock.instant()))
                .onFailure(failure -> LOG.warn("Expired sessions and links stay for another hour", failure));
    }

    private void ringRevoked(RevokeToken wish) {
        Channels.TOKEN_REVOKED.publish(vertx, new TokenRevoked(wish.tokenId()));
    }
}
