package dev.costinsights.accounts;

import static dev.costinsights.accounts.Installation.NOTHING_CONFIGURED;
import static dev.costinsights.accounts.Installation.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.ChangePassword;
import dev.costinsights.contracts.accounts.ChangeRole;
import dev.costinsights.contracts.accounts.DefaultRange;
import dev.costinsights.contracts.accounts.EndSession;
import dev.costinsights.contracts.accounts.EndSessions;
import dev.costinsights.contracts.accounts.ListOrganizations;
import dev.costinsights.contracts.accounts.ListSessions;
import dev.costinsights.contracts.accounts.NewSession;
import dev.costinsights.contracts.accounts.Organization;
import dev.costinsights.contracts.accounts.Person;
import dev.costinsights.contracts.accounts.RemovePerson;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionList;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.accounts.UpdateOrganization;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeopleDirectoryIT {
    private static final UUID ORGANIZATION = Organizations.DEFAULT_ID;
    private static final String EMAIL = "ada@example.com";
    private static final String PASSWORD = "correct horse";

    private final Installation installation = new Installation();

    @AfterEach
    void close() {
        installation.close();
    }

    @Test
    void aRoleHoldsFromTheNextRequestOn() {
        start();
        NewSession session = installation.accept(
                installation
                        .invite(ORGANIZATION, "bob@example.com", Role.VIEWER)
                        .code(),
                "eight or more");
        UUID bob = installation.resolve(session).userId();

        await(change(ORGANIZATION, bob, Role.OWNER));

        assertThat(installation.resolve(session).role()).isEqualTo(Role.OWNER);
    }

    @Test
    void whoeverIsRemovedIsSignedOutAtOnce() {
        start();
        NewSession session = installation.accept(
                installation.invite(ORGANIZATION, "bob@example.com", Role.OWNER).code(), "eight or more");
        UUID bob = installation.resolve(session).userId();

        await(remove(ORGANIZATION, bob));

        assertThat(failure(() -> installation.resolve(session)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(failure(() -> installation.signIn("bob@example.com", "eight or more"))
                        .code())
                .isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(failure(() -> await(remove(ORGANIZATION, bob))).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(installation.invite(ORGANIZATION, "bob@example.com", Role.VIEWER))
                .isNotNull();
    }

    @Test
    void theLastOwnerStaysAnOwner() {
        start();
        UUID ada = owner().id();
        installation.join(ORGANIZATION, "bob@example.com", Role.MEMBER);

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> await(change(ORGANIZATION, ada, Role.MEMBER)), () -> await(remove(ORGANIZATION, ada)))) {
            ContractException failure = failure(call);
            assertThat(failure.code()).isEqualTo(ErrorCode.INVALID);
            assertThat(failure.fieldErrors()).extracting(FieldError::field).containsExactly("role");
        }
        await(change(ORGANIZATION, ada, Role.OWNER));
        assertThat(owner().id()).isEqualTo(ada);
        assertThat(installation.signIn(EMAIL, PASSWORD)).isNotNull();
    }

    @Test
    void ownersWhoTakeEachOthersPlaceAtOnceLeaveOne() {
        start();
        for (int round = 0; round < 5; round++) {
            UUID ada = owner().id();
            UUID other = installation
                    .join(ORGANIZATION, "owner" + round + "@example.com", Role.OWNER)
                    .userId();
            UUID third = installation
                    .join(ORGANIZATION, "third" + round + "@example.com", Role.OWNER)
                    .userId();

            List<Future<Done>> tries = List.of(
                    change(ORGANIZATION, ada, Role.VIEWER),
                    remove(ORGANIZATION, other),
                    change(ORGANIZATION, third, Role.MEMBER));
            await(Future.join(tries).otherwiseEmpty());

            assertThat(tries.stream().filter(Future::succeeded)).hasSize(2);
            assertThat(owners()).hasSize(1);
        }
    }

    @Test
    void nobodyOfAnotherOrganizationIsChanged() {
        start();
        UUID other = installation.organization("Other").id();
        UUID ada = owner().id();

        assertThat(failure(() -> await(change(other, ada, Role.VIEWER))).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(failure(() -> await(remove(other, ada))).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(owner().id()).isEqualTo(ada);
    }

    @Test
    void theOwnerByLinkGetsOneAtEachStartUntilAnOwnerHasAPassword() {
        FirstRun first = installation.start(NOTHING_CONFIGURED);
        installation.serve(1_000);
        UUID byLink = installation
                .resolve(installation.signInWithLink(first.signInCode()))
                .userId();
        UUID bob =
                installation.join(ORGANIZATION, "bob@example.com", Role.VIEWER).userId();

        assertThat(installation.start(NOTHING_CONFIGURED).signInCode()).isNotNull();
        await(change(ORGANIZATION, bob, Role.OWNER));
        assertThat(installation.start(NOTHING_CONFIGURED).signInCode()).isNull();
        await(remove(ORGANIZATION, byLink));
        assertThat(owners()).extracting(Person::id).containsExactly(bob);
    }

    @Test
    void anOrganizationTakesANewNameZoneAndRange() {
        start();
        NewSession session = installation.signIn(EMAIL, PASSWORD);
        assertThat(installation.resolve(session).defaultRange()).isEqualTo(DefaultRange.MONTH);
        Organization before = organizations().get(0);
        assertThat(before.modifiedAt()).isNull();

        Organization changed = await(update("  Fernwright ", "America/New_York", DefaultRange.YEAR));

        assertThat(changed)
                .isEqualTo(new Organization(
                        ORGANIZATION, "Fernwright", before.slug(), before.createdAt(), installation.clock.instant()));
        assertThat(organizations()).containsExactly(changed);
        assertThat(installation.resolve(session))
                .extracting(SessionPrincipal::organizationName, SessionPrincipal::zone, SessionPrincipal::defaultRange)
                .containsExactly("Fernwright", ZoneId.of("America/New_York"), DefaultRange.YEAR);
    }

    @Test
    void aNameThatIsNoneIsRefusedAtItsField() {
        start();
        for (String name : List.of(" ", "x".repeat(201), "two\nlines")) {
            assertThat(failure(() -> await(update(name, "UTC", DefaultRange.WEEK)))
                            .fieldErrors())
                    .extracting(FieldError::field)
                    .containsExactly("name");
        }
        assertThat(failure(() -> await(Channels.UPDATE_ORGANIZATION.ask(
                                installation.vertx,
                                new UpdateOrganization(UUID.randomUUID(), "x", ZoneId.of("UTC"), DefaultRange.WEEK))))
                        .code())
                .isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void aNewPasswordEndsOtherSessionsAndNotThisOne() {
        start();
        NewSession here = installation.signIn(EMAIL, PASSWORD);
        NewSession there = installation.signIn(EMAIL, PASSWORD);

        await(changePassword(here, PASSWORD, "battery staple"));

        assertThat(installation.resolve(here)).isNotNull();
        assertThat(failure(() -> installation.resolve(there)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(failure(() -> installation.signIn(EMAIL, PASSWORD)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(installation.signIn(EMAIL, "battery staple")).isNotNull();
    }

    @Test
    void aPasswordIsChangedOnlyByWhoKnowsItAndOnlyToAGoodOne() {
        start();
        NewSession session = installation.signIn(EMAIL, PASSWORD);

        assertThat(failure(() -> await(changePassword(session, "guess", "battery staple")))
                        .fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("current");
        assertThat(failure(() -> await(changePassword(session, PASSWORD, "short")))
                        .fieldErrors())
                .extracting(FieldError::field)
                .containsExactly("replacement");
        assertThat(installation.signIn(EMAIL, PASSWORD)).isNotNull();
    }

    @Test
    void triesToChangeThePasswordAreLimited() {
        start(3);
        NewSession session = installation.signIn(EMAIL, PASSWORD);
        IntStream.range(0, 3).forEach(i -> failure(() -> await(changePassword(session, "guess", "battery staple"))));

        assertThat(failure(() -> await(changePassword(session, PASSWORD, "battery staple")))
                        .code())
                .isEqualTo(ErrorCode.OVERLOADED);
    }

    @Test
    void sessionsAreListedAndEndedOneByOneAndTogether() {
        start();
        NewSession first = installation.signIn(EMAIL, PASSWORD);
        installation.clock.advance(Duration.ofMinutes(5));
        NewSession second = installation.signIn(EMAIL, PASSWORD);
        SessionPrincipal ada = installation.resolve(second);
        UUID bob =
                installation.join(ORGANIZATION, "bob@example.com", Role.OWNER).userId();

        assertThat(sessions(ada.userId()))
                .extracting(SessionList.Item::id)
                .containsExactly(ada.sessionId(), installation.resolve(first).sessionId());
        UUID firstId = installation.resolve(first).sessionId();
        assertThat(failure(() -> await(Channels.END_SESSION.ask(
                                installation.vertx, new EndSession(ORGANIZATION, bob, firstId))))
                        .code())
                .isEqualTo(ErrorCode.NOT_FOUND);
        await(Channels.END_SESSION.ask(installation.vertx, new EndSession(ORGANIZATION, ada.userId(), firstId)));
        assertThat(failure(() -> installation.resolve(first)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);

        await(Channels.END_SESSIONS.ask(installation.vertx, new EndSessions(ORGANIZATION, ada.userId())));
        assertThat(failure(() -> installation.resolve(second)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
        assertThat(sessions(ada.userId())).isEmpty();
        assertThat(sessions(bob)).hasSize(1);
    }

    private void start() {
        start(1_000);
    }

    private void start(int triesPerMinute) {
        installation.start(Installation.configuredAdmin(EMAIL, PASSWORD));
        installation.serve(triesPerMinute);
    }

    private Person owner() {
        assertThat(owners()).hasSize(1);
        return owners().get(0);
    }

    private List<Person> owners() {
        return installation.people(ORGANIZATION).items().stream()
                .filter(person -> person.role() == Role.OWNER)
                .toList();
    }

    private List<Organization> organizations() {
        return await(Channels.LIST_ORGANIZATIONS.ask(installation.vertx, new ListOrganizations(null, 0, 10)))
                .items();
    }

    private List<SessionList.Item> sessions(UUID userId) {
        return await(Channels.LIST_SESSIONS.ask(installation.vertx, new ListSessions(ORGANIZATION, userId)))
                .items();
    }

    private Future<Done> change(UUID organizationId, UUID userId, Role role) {
        return Channels.CHANGE_ROLE.ask(installation.vertx, new ChangeRole(organizationId, userId, role));
    }

    private Future<Done> remove(UUID organizationId, UUID userId) {
        return Channels.REMOVE_PERSON.ask(installation.vertx, new RemovePerson(organizationId, userId));
    }

    private Future<Organization> update(String name, String zone, DefaultRange range) {
        return Channels.UPDATE_ORGANIZATION.ask(
                installation.vertx, new UpdateOrganization(ORGANIZATION, name, ZoneId.of(zone), range));
    }

    private Future<Done> changePassword(NewSession session, String current, String replacement) {
        SessionPrincipal reader = installation.resolve(session);
        return Channels.CHANGE_PASSWORD.ask(
                installation.vertx,
                new ChangePassword(
                        ORGANIZATION,
                        reader.userId(),
                        reader.sessionId(),
                        new Secret(current),
                        new Secret(replacement)));
    }

    private static ContractException failure(ThrowingCallable call) {
        return catchThrowableOfType(ContractException.class, call);
    }
}
