package dev.costinsights.accounts;

import static dev.costinsights.accounts.Installation.NOTHING_CONFIGURED;
import static dev.costinsights.accounts.Installation.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.AcceptInvitation;
import dev.costinsights.contracts.accounts.FindInvitation;
import dev.costinsights.contracts.accounts.FoundInvitation;
import dev.costinsights.contracts.accounts.Invitation;
import dev.costinsights.contracts.accounts.NewInvitation;
import dev.costinsights.contracts.accounts.NewSession;
import dev.costinsights.contracts.accounts.People;
import dev.costinsights.contracts.accounts.Person;
import dev.costinsights.contracts.accounts.ResetPassword;
import dev.costinsights.contracts.accounts.RevokeInvitation;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationsIT {
    private static final UUID ORGANIZATION = Organizations.DEFAULT_ID;
    private static final String ADA = "ada@example.com";

    private final Installation installation = new Installation();

    @AfterEach
    void close() {
        installation.close();
    }

    @Test
    void anInvitationTellsWhatItIsForAndLetsOnePersonIn() {
        start(1_000);
        NewInvitation invited = installation.invite(ORGANIZATION, " Ada@Example.com", Role.MEMBER);

        assertThat(find(invited.code()))
                .isEqualTo(new FoundInvitation(
                        "default",
                        ADA,
                        Role.MEMBER,
                        installation.clock.instant().plus(Duration.ofDays(7))));
        SessionPrincipal ada = installation.resolve(installation.accept(invited.code(), "eight or more"));
        assertThat(ada)
                .extracting(SessionPrincipal::email, SessionPrincipal::role, SessionPrincipal::organizationId)
                .containsExactly(ADA, Role.MEMBER, ORGANIZATION);
        assertThat(installation
                        .resolve(installation.signIn(ADA, "eight or more"))
                        .userId())
                .isEqualTo(ada.userId());
        assertSpent(invited.code());
        assertThat(installation.people(ORGANIZATION).invitations()).isEmpty();
        assertThat(installation.people(ORGANIZATION).items())
                .extracting(Person::email, Person::role, Person::signedInAt)
                .contains(tuple(ADA, Role.MEMBER, installation.clock.instant()));
    }

    @Test
    void aLinkWorksOnceHoweverManyOpenItAtOnce() {
        start(1_000);
        Secret code = installation.invite(ORGANIZATION, ADA, Role.VIEWER).code();

        List<Future<NewSession>> tries = IntStream.range(0, 8)
                .mapToObj(i -> Channels.ACCEPT_INVITATION.ask(
                        installation.vertx, new AcceptInvitation(code, new Secret("password " + i), "192.0.2.1")))
                .toList();
        await(Future.join(tries).otherwiseEmpty());

        assertThat(tries.stream().filter(Future::succeeded)).hasSize(1);
        assertThat(installation.rows("select email from accounts.users where email is not null"))
                .containsExactly(ADA);
    }

    @Test
    void aPasswordThatIsTooShortIsSaidAtItsFieldAndTheLinkStaysGood() {
        start(1_000);
        Secret code = installation.invite(ORGANIZATION, ADA, Role.VIEWER).code();

        assertThat(failure(() -> installation.accept(code, "7 chars")).fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("password");
        assertThat(failure(() -> installation.accept(code, "x".repeat(1_001))).code())
                .isEqualTo(ErrorCode.INVALID);
        assertThat(installation.accept(code, "8 chars!")).isNotNull();
        // Without a good code nothing is said about the password.
        assertThat(failure(() -> installation.accept(code, "short")).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void aLinkThatIsUnknownRevokedReplacedOrExpiredSaysTheSame() {
        start(1_000);
        NewInvitation first = installation.invite(ORGANIZATION, ADA, Role.OWNER);
        NewInvitation second = installation.invite(ORGANIZATION, ADA, Role.VIEWER);
        NewInvitation revoked = installation.invite(ORGANIZATION, "bob@example.com", Role.VIEWER);
        await(Channels.REVOKE_INVITATION.ask(
                installation.vertx,
                new RevokeInvitation(ORGANIZATION, revoked.details().id())));

        assertThat(installation.people(ORGANIZATION).invitations())
                .extracting(Invitation::email, Invitation::role)
                .containsExactly(tuple(ADA, Role.VIEWER));
        assertSpent(new Secret("guess"));
        assertSpent(first.code());
        assertSpent(revoked.code());
        installation.clock.advance(Duration.ofDays(7));
        assertSpent(second.code());
        assertThat(installation.people(ORGANIZATION).invitations()).isEmpty();
        await(new InvitationStore(installation.pool).deleteExpired(installation.clock.instant()));
        assertThat(installation.rows("select email from accounts.invitations")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ada", "ada@", "@example.com", "a b@example.com", "a@b@c", "ädä@example.com", "a\0@b.c"})
    void anAddressThatIsNoneIsRefusedAtItsField(String email) {
        start(1_000);
        assertThat(failure(() -> installation.invite(ORGANIZATION, email, Role.VIEWER))
                        .fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("email");
    }

    @Test
    void anAddressOfAUserIsRefusedAlikeWhereverTheUserIs() {
        start(1_000);
        UUID other = installation.organization("Other").id();
        installation.join(ORGANIZATION, ADA, Role.VIEWER);

        ContractException here = failure(() -> installation.invite(ORGANIZATION, "ADA@example.com", Role.OWNER));
        ContractException there = failure(() -> installation.invite(other, ADA, Role.OWNER));

        assertThat(here.fieldErrors()).hasSize(1).isEqualTo(there.fieldErrors());
    }

    @Test
    void ofTwoOrganizationsThatInviteOneAddressTheFirstLinkOpenedCounts() {
        start(1_000);
        UUID other = installation.organization("Other").id();
        Secret here = installation.invite(ORGANIZATION, ADA, Role.VIEWER).code();
        Secret there = installation.invite(other, ADA, Role.VIEWER).code();

        installation.accept(here, "password one");

        assertThat(failure(() -> installation.accept(there, "password two")).code())
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(installation
                        .resolve(installation.signIn(ADA, "password one"))
                        .organizationId())
                .isEqualTo(ORGANIZATION);
    }

    @Test
    void aNewPasswordEndsTheSessionsBefore() {
        start(1_000);
        NewSession before = installation.accept(
                installation.invite(ORGANIZATION, ADA, Role.MEMBER).code(), "the old password");
        UUID ada = installation.resolve(before).userId();

        NewInvitation reset =
                await(Channels.RESET_PASSWORD.ask(installation.vertx, new ResetPassword(ORGANIZATION, ada)));
        assertThat(find(reset.code()).role()).isNull();
        assertThat(installation.resolve(before).userId()).isEqualTo(ada);
        NewSession after = installation.accept(reset.code(), "the new password");

        assertThat(installation.resolve(after))
                .extracting(SessionPrincipal::userId, SessionPrincipal::role)
                .containsExactly(ada, Role.MEMBER);
        assertThat(failure(() -> installation.resolve(before)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(failure(() -> installation.signIn(ADA, "the old password")).code())
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(installation.signIn(ADA, "the new password")).isNotNull();
        assertSpent(reset.code());
    }

    @Test
    void nobodyOfAnotherOrganizationIsResetOrRevoked() {
        start(1_000);
        UUID other = installation.organization("Other").id();
        UUID ada = installation.join(ORGANIZATION, ADA, Role.MEMBER).userId();
        NewInvitation bob = installation.invite(ORGANIZATION, "bob@example.com", Role.VIEWER);

        assertThat(failure(() -> await(Channels.RESET_PASSWORD.ask(installation.vertx, new ResetPassword(other, ada))))
                        .code())
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(failure(() -> await(Channels.REVOKE_INVITATION.ask(
                                installation.vertx,
                                new RevokeInvitation(other, bob.details().id()))))
                        .code())
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(installation.people(other)).isEqualTo(new People(List.of(), List.of()));
        assertThat(find(bob.code()).email()).isEqualTo("bob@example.com");
    }

    @Test
    void theOwnerByLinkHasNoPasswordToReset() {
        Secret code = start(1_000).signInCode();
        UUID owner = installation.resolve(installation.signInWithLink(code)).userId();

        assertThat(failure(() -> await(Channels.RESET_PASSWORD.ask(
                                installation.vertx, new ResetPassword(ORGANIZATION, owner))))
                        .code())
                .isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(failure(() -> installation.invite(UUID.randomUUID(), ADA, Role.OWNER))
                        .code())
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void triesAreLimitedPerRemoteAddress() {
        start(3);
        Secret code = installation.invite(ORGANIZATION, ADA, Role.VIEWER).code();
        IntStream.range(0, 3).forEach(i -> failure(() -> find(new Secret("guess " + i))));

        assertThat(failure(() -> find(code)).code()).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(failure(() -> installation.accept(code, "eight or more")).code())
                .isEqualTo(ErrorCode.OVERLOADED);
        assertThat(installation.acceptFrom("192.0.2.2", code, "eight or more")).isNotNull();
    }

    @Test
    void theCodeIsKeptAsAHashAlone() {
        start(1_000);
        Secret code = installation.invite(ORGANIZATION, ADA, Role.VIEWER).code();

        String kept = installation
                .rows("select encode(code_hash, 'hex') || invitations::text from accounts.invitations")
                .get(0);
        assertThat(kept)
                .startsWith(HexFormat.of().formatHex(installation.keyedHash.of("invitation-code", code.value())))
                .doesNotContain(code.value())
                .doesNotContain(HexFormat.of().formatHex(code.value().getBytes(StandardCharsets.UTF_8)));
    }

    private FirstRun start(int triesPerMinute) {
        FirstRun firstRun = installation.start(NOTHING_CONFIGURED);
        installation.serve(triesPerMinute);
        return firstRun;
    }

    private FoundInvitation find(Secret code) {
        return await(Channels.FIND_INVITATION.ask(installation.vertx, new FindInvitation(code, "192.0.2.1")));
    }

    private void assertSpent(Secret code) {
        ContractException unknown = failure(() -> find(new Secret("unknown")));
        assertThat(unknown.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        for (ContractException failure :
                List.of(failure(() -> find(code)), failure(() -> installation.accept(code, "eight or more")))) {
            assertThat(failure.code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
            assertThat(failure.detail()).isEqualTo(unknown.detail());
        }
    }

    private static ContractException failure(ThrowingCallable call) {
        return catchThrowableOfType(ContractException.class, call);
    }
}
