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
import dev.costinsights.contracts.accounts.CreateToken;
import dev.costinsights.contracts.accounts.NewToken;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokensIT {
    private final Installation installation = new Installation();

    @BeforeEach
    void start() {
        installation.start(NOTHING_CONFIGURED);
        installation.serve(1_000);
    }

    @AfterEach
    void close() {
        installation.close();
    }

    @Test
    void aNewTokenSpeaksForItsOrganizationWithItsScopes() {
        NewToken token = create("billing job", Set.of(Scope.EVENTS_WRITE, Scope.METRICS_READ), null);

        var principal = installation.authenticate(token.token());
        assertThat(principal.tokenId()).isEqualTo(token.details().id());
        assertThat(principal.organizationId()).isEqualTo(Organizations.DEFAULT_ID);
        assertThat(principal.scopes()).containsExactlyInAnyOrder(Scope.EVENTS_WRITE, Scope.METRICS_READ);
    }

    @Test
    void aTokenExpiresToTheInstantThoughItWasJustSeen() {
        Instant expiry = installation.clock.instant().plus(Duration.ofHours(1));
        NewToken token = create("for an hour", Set.of(Scope.EVENTS_READ), expiry);
        installation.clock.advance(Duration.ofHours(1).minusNanos(1));
        assertThat(installation.authenticate(token.token())).isNotNull();

        installation.clock.advance(Duration.ofNanos(1));
        assertThat(refusal(token.token()).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void unknownExpiredAndMistypedTokensAreAnsweredAlike() {
        Secret expired = create(
                        "old",
                        Set.of(Scope.EVENTS_READ),
                        installation.clock.instant().plusSeconds(1))
                .token();
        installation.clock.advance(Duration.ofMinutes(1));

        assertThat(List.of(expired, TokenText.random(), mistyped(TokenText.random()), new Secret("by hand")))
                .extracting(token -> refusal(token).detail())
                .containsOnly("The access token is unknown, expired or revoked.");
    }

    @Test
    void aTypoIsToldWithoutTheDatabase() {
        await(installation.pool.close());

        assertThat(refusal(mistyped(TokenText.random())).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(refusal(TokenText.random()).code()).isNotEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void theLastUseIsKeptToTheMinute() {
        NewToken token = create("seldom", Set.of(Scope.EVENTS_READ), null);
        String lastUse = """
                select to_char(last_used_at at time zone 'UTC', 'HH24:MI:SS')
                from accounts.access_tokens
                where comment = 'seldom'
                """;

        installation.authenticate(token.token());
        await().untilAsserted(() -> assertThat(installation.rows(lastUse)).containsExactly("12:00:00"));

        installation.clock.advance(Duration.ofSeconds(61));
        installation.rememberedNanos.addAndGet(Duration.ofSeconds(61).toNanos());
        await().untilAsserted(() -> {
            installation.authenticate(token.token());
            assertThat(installation.rows(lastUse)).containsExactly("12:01:01");
        });
    }

    @Test
    void aWishThatBreaksRulesNamesEachFieldOnce() {
        var failure = catchThrowableOfType(
                ContractException.class, () -> create(" ", Set.of(), installation.clock.instant()));

        assertThat(failure.code()).isEqualTo(ErrorCode.INVALID);
        assertThat(failure.fieldErrors())
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("comment", "scopes", "expires_at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\t", "nul \0 inside", "two\nlines"})
    void aCommentIsOneLineOfText(String comment) {
        var failure =
                catchThrowableOfType(ContractException.class, () -> create(comment, Set.of(Scope.EVENTS_READ), null));

        assertThat(failure.fieldErrors()).extracting(FieldError::field).containsExactly("comment");
    }

    @Test
    void aTokenForAnUnknownOrganizationIsNotMade() {
        var wish = new CreateToken(UUID.randomUUID(), "nobody's", Set.of(Scope.EVENTS_READ), null);

        var failure = catchThrowableOfType(
                ContractException.class, () -> await(Channels.CREATE_TOKEN.ask(installation.vertx, wish)));

        assertThat(failure.code()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void aNewTokenIsShownAsItWasAskedFor() {
        Instant expiry = installation.clock.instant().plus(Duration.ofDays(1));

        AccessToken details =
                create(" nightly job ", Set.of(Scope.EVENTS_WRITE), expiry).details();

        assertThat(details)
                .isEqualTo(new AccessToken(
                        Organizations.DEFAULT_ID,
                        details.id(),
                        "nightly job",
                        Set.of(Scope.EVENTS_WRITE),
                        installation.clock.instant(),
                        expiry,
                        null));
    }

    private NewToken create(String comment, Set<Scope> scopes, @Nullable Instant expiresAt) {
        var wish = new CreateToken(Organizations.DEFAULT_ID, comment, scopes, expiresAt);
        return await(Channels.CREATE_TOKEN.ask(installation.vertx, wish));
    }

    private ContractException refusal(Secret token) {
        var failure = catchThrowableOfType(
                ContractException.class,
                () -> await(Channels.AUTHENTICATE_TOKEN.ask(installation.vertx, new AuthenticateToken(token))));
        assertThat(failure).as("refusal").isNotNull();
        return failure;
    }

    private static Secret mistyped(Secret token) {
        String text = token.value();
        char last = text.charAt(text.length() - 1);
        return new Secret(text.substring(0, text.length() - 1) + (last == 'x' ? 'y' : 'x'));
    }
}
