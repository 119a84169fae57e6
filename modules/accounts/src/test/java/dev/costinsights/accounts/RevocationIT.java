package dev.costinsights.accounts;

import static dev.costinsights.accounts.Installation.NOTHING_CONFIGURED;
import static dev.costinsights.accounts.Installation.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.AccessToken;
import dev.costinsights.contracts.accounts.AuthenticateToken;
import dev.costinsights.contracts.accounts.CreateOrganization;
import dev.costinsights.contracts.accounts.CreateToken;
import dev.costinsights.contracts.accounts.ListTokens;
import dev.costinsights.contracts.accounts.NewToken;
import dev.costinsights.contracts.accounts.RevokeToken;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.TokenPage;
import dev.costinsights.contracts.accounts.TokenPrincipal;
import dev.costinsights.contracts.accounts.TokenRevoked;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.testkit.TestPostgres;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listing and revoking tokens. Time stands still for what a node remembers, unless a test moves it. */
class RevocationIT {
    private final Installation installation = new Installation();
    private Secret bootstrap = new Secret("");
    private UUID other = new UUID(0, 0);

    @BeforeEach
    void start() {
        FirstRun firstRun = installation.start(NOTHING_CONFIGURED);
        installation.serve(1_000);
        bootstrap = Objects.requireNonNull(firstRun.token());
        other = await(Channels.CREATE_ORGANIZATION.ask(installation.vertx, new CreateOrganization("Other", null)))
                .id();
    }

    @AfterEach
    void close() {
        installation.close();
    }

    @Test
    void theVeryNextUseOfARevokedTokenIsRefusedThoughItWasJustSeen() {
        NewToken token = create(Organizations.DEFAULT_ID, "in use");
        NewToken bystander = create(Organizations.DEFAULT_ID, "bystander");
        installation.authenticate(token.token());

        revoke(null, token.details().id());

        assertThat(isRefused(token.token())).isTrue();
        assertThat(isRefused(bystander.token())).isFalse();
        assertThat(isRefused(bootstrap)).isFalse();
    }

    @Test
    void otherNodesHearOfARevocation() {
        List<TokenRevoked> heard = new CopyOnWriteArrayList<>();
        await(Channels.TOKEN_REVOKED.subscribe(installation.vertx, heard::add).completion());
        NewToken token = create(Organizations.DEFAULT_ID, "to be revoked");

        revoke(null, token.details().id());

        await().until(() ->
                heard.equals(List.of(new TokenRevoked(token.details().id()))));
    }

    @Test
    void aTokenThatAnotherNodeRevokedIsForgotten() {
        NewToken token = create(Organizations.DEFAULT_ID, "elsewhere");
        installation.authenticate(token.token());
        revokeUnheard("elsewhere");
        assertThat(isRefused(token.token())).as("without word of it").isFalse();

        Channels.TOKEN_REVOKED.publish(
                installation.vertx, new TokenRevoked(token.details().id()));

        await().until(() -> isRefused(token.token()));
    }

    @Test
    void aRevocationThatNobodyHeardOfWorksWithinASecond() {
        NewToken token = create(Organizations.DEFAULT_ID, "by command");
        installation.authenticate(token.token());
        revokeUnheard("by command");
        assertThat(isRefused(token.token())).as("remembered").isFalse();

        installation.rememberedNanos.addAndGet(Duration.ofSeconds(1).toNanos());

        assertThat(isRefused(token.token())).isTrue();
    }

    @Test
    void aLookupThatARevocationOvertakesIsNotRemembered() throws SQLException {
        NewToken token = create(Organizations.DEFAULT_ID, "overtaken");
        var tokens = new AccessTokens(
                new TokenStore(installation.pool),
                installation.keyedHash,
                installation.clock,
                installation.rememberedNanos::get);

        Future<TokenPrincipal> lookup;
        try (var held = TestPostgres.connect(installation.database);
                var lock = held.createStatement()) {
            held.setAutoCommit(false);
            lock.execute("lock table accounts.access_tokens");
            lookup = tokens.authenticate(new AuthenticateToken(token.token()));
            tokens.forget(token.details().id());
            held.commit();
        }
        await(lookup);
        revokeUnheard("overtaken");

        var failure = catchThrowableOfType(
                ContractException.class, () -> await(tokens.authenticate(new AuthenticateToken(token.token()))));
        assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void onlyATokenWithinReachIsRevokedAndOnlyOnce() {
        NewToken token = create(other, "theirs");
        UUID id = token.details().id();

        assertThat(revocationFailure(Organizations.DEFAULT_ID, id)).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(isRefused(token.token())).isFalse();
        assertThat(revocationFailure(null, UUID.randomUUID())).isEqualTo(ErrorCode.NOT_FOUND);

        revoke(other, id);
        assertThat(isRefused(token.token())).isTrue();
        assertThat(revocationFailure(other, id)).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void aListHasTheNewestFirstAndNothingRevoked() {
        AccessToken first = create(other, "first").details();
        installation.clock.advance(Duration.ofSeconds(1));
        AccessToken second = create(other, "second").details();
        installation.clock.advance(Duration.ofSeconds(1));
        AccessToken third = create(other, "third").details();
        revoke(other, second.id());

        assertThat(list(other, 0, 10)).isEqualTo(new TokenPage(List.of(third, first), 2));
        assertThat(list(other, 1, 1)).isEqualTo(new TokenPage(List.of(first), 2));
        assertThat(list(other, 10_000_000_000L, 10)).isEqualTo(new TokenPage(List.of(), 2));
        assertThat(list(Organizations.DEFAULT_ID, 0, 10).items())
                .extracting(AccessToken::organizationId)
                .containsExactly(Organizations.DEFAULT_ID);
        assertThat(list(null, 0, 10).totalCount()).isEqualTo(3);
    }

    private NewToken create(UUID organizationId, String comment) {
        return await(Channels.CREATE_TOKEN.ask(
                installation.vertx, new CreateToken(organizationId, comment, Set.of(Scope.EVENTS_READ), null)));
    }

    private void revoke(@Nullable UUID organizationId, UUID id) {
        await(Channels.REVOKE_TOKEN.ask(installation.vertx, new RevokeToken(organizationId, id)));
    }

    private ErrorCode revocationFailure(@Nullable UUID organizationId, UUID id) {
        return catchThrowableOfType(ContractException.class, () -> revoke(organizationId, id))
                .code();
    }

    private void revokeUnheard(String comment) {
        installation.execute("update accounts.access_tokens set revoked_at = now() where comment = '" + comment + "'");
    }

    private TokenPage list(@Nullable UUID organizationId, long offset, int limit) {
        return await(Channels.LIST_TOKENS.ask(installation.vertx, new ListTokens(organizationId, offset, limit)));
    }

    private boolean isRefused(Secret token) {
        var failure = catchThrowableOfType(ContractException.class, () -> installation.authenticate(token));
        return failure != null && failure.code() == ErrorCode.UNAUTHENTICATED;
    }
}
