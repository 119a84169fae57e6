package dev.costinsights.accounts;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.AcceptInvitation;
import dev.costinsights.contracts.accounts.AuthenticateToken;
import dev.costinsights.contracts.accounts.CreateOrganization;
import dev.costinsights.contracts.accounts.InvitePerson;
import dev.costinsights.contracts.accounts.ListPeople;
import dev.costinsights.contracts.accounts.NewInvitation;
import dev.costinsights.contracts.accounts.NewSession;
import dev.costinsights.contracts.accounts.Organization;
import dev.costinsights.contracts.accounts.People;
import dev.costinsights.contracts.accounts.ResolveSession;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.accounts.SignInWithLink;
import dev.costinsights.contracts.accounts.SignInWithPassword;
import dev.costinsights.contracts.accounts.TokenPrincipal;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.platform.db.Database;
import dev.costinsights.platform.db.DatabaseUrl;
import dev.costinsights.platform.security.KeyedHash;
import dev.costinsights.testkit.MovableClock;
import dev.costinsights.testkit.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A migrated database of its own with one node on it, and the questions that tests ask of it over the bus. */
final class Installation implements AutoCloseable {
    static final Settings.Bootstrap NOTHING_CONFIGURED = new Settings.Bootstrap(null, null, null);
    static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");

    final MovableClock clock = new MovableClock();
    /** How long ago the node began to remember tokens: as long as this stands still, it forgets none by itself. */
    final AtomicLong rememberedNanos = new AtomicLong();

    final KeyedHash keyedHash = new KeyedHash("a key of the server, 32 bytes or more".getBytes(StandardCharsets.UTF_8));
    final DatabaseUrl database = TestPostgres.newDatabase(AccountsSchema.MIGRATION);
    final Vertx vertx = Vertx.vertx();
    final Pool pool = new Database(vertx, database).pool("accounts", 4);

    static Settings.Bootstrap configuredToken(String token) {
        return new Settings.Bootstrap(new Secret(token), null, null);
    }

    static Settings.Bootstrap configuredAdmin(String email, String password) {
        return new Settings.Bootstrap(null, email, new Secret(password));
    }

    FirstRun start(Settings.Bootstrap bootstrap) {
        return await(setup(bootstrap).run());
    }

    AccountsSetup setup(Settings.Bootstrap bootstrap) {
        return new AccountsSetup(vertx, pool, keyedHash, bootstrap, ZONE, clock);
    }

    void serve(int signInsPerMinute) {
        await(vertx.deployVerticle(new AccountsVerticle(
                pool, keyedHash, new Settings.Limits(60, signInsPerMinute, 0), ZONE, clock, rememberedNanos::get)));
    }

    TokenPrincipal authenticate(@Nullable Secret token) {
        return await(Channels.AUTHENTICATE_TOKEN.ask(vertx, new AuthenticateToken(given(token))));
    }

    NewSession signInWithLink(@Nullable Secret code) {
        return await(askWithLink(code));
    }

    Future<NewSession> askWithLink(@Nullable Secret code) {
        return Channels.SIGN_IN_WITH_LINK.ask(vertx, new SignInWithLink(given(code), "192.0.2.1"));
    }

    NewSession signIn(String email, String password) {
        return signInFrom("192.0.2.1", email, password);
    }

    NewSession signInFrom(String remoteAddress, String email, String password) {
        return await(Channels.SIGN_IN_WITH_PASSWORD.ask(
                vertx, new SignInWithPassword(email, new Secret(password), remoteAddress)));
    }

    SessionPrincipal resolve(NewSession session) {
        return await(Channels.RESOLVE_SESSION.ask(vertx, new ResolveSession(session.session())));
    }

    NewInvitation invite(UUID organizationId, String email, Role role) {
        return await(Channels.INVITE_PERSON.ask(vertx, new InvitePerson(organizationId, email, role)));
    }

    NewSession accept(Secret code, String password) {
        return acceptFrom("192.0.2.1", code, password);
    }

    NewSession acceptFrom(String remoteAddress, Secret code, String password) {
        return await(
                Channels.ACCEPT_INVITATION.ask(vertx, new AcceptInvitation(code, new Secret(password), remoteAddress)));
    }

    /** Someone who came by invitation. */
    SessionPrincipal join(UUID organizationId, String email, Role role) {
        return resolve(accept(invite(organizationId, email, role).code(), "password of " + email));
    }

    Organization organization(String name) {
        return await(Channels.CREATE_ORGANIZATION.ask(vertx, new CreateOrganization(name, null)));
    }

    People people(UUID organizationId) {
        return await(Channels.LIST_PEOPLE.ask(vertx, new ListPeople(organizationId)));
    }

    /** Every row of a query as text, read outside the code under test. */
    List<String> rows(String sql) {
        try (var connection = TestPostgres.connect(database);
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        TestPostgres.execute(database, sql);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Nothing came", e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static Secret given(@Nullable Secret secret) {
        if (secret == null) {
            throw new AssertionError("There is no secret to try");
        }
        return secret;
    }
}
