package dev.costinsights.accounts;

import static dev.costinsights.accounts.Installation.NOTHING_CONFIGURED;
import static dev.costinsights.accounts.Installation.await;
import static dev.costinsights.accounts.Installation.configuredAdmin;
import static dev.costinsights.accounts.Installation.configuredToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.NewSession;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.platform.config.ConfigurationException;
import dev.costinsights.platform.config.Settings;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsSetupIT {
    private static final String EMAIL = "ada@example.com";

    private final Installation installation = new Installation();

    @BeforeEach
    void serve() {
        installation.serve(1_000);
    }

    @AfterEach
    void close() {
        installation.close();
    }

    @Test
    void aFirstStartShowsATokenAndASignInCodeThatWork() {
        FirstRun firstRun = installation.start(NOTHING_CONFIGURED);

        var token = installation.authenticate(firstRun.token());
        assertThat(token.organizationId()).isEqualTo(Organizations.DEFAULT_ID);
        assertThat(token.scopes()).containsExactlyInAnyOrder(Scope.values());
        var session = installation.resolve(installation.signInWithLink(firstRun.signInCode()));
        assertThat(session.organizationId()).isEqualTo(Organizations.DEFAULT_ID);
        assertThat(session.organizationName()).isEqualTo("default");
        assertThat(session.zone()).isEqualTo(Installation.ZONE);
        assertThat(session.email()).isNull();
    }

    @Test
    void aSecondStartMakesNoSecondToken() {
        FirstRun first = installation.start(NOTHING_CONFIGURED);
        FirstRun second = installation.start(NOTHING_CONFIGURED);

        assertThat(second.token()).isNull();
        assertThat(installation.authenticate(first.token())).isNotNull();
        assertThat(installation.rows("select count(*) from accounts.organizations"))
                .containsExactly("1");
    }

    @Test
    void aLaterStartIssuesACodeForTheSameOwnerAndWithdrawsTheOneBefore() {
        FirstRun first = installation.start(NOTHING_CONFIGURED);
        FirstRun second = installation.start(NOTHING_CONFIGURED);
        var owner = installation
                .resolve(installation.signInWithLink(second.signInCode()))
                .userId();
        installation.clock.advance(Duration.ofMinutes(2));
        FirstRun third = installation.start(NOTHING_CONFIGURED);

        assertRefused(() -> installation.signInWithLink(first.signInCode()));
        assertThat(installation
                        .resolve(installation.signInWithLink(third.signInCode()))
                        .userId())
                .isEqualTo(owner);
    }

    @Test
    void nodesThatStartTogetherMakeOneTokenAndCodesThatAllWork() {
        List<FirstRun> runs = startTogether(NOTHING_CONFIGURED);

        assertThat(runs.stream().map(FirstRun::token).filter(Objects::nonNull)).hasSize(1);
        assertThat(runs)
                .allSatisfy(run -> assertThat(installation.signInWithLink(run.signInCode()))
                        .isNotNull());
        assertThat(installation.rows("select count(*) from accounts.users")).containsExactly("1");
    }

    @Test
    void nodesThatStartTogetherMakeOneConfiguredToken() {
        startTogether(configuredToken("chosen-by-hand-1"));

        assertThat(installation.authenticate(new Secret("chosen-by-hand-1"))).isNotNull();
        assertThat(installation.rows("select count(*) from accounts.access_tokens"))
                .containsExactly("1");
    }

    @Test
    void nodesThatStartTogetherMakeOneUserThatIsNewlyConfigured() {
        installation.start(NOTHING_CONFIGURED);
        startTogether(configuredAdmin(EMAIL, "correct horse"));

        assertThat(installation.signIn(EMAIL, "correct horse")).isNotNull();
        assertThat(installation.rows("select count(*) from accounts.users where email is not null"))
                .containsExactly("1");
    }

    @Test
    void theConfiguredTokenWorksAndNoOtherIsMade() {
        FirstRun run = installation.start(configuredToken("chosen-by-hand-1"));

        assertThat(run.token()).isNull();
        assertThat(installation.authenticate(new Secret("chosen-by-hand-1")).scopes())
                .containsExactlyInAnyOrder(Scope.values());
    }

    @Test
    void theConfiguredTokenKeepsItsIdentityFromStartToStart() {
        installation.start(configuredToken("chosen-by-hand-1"));
        var before = installation.authenticate(new Secret("chosen-by-hand-1"));
        installation.start(configuredToken("chosen-by-hand-1"));

        assertThat(installation.authenticate(new Secret("chosen-by-hand-1"))).isEqualTo(before);
    }

    @Test
    void anotherConfiguredTokenRevokesTheOneBefore() {
        installation.start(configuredToken("chosen-by-hand-1"));
        installation.start(configuredToken("chosen-by-hand-2"));

        assertRefused(() -> installation.authenticate(new Secret("chosen-by-hand-1")));
        assertThat(installation.authenticate(new Secret("chosen-by-hand-2"))).isNotNull();
    }

    @Test
    void aTokenThatIsNoLongerConfiguredIsRevokedAndARandomOneTakesItsPlace() {
        installation.start(configuredToken("chosen-by-hand-1"));
        FirstRun run = installation.start(NOTHING_CONFIGURED);

        assertRefused(() -> installation.authenticate(new Secret("chosen-by-hand-1")));
        assertThat(installation.authenticate(run.token())).isNotNull();
    }

    @Test
    void aTokenMadeAtRandomSurvivesAConfiguredOne() {
        FirstRun run = installation.start(NOTHING_CONFIGURED);
        installation.start(configuredToken("chosen-by-hand-1"));

        assertThat(installation.authenticate(run.token())).isNotNull();
    }

    @Test
    void theConfiguredTokenIsMadeWholeAtEachStart() {
        installation.start(configuredToken("chosen-by-hand-1"));
        installation.execute("""
                update accounts.access_tokens
                set revoked_at = created_at, expires_at = created_at, scopes = array['events:read', 'of:the-future']
                """);
        assertRefused(() -> installation.authenticate(new Secret("chosen-by-hand-1")));

        installation.start(configuredToken("chosen-by-hand-1"));
        assertThat(installation.authenticate(new Secret("chosen-by-hand-1")).scopes())
                .containsExactlyInAnyOrder(Scope.values());
    }

    @Test
    void aConfiguredTokenWithATypoIsNamed() {
        String text = TokenText.random().value();
        String mistyped = text.substring(0, 20) + (text.charAt(20) == 'x' ? 'y' : 'x') + text.substring(21);

        assertThatThrownBy(() -> installation.start(configuredToken(mistyped)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("bootstrap.token: ")
                .hasMessageNotContaining(mistyped);
    }

    @Test
    void theConfiguredUserSignsInByPasswordAndNoCodeIsShown() {
        FirstRun before = installation.start(NOTHING_CONFIGURED);
        FirstRun run = installation.start(configuredAdmin(EMAIL, "correct horse"));

        assertThat(run.signInCode()).isNull();
        assertThat(installation
                        .resolve(installation.signIn(EMAIL, "correct horse"))
                        .email())
                .isEqualTo(EMAIL);
        assertRefused(() -> installation.signInWithLink(before.signInCode()));
    }

    @Test
    void anUnchangedPasswordLeavesSessionsAlone() {
        installation.start(configuredAdmin(EMAIL, "correct horse"));
        NewSession session = installation.signIn(EMAIL, "correct horse");
        installation.start(configuredAdmin(EMAIL, "correct horse"));

        assertThat(installation.resolve(session)).isNotNull();
    }

    @Test
    void aChangedPasswordReplacesTheOldOneAndEndsItsSessions() {
        installation.start(configuredAdmin(EMAIL, "correct horse"));
        NewSession session = installation.signIn(EMAIL, "correct horse");
        installation.start(configuredAdmin(EMAIL, "battery staple"));

        assertRefused(() -> installation.resolve(session));
        assertRefused(() -> installation.signIn(EMAIL, "correct horse"));
        assertThat(installation.signIn(EMAIL, "battery staple")).isNotNull();
    }

    @Test
    void aUserWithPasswordStaysWhenNoLongerConfigured() {
        installation.start(configuredAdmin(EMAIL, "correct horse"));
        FirstRun run = installation.start(NOTHING_CONFIGURED);

        assertThat(run.signInCode()).isNull();
        assertThat(installation.signIn(EMAIL, "correct horse")).isNotNull();
    }

    private List<FirstRun> startTogether(Settings.Bootstrap bootstrap) {
        return await(Future.all(IntStream.range(0, 8)
                        .mapToObj(node -> installation.setup(bootstrap).run())
                        .toList()))
                .list();
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(call)
                .extracting(ContractException::code)
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
    }
}
