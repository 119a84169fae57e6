package dev.costinsights.accounts;

import static dev.costinsights.accounts.Installation.NOTHING_CONFIGURED;
import static dev.costinsights.accounts.Installation.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.costinsights.accounts.UserStore.UserWithPassword;
import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.NewSession;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SignOut;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.platform.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignInIT {
    private static final String EMAIL = "ada@example.com";
    private static final String PASSWORD = "correct horse";
    private static final Settings.Bootstrap ADMIN = Installation.configuredAdmin(EMAIL, PASSWORD);

    private final Installation installation = new Installation();

    @AfterEach
    void close() {
        installation.close();
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAreAnsweredAlike() {
        startWith(ADMIN, 1_000);

        ContractException wrong = failure(() -> installation.signIn(EMAIL, "wrong horse"));
        ContractException unknown = failure(() -> installation.signIn("eve@example.com", PASSWORD));
        ContractException unstorable = failure(() -> installation.signIn("ada\0@example.com", PASSWORD));

        assertThat(List.of(wrong, unknown, unstorable))
                .allSatisfy(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHENTICATED))
                .extracting(ContractException::detail)
                .containsOnly(wrong.detail());
    }

    @Test
    void theAddressMayBeTypedInAnyCaseAndWithSpacesAround() {
        startWith(ADMIN, 1_000);

        assertThat(installation.signIn(" Ada@Example.com ", PASSWORD)).isNotNull();
    }

    @Test
    void triesAreLimitedPerRemoteAddressAcrossAccounts() {
        startWith(ADMIN, 3);
        IntStream.range(0, 3).forEach(i -> failure(() -> installation.signIn("eve" + i + "@example.com", "guess")));

        assertThat(failure(() -> installation.signIn(EMAIL, PASSWORD)).code()).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(installation.signInFrom("192.0.2.2", EMAIL, PASSWORD)).isNotNull();
    }

    @Test
    void triesAreLimitedPerAccountAcrossRemoteAddresses() {
        startWith(ADMIN, 3);
        IntStream.range(0, 3).forEach(i -> failure(() -> installation.signInFrom("192.0.2." + i, EMAIL, "guess")));

        assertThat(failure(() -> installation.signInFrom("192.0.2.9", EMAIL, PASSWORD))
                        .code())
                .isEqualTo(ErrorCode.OVERLOADED);
    }

    @Test
    void triesOfLinksAreLimitedToo() {
        Secret code = startWith(NOTHING_CONFIGURED, 3).signInCode();
        IntStream.range(0, 3).forEach(i -> failure(() -> installation.signInWithLink(new Secret("guess"))));

        assertThat(failure(() -> installation.signInWithLink(code)).code()).isEqualTo(ErrorCode.OVERLOADED);
    }

    @Test
    void aLinkWorksOnceHoweverManyRedeemItAtOnce() {
        Secret code = startWith(NOTHING_CONFIGURED, 1_000).signInCode();

        List<Future<NewSession>> tries = IntStream.range(0, 20)
                .mapToObj(i -> installation.askWithLink(code))
                .toList();
        await(Future.join(tries).otherwiseEmpty());

        assertThat(tries.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(tries.stream().filter(Future::failed).map(Future::cause))
                .allSatisfy(
                        cause -> assertThat(((ContractException) cause).code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
        assertThat(failure(() -> installation.signInWithLink(code)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aLinkWorksForADay() {
        Secret code = startWith(NOTHING_CONFIGURED, 1_000).signInCode();
        installation.clock.advance(Duration.ofDays(1));

        assertThat(failure(() -> installation.signInWithLink(code)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void anIdleSessionEndsAfterFourteenDays() {
        NewSession session = ownerSession();
        installation.clock.advance(Duration.ofDays(14));

        assertThat(failure(() -> installation.resolve(session)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aSessionInUseGoesOnUpToNinetyDays() {
        NewSession session = ownerSession();
        Instant started = installation.clock.instant();
        for (int week = 1; week <= 12; week++) {
            installation.clock.advance(Duration.ofDays(7));
            installation.resolve(session);
            Instant idleEnd = installation.clock.instant().plus(Duration.ofDays(14));
            Instant end = started.plus(Duration.ofDays(90));
            awaitExpiry(idleEnd.isBefore(end) ? idleEnd : end);
        }

        assertThat(session.expiresAt()).isEqualTo(started.plus(Duration.ofDays(90)));
        installation.clock.advance(Duration.ofDays(6));
        assertThat(failure(() -> installation.resolve(session)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void signingOutEndsTheSessionAndDoingSoAgainChangesNothing() {
        NewSession session = ownerSession();

        await(Channels.SIGN_OUT.ask(installation.vertx, new SignOut(session.session())));
        await(Channels.SIGN_OUT.ask(installation.vertx, new SignOut(session.session())));

        assertThat(failure(() -> installation.resolve(session)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void eachSessionHasACsrfTokenOfItsOwnThatStays() {
        startWith(ADMIN, 1_000);
        NewSession one = installation.signIn(EMAIL, PASSWORD);
        NewSession other = installation.signIn(EMAIL, PASSWORD);

        Secret csrf = installation.resolve(one).csrfToken();
        assertThat(installation.resolve(one).csrfToken()).isEqualTo(csrf);
        assertThat(installation.resolve(other).csrfToken()).isNotEqualTo(csrf);
        assertThat(csrf).isNotEqualTo(one.session());
    }

    @Test
    void noSessionBeginsWithAPasswordThatHasChangedMeanwhile() {
        startWith(ADMIN, 1_000);
        UserWithPassword before =
                await(new UserStore(installation.pool).findByEmail(EMAIL)).orElseThrow();
        installation.start(Installation.configuredAdmin(EMAIL, "battery staple"));

        Instant now = installation.clock.instant();
        var row = new SessionStore.NewRow(UUID.randomUUID(), Buffer.buffer("hash"), now, now.plusSeconds(60));
        assertThat(await(new SessionStore(installation.pool).beginWithPassword(before, row)))
                .isFalse();
    }

    @Test
    void expiredSessionsAndCodesAreDeletedAndLivingOnesStay() {
        var store = new SessionStore(installation.pool);
        NewSession old = ownerSession();
        installation.clock.advance(Duration.ofDays(10));
        NewSession young = ownerSession();
        installation.clock.advance(Duration.ofDays(4));

        await(store.deleteExpired(installation.clock.instant()));

        assertThat(installation.rows("select count(*) from accounts.sessions")).containsExactly("1");
        assertThat(installation.rows("select count(*) from accounts.sign_in_codes"))
                .containsExactly("0");
        assertThat(installation.resolve(young)).isNotNull();
        assertThat(failure(() -> installation.resolve(old)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void noSecretIsKeptAsItIs() {
        FirstRun run = startWith(NOTHING_CONFIGURED, 1_000);
        NewSession session = installation.signInWithLink(run.signInCode());
        installation.start(new Settings.Bootstrap(new Secret("chosen-by-hand-1"), EMAIL, new Secret(PASSWORD)));

        List<String> everything = Stream.of("access_tokens", "users", "sign_in_codes", "sessions")
                .flatMap(table -> installation.rows("select t::text from accounts." + table + " t").stream())
                .toList();
        assertThat(everything).hasSizeGreaterThan(4);
        Stream.of(run.token(), run.signInCode(), session.session())
                .map(Secret::value)
                .flatMap(secret -> Stream.of(secret, hex(secret)))
                .forEach(secret -> assertThat(everything).noneMatch(row -> row.contains(secret)));
        Stream.of(PASSWORD, hex(PASSWORD), "chosen-by-hand-1", hex("chosen-by-hand-1"))
                .forEach(secret -> assertThat(everything).noneMatch(row -> row.contains(secret)));
    }

    private FirstRun startWith(Settings.Bootstrap bootstrap, int signInsPerMinute) {
        FirstRun run = installation.start(bootstrap);
        installation.serve(signInsPerMinute);
        return run;
    }

    private NewSession ownerSession() {
        return installation.signInWithLink(startWith(NOTHING_CONFIGURED, 1_000).signInCode());
    }

    private void awaitExpiry(Instant expected) {
        await().untilAsserted(() -> assertThat(
                        installation.rows("select extract(epoch from expires_at)::bigint from accounts.sessions"))
                .containsExactly(String.valueOf(expected.getEpochSecond())));
    }

    private static ContractException failure(ThrowingCallable call) {
        return catchThrowableOfType(ContractException.class, call);
    }

    /** As binary columns show. */
    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
