package dev.costinsights.webui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.AcceptInvitation;
import dev.costinsights.contracts.accounts.ChangePassword;
import dev.costinsights.contracts.accounts.ChangeRole;
import dev.costinsights.contracts.accounts.DefaultRange;
import dev.costinsights.contracts.accounts.EndSession;
import dev.costinsights.contracts.accounts.EndSessions;
import dev.costinsights.contracts.accounts.FoundInvitation;
import dev.costinsights.contracts.accounts.Invitation;
import dev.costinsights.contracts.accounts.InvitePerson;
import dev.costinsights.contracts.accounts.NewInvitation;
import dev.costinsights.contracts.accounts.NewSession;
import dev.costinsights.contracts.accounts.Organization;
import dev.costinsights.contracts.accounts.OrganizationPage;
import dev.costinsights.contracts.accounts.People;
import dev.costinsights.contracts.accounts.Person;
import dev.costinsights.contracts.accounts.RemovePerson;
import dev.costinsights.contracts.accounts.ResetPassword;
import dev.costinsights.contracts.accounts.RevokeInvitation;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionList;
import dev.costinsights.contracts.accounts.UpdateOrganization;
import dev.costinsights.contracts.bus.Channel;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.bus.Message;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Organization, people, invitations and the reader's account over real HTTP. */
class PeoplePageIT extends DashboardTest {

    private static final String PEOPLE = "/settings/people";
    private static final String ACCOUNT = "/settings/account";
    private static final UUID ORGANIZATION = Organizations.DEFAULT_ID;
    private static final UUID ID = UUID.fromString("11111111-1111-4111-8111-111111111111");
    private static final String CODE = "code-of_an-invitation";
    private static final Instant NOW = CLOCK.instant();
    private static final Invitation INVITATION =
            new Invitation(ID, "bob@example.com", Role.MEMBER, NOW, NOW.plus(Duration.ofDays(7)));
    private static final String HOSTILE = "<script>alert(1)</script>\u202e\"'&";

    /** What was asked besides lists. */
    private final List<Message> asked = new CopyOnWriteArrayList<>();

    private volatile People people = new People(
            List.of(
                    new Person(UUID.randomUUID(), null, Role.OWNER, NOW, NOW),
                    new Person(ID, "ada@example.com", Role.VIEWER, NOW, null)),
            List.of(INVITATION));
    private volatile String organizationName = "fernwright";
    private volatile ContractException failure;
    private volatile Role invitedAs = Role.MEMBER;

    @BeforeEach
    void serve() throws Exception {
        Future.all(List.of(
                        Channels.LIST_ORGANIZATIONS
                                .serve(
                                        vertx,
                                        ask -> Future.succeededFuture(new OrganizationPage(
                                                List.of(new Organization(
                                                        ORGANIZATION, "x", organizationName, NOW, null)),
                                                1)))
                                .completion(),
                        Channels.LIST_PEOPLE
                                .serve(vertx, ask -> Future.succeededFuture(people))
                                .completion(),
                        Channels.LIST_SESSIONS
                                .serve(
                                        vertx,
                                        ask -> Future.succeededFuture(
                                                new SessionList(List.of(new SessionList.Item(ID, NOW, NOW)))))
                                .completion(),
                        answer(
                                Channels.UPDATE_ORGANIZATION,
                                wish -> new Organization(ORGANIZATION, wish.name(), "x", NOW, NOW)),
                        answer(Channels.INVITE_PERSON, wish -> new NewInvitation(INVITATION, new Secret(CODE))),
                        answer(Channels.RESET_PASSWORD, wish -> new NewInvitation(INVITATION, new Secret(CODE))),
                        answer(Channels.REVOKE_INVITATION, wish -> new Done()),
                        answer(Channels.CHANGE_ROLE, wish -> new Done()),
                        answer(Channels.REMOVE_PERSON, wish -> new Done()),
                        answer(Channels.CHANGE_PASSWORD, wish -> new Done()),
                        answer(Channels.END_SESSION, wish -> new Done()),
                        answer(Channels.END_SESSIONS, wish -> new Done()),
                        answer(
                                Channels.ACCEPT_INVITATION,
                                wish -> new NewSession(new Secret("session-of-bob"), NOW.plusSeconds(60))),
                        Channels.FIND_INVITATION
                                .serve(
                                        vertx,
                                        ask -> ask.code().value().equals(CODE)
                                                ? Future.succeededFuture(new FoundInvitation(
                                                        HOSTILE, "bob@example.com", invitedAs, INVITATION.expiresAt()))
                                                : FakeModules.fail(ErrorCode.valueOf(
                                                        ask.code().value().isEmpty()
                                                                ? "UNAUTHENTICATED"
                                                                : ask.code().value())))
                                .completion()))
                .await(10, TimeUnit.SECONDS);
    }

    private <Q extends Message, R extends Message> Future<Void> answer(Channel<Q, R> channel, Function<Q, R> answer) {
        return channel.serve(vertx, question -> {
                    asked.add(question);
                    return failure == null
                            ? Future.succeededFuture(answer.apply(question))
                            : Future.failedFuture(failure);
                })
                .completion();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everybody_sees_the_organization_and_owners_its_form(Role role) throws Exception {
        modules.role = role;
        String page = get("/settings", modules.session()).body();

        assertThat(page).contains("Fernwright", "fernwright", "Europe/London", "href=\"/settings/account\"");
        assertThat(page.contains("action=\"/settings/organization\"")).isEqualTo(role == Role.OWNER);
        assertThat(page.contains("href=\"/settings/people\"")).isEqualTo(role == Role.OWNER);
        assertThat(get(PEOPLE, modules.session()).statusCode()).isEqualTo(role == Role.OWNER ? 200 : 403);
        assertThat(get("/settings/tokens", modules.session()).body().contains("action=\"/settings/tokens\""))
                .isEqualTo(role != Role.VIEWER);
    }

    @Test
    void the_organization_is_saved() throws Exception {
        HttpResponse<String> saved = save("Fernwright Ltd", "Asia/Kathmandu", "12m");

        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(location(saved)).isEqualTo("/settings");
        assertThat(asked)
                .containsExactly(new UpdateOrganization(
                        ORGANIZATION, "Fernwright Ltd", ZoneId.of("Asia/Kathmandu"), DefaultRange.YEAR));
        assertThat(send(request("/settings", null)
                                .header("Cookie", "ci_session=" + modules.session() + "; ci_once=saved"))
                        .body())
                .contains("The organization is saved.");
    }

    @Test
    void what_is_wrong_with_the_organization_is_said_at_its_field() throws Exception {
        HttpResponse<String> refused = save(HOSTILE, "Mars/Phobos", "forever");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("id=\"zone-problem\"", "Choose one of these.", "value=\"Mars/Phobos\"", "&lt;script&gt;")
                .doesNotContain("<script>alert");
        assertThat(asked).isEmpty();

        failure = invalid("name", "Say what the organization is called.");
        assertThat(save(" ", "UTC", "7d").body()).contains("id=\"name-problem\">Say what the organization is called.<");
    }

    @ParameterizedTest
    @CsvSource({"WEEK, 17 Nov – 23 Nov", "MONTH, 25 Oct – 23 Nov", "QUARTER, 26 Aug – 23 Nov"})
    void pages_show_the_organizations_range(DefaultRange range, String dates) throws Exception {
        modules.defaultRange = range;
        String session = modules.session();

        assertThat(get("/costs", session).body()).contains(dates);
        // An address can't choose another default, and days that it names count.
        assertThat(get("/costs?default-range=12m", session).body()).contains(dates);
        assertThat(get("/costs?from=2026-11-01&to=2026-11-02", session).body()).contains("1 Nov – 2 Nov");
        assertThat(get("/costs?from=x", session).body())
                .contains("here are the last "
                        + (range == DefaultRange.WEEK ? "7" : range == DefaultRange.MONTH ? "30" : "90"));
    }

    @Test
    void people_and_invitations_are_listed() throws Exception {
        people = new People(
                List.of(
                        new Person(UUID.randomUUID(), null, Role.OWNER, NOW, NOW),
                        new Person(ID, HOSTILE, Role.VIEWER, NOW, null)),
                List.of(INVITATION, new Invitation(ID, "eve@example.com", null, NOW, INVITATION.expiresAt())));
        String page = get(PEOPLE, modules.session()).body();

        assertThat(page)
                .contains("Owner by link", "&lt;script&gt;", ">Never<", "bob@example.com", "New password", "30 Nov")
                .contains("action=\"" + PEOPLE + "/" + ID + "/reset\"")
                .doesNotContain("<script>alert");
    }

    @Test
    void a_link_is_shown_after_a_redirect_and_never_again() throws Exception {
        String session = modules.session();
        HttpResponse<String> made =
                post(PEOPLE + "/invite", session, csrf("email", " bob@example.com ", "role", "member"));

        assertThat(made.statusCode()).isEqualTo(303);
        assertThat(location(made)).isEqualTo(PEOPLE);
        assertThat(made.body()).isEmpty();
        assertThat(made.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(asked).containsExactly(new InvitePerson(ORGANIZATION, "bob@example.com", Role.MEMBER));
        String cookie = made.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie).contains("Path=" + PEOPLE, "Max-Age=60").containsIgnoringCase("HttpOnly");
        HttpResponse<String> shown = send(request(PEOPLE, null)
                .header("Cookie", "ci_session=" + session + "; " + cookie.substring(0, cookie.indexOf(';'))));
        assertThat(shown.body())
                .contains("http://localhost:" + port + "/invitation?code=" + CODE, "no mail is sent", "a member");
        assertThat(shown.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(get(PEOPLE, session).body()).doesNotContain(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", ".", "22222222-2222-4222-8222-222222222222.stranger", "removed.stranger"})
    void what_is_no_link_of_the_list_is_not_shown(String once) throws Exception {
        assertThat(send(request(PEOPLE, null).header("Cookie", "ci_session=" + modules.session() + "; ci_once=" + once))
                        .body())
                .doesNotContain("stranger", "id=\"link\"");
    }

    @Test
    void what_is_wrong_with_an_invitation_is_said_at_its_field_and_the_rest_is_kept() throws Exception {
        failure = invalid("email", "This address can't be invited.");
        HttpResponse<String> refused =
                post(PEOPLE + "/invite", modules.session(), csrf("email", "ada@example.com", "role", "owner"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("id=\"email-problem\">This address can&#39;t be invited.<", "value=\"ada@example.com\"")
                .containsPattern("value=\"owner\" checked");
        asked.clear();
        assertThat(post(PEOPLE + "/invite", modules.session(), csrf("email", "a@b.example", "role", "god"))
                        .body())
                .contains("id=\"role-problem\">Choose a role.<");
        assertThat(asked).isEmpty();
    }

    @Test
    void every_form_asks_for_what_it_says() throws Exception {
        String session = modules.session();
        for (String form : List.of("/role", "/reset", "/remove")) {
            assertThat(location(post(PEOPLE + "/" + ID + form, session, csrf("role", "owner"))))
                    .isEqualTo(PEOPLE);
        }
        post(PEOPLE + "/invitations/" + ID + "/revoke", session, csrf());

        assertThat(asked)
                .containsExactly(
                        new ChangeRole(ORGANIZATION, ID, Role.OWNER),
                        new ResetPassword(ORGANIZATION, ID),
                        new RemovePerson(ORGANIZATION, ID),
                        new RevokeInvitation(ORGANIZATION, ID));
    }

    @Test
    void a_refused_change_says_why() throws Exception {
        failure = invalid("role", "An organization needs an owner.");
        HttpResponse<String> refused = post(PEOPLE + "/" + ID + "/remove", modules.session(), csrf());
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("role=\"alert\"", "An organization needs an owner.");
        failure = new ContractException(ErrorCode.NOT_FOUND, "No.");
        assertThat(post(PEOPLE + "/" + ID + "/remove", modules.session(), csrf())
                        .statusCode())
                .isEqualTo(404);
        assertThat(post(PEOPLE + "/x/remove", modules.session(), csrf()).statusCode())
                .isEqualTo(404);
        failure = new ContractException(ErrorCode.TIMEOUT, "Late.");
        HttpResponse<String> late = post(PEOPLE + "/" + ID + "/remove", modules.session(), csrf());
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(late.body()).contains("may have been made or not", "href=\"" + PEOPLE + "\"");
    }

    @Test
    void an_invitation_shows_whose_it_is_and_signs_in() throws Exception {
        HttpResponse<String> page = get("/invitation?code=" + CODE, null);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(page.body())
                .contains("&lt;script&gt;", "bob@example.com", "a member", "value=\"" + CODE + "\"")
                .doesNotContain("<script>alert");

        HttpResponse<String> accepted = post("/invitation", null, "code", CODE, "password", "eight or more");
        assertThat(location(accepted)).isEqualTo("/overview");
        assertThat(accepted.headers().firstValue("set-cookie").orElseThrow()).startsWith("ci_session=session-of-bob");
        assertThat(asked)
                .containsExactly(new AcceptInvitation(new Secret(CODE), new Secret("eight or more"), "127.0.0.1"));
    }

    @Test
    void a_link_for_a_new_password_says_so() throws Exception {
        invitedAs = null;
        assertThat(get("/invitation?code=" + CODE, null).body())
                .contains("Choose a new password", "Save password and sign in")
                .doesNotContain("You are invited");
    }

    @Test
    void a_password_that_is_too_short_is_said_and_not_shown() throws Exception {
        failure = invalid("password", "A password has 8 characters or more.");
        HttpResponse<String> refused = post("/invitation", null, "code", CODE, "password", "secret!");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("A password has 8 characters or more.", "value=\"" + CODE + "\"")
                .doesNotContain("secret!");
    }

    @ParameterizedTest
    @CsvSource({"UNAUTHENTICATED, 404", "OVERLOADED, 429", "UNAVAILABLE, 503"})
    void a_code_that_opens_nothing_says_no_more(String code, int status) throws Exception {
        failure = new ContractException(ErrorCode.valueOf(code), "No.");
        for (HttpResponse<String> page : List.of(
                get("/invitation?code=" + code, null),
                post("/invitation", null, "code", code, "password", "eight or more"))) {
            assertThat(page.statusCode()).isEqualTo(status);
            assertThat(page.body()).doesNotContain("bob@example.com", "name=\"password\"");
        }
        assertThat(get("/invitation", null).statusCode()).isEqualTo(404);
    }

    @Test
    void an_invitation_is_not_accepted_from_another_site() throws Exception {
        assertThat(send(form("/invitation", null, "code", CODE, "password", "eight or more")
                                .header("Origin", "https://evil.example"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(asked).isEmpty();
    }

    @Test
    void the_account_lists_sessions_and_changes_the_password() throws Exception {
        String session = modules.session();
        modules.role = Role.VIEWER;
        assertThat(get(ACCOUNT, session).body())
                .contains("ada@example.com", "a viewer", "action=\"" + ACCOUNT + "/sessions/" + ID + "/end\"");

        assertThat(location(post(ACCOUNT + "/password", session, csrf("current", "one", "replacement", "two"))))
                .isEqualTo(ACCOUNT);
        assertThat(location(post(ACCOUNT + "/sessions/" + ID + "/end", session, csrf())))
                .isEqualTo(ACCOUNT);
        HttpResponse<String> out = post(ACCOUNT + "/sign-out-everywhere", session, csrf());

        assertThat(location(out)).isEqualTo("/sign-in");
        assertThat(out.headers().firstValue("set-cookie").orElseThrow()).startsWith("ci_session=;");
        assertThat(asked)
                .hasSize(3)
                .hasExactlyElementsOfTypes(ChangePassword.class, EndSession.class, EndSessions.class);
        assertThat(((ChangePassword) asked.get(0)).current().value()).isEqualTo("one");
        assertThat(((ChangePassword) asked.get(0)).replacement().value()).isEqualTo("two");
    }

    @Test
    void a_wrong_password_is_said_at_its_field_and_not_shown() throws Exception {
        failure = invalid("current", "This is not your password.");
        HttpResponse<String> refused =
                post(ACCOUNT + "/password", modules.session(), csrf("current", "guess-1", "replacement", "guess-2"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("id=\"current-problem\">This is not your password.<")
                .doesNotContain("guess-1", "guess-2");
        failure = new ContractException(ErrorCode.OVERLOADED, "No.");
        assertThat(post(ACCOUNT + "/password", modules.session(), csrf("current", "x", "replacement", "y"))
                        .body())
                .contains("Too many tries.");
    }

    @Test
    void forged_forms_and_forms_of_a_lesser_role_change_nothing() throws Exception {
        String session = modules.session();
        List<String> owners = List.of(
                "/settings/organization",
                PEOPLE + "/invite",
                PEOPLE + "/" + ID + "/role",
                PEOPLE + "/" + ID + "/reset",
                PEOPLE + "/" + ID + "/remove",
                PEOPLE + "/invitations/" + ID + "/revoke");
        List<String> all = new ArrayList<>(owners);
        all.addAll(
                List.of(ACCOUNT + "/password", ACCOUNT + "/sessions/" + ID + "/end", ACCOUNT + "/sign-out-everywhere"));
        for (String path : all) {
            assertThat(post(path, session, "role", "owner").statusCode())
                    .as(path)
                    .isEqualTo(403);
            assertThat(post(path, session, "csrf", "guess").statusCode())
                    .as(path)
                    .isEqualTo(403);
            assertThat(send(form(path, session, csrf()).header("Origin", "https://evil.example"))
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
            assertThat(location(post(path, null, csrf()))).isEqualTo("/sign-in");
            assertThat(get(path, session).statusCode()).as(path).isEqualTo(303);
        }
        modules.role = Role.MEMBER;
        for (String path : owners) {
            assertThat(post(path, session, csrf("role", "owner")).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(asked).isEmpty();
    }

    private HttpResponse<String> save(String name, String zone, String range) throws Exception {
        return post("/settings/organization", modules.session(), csrf("name", name, "zone", zone, "range", range));
    }

    private static String[] csrf(String... fields) {
        List<String> all = new ArrayList<>(List.of("csrf", FakeModules.CSRF));
        all.addAll(List.of(fields));
        return all.toArray(String[]::new);
    }

    private static ContractException invalid(String field, String message) {
        return new ContractException(
                ErrorCode.INVALID, "No.", List.of(new FieldError(null, field, "value_error", message)));
    }
}
