package dev.costinsights.webui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.AccessToken;
import dev.costinsights.contracts.accounts.CreateToken;
import dev.costinsights.contracts.accounts.ListTokens;
import dev.costinsights.contracts.accounts.RevokeToken;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import io.vertx.core.Future;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of access tokens over real HTTP. */
class SettingsPageIT extends DashboardTest {

    private static final String SETTINGS = "/settings/tokens";
    private static final String NEW = "/settings/tokens";

    @Test
    void the_list_has_the_newest_first_in_pages() throws Exception {
        for (int i = 1; i <= 30; i++) {
            modules.tokens.add(token("job " + i, Set.of(Scope.EVENTS_WRITE, Scope.METRICS_READ), null));
        }
        String session = modules.session();

        String first = get(SETTINGS, session).body();
        assertThat(first)
                .contains("1 – 25 of 30", "events:write, metrics:read", "href=\"/settings/tokens?page=2\"", ">Never<")
                .doesNotContain(">job 5<");
        assertThat(first.indexOf(">job 30<")).isBetween(0, first.indexOf(">job 29<"));
        assertThat(get(SETTINGS + "?page=2", session).body()).contains(">job 5<", "26 – 30 of 30");
        assertThat(get(SETTINGS + "?page=99", session).body()).contains("26 – 30 of 30");
        assertThat(modules.listsAsked).contains(new ListTokens(Organizations.DEFAULT_ID, 25, 25));
        assertThat(modules.listsAsked).extracting(ListTokens::organizationId).containsOnly(Organizations.DEFAULT_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "99999999999999999999", ""})
    void a_page_that_is_none_is_the_first(String page) throws Exception {
        modules.tokens.add(token("only one", Set.of(Scope.EVENTS_READ), null));
        assertThat(get(SETTINGS + "?page=" + page, modules.session()).body()).contains(">only one<");
    }

    @Test
    void a_new_token_is_shown_after_a_redirect_and_never_again() throws Exception {
        String session = modules.session();
        HttpResponse<String> made = post(
                NEW,
                session,
                "csrf",
                FakeModules.CSRF,
                "comment",
                " billing job ",
                "scopes",
                "events:write",
                "scopes",
                "metrics:read",
                "expires_at",
                "");
        assertThat(made.statusCode()).isEqualTo(303);
        assertThat(location(made)).isEqualTo(SETTINGS);
        assertThat(made.body()).isEmpty();
        assertThat(made.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(modules.tokensAsked)
                .containsExactly(new CreateToken(
                        Organizations.DEFAULT_ID, "billing job", Set.of(Scope.EVENTS_WRITE, Scope.METRICS_READ), null));
        String cookie = made.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie)
                .startsWith("ci_once=")
                .contains("Path=/settings/tokens", "Max-Age=60", "SameSite=Lax")
                .containsIgnoringCase("HttpOnly");

        HttpResponse<String> shown = send(withOnce(session, cookie.substring(0, cookie.indexOf(';'))));
        assertThat(shown.body())
                .contains(
                        FakeModules.TOKEN,
                        "The token for “<span>billing job</span>” is made",
                        "http://localhost:" + port + "/v1/organizations/",
                        "TOKEN=" + FakeModules.TOKEN);
        assertThat(shown.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(shown.headers().firstValue("set-cookie").orElseThrow())
                .contains("ci_once=;", "Max-Age=0", "Path=/settings/tokens");
        assertThat(get(SETTINGS, session).body()).contains(">billing job<").doesNotContain(FakeModules.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                ".",
                "00000000-0000-0000-0000-000000000000.ci_live_stranger",
                "revoked.ci_live_stranger"
            })
    void what_is_no_token_of_the_list_is_not_shown(String once) throws Exception {
        modules.tokens.add(token("a job", Set.of(Scope.EVENTS_WRITE), null));
        assertThat(send(withOnce(modules.session(), "ci_once=" + once)).body())
                .contains(">a job<")
                .doesNotContain("ci_live_stranger", "id=\"token\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-31, 2027-01-01T00:00:00Z",
        "2027-06-30, 2027-06-30T23:00:00Z",
        "9999-12-31, +10000-01-01T00:00:00Z"
    })
    void an_expiry_is_the_end_of_that_day_in_the_organizations_zone(String day, Instant expiry) throws Exception {
        create(modules.session(), "x", "events:read", day);
        assertThat(modules.tokensAsked)
                .singleElement()
                .satisfies(asked -> assertThat(asked.expiresAt()).isEqualTo(expiry));
    }

    @Test
    void a_token_says_until_when_it_works() throws Exception {
        modules.tokens.add(token("old", Set.of(Scope.EVENTS_READ), Instant.parse("2026-11-21T00:00:00Z")));
        modules.tokens.add(token("good", Set.of(Scope.EVENTS_READ), Instant.parse("2027-01-01T00:00:00Z")));
        assertThat(get(SETTINGS, modules.session()).body())
                .contains(">31 Dec</time>", ">20 Nov</time>", "<b class=\"over\">Expired </b>");
    }

    @Test
    void what_is_wrong_is_said_at_its_field_and_the_rest_is_kept() throws Exception {
        modules.creation = ask -> Future.failedFuture(new ContractException(
                ErrorCode.INVALID,
                "No.",
                List.of(
                        new FieldError(null, "comment", "string_too_short", "Say what the token is for."),
                        new FieldError(null, "scopes", "too_short", "Choose at least one scope."))));
        HttpResponse<String> refused = create(modules.session(), " ", null, "2027-03-04");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(refused.body())
                .contains("id=\"comment-problem\">Say what the token is for.<", "aria-describedby=\"comment-problem\"")
                .contains("id=\"scopes-problem\">Choose at least one scope.<", "value=\"2027-03-04\"")
                .doesNotContain("checked", "expires-problem");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "2026-02-30", "31.12.2026", "+20000-01-01", "-2026-01-01"})
    void a_day_that_is_none_is_not_asked_for(String day) throws Exception {
        HttpResponse<String> refused = create(modules.session(), "nightly \"job\"", "metrics:read", day);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Write the day like 2026-12-31.", "value=\"nightly &quot;job&quot;\"")
                .containsPattern("value=\"metrics:read\" checked");
        assertThat(modules.tokensAsked).isEmpty();
    }

    @Test
    void a_scope_that_is_none_is_not_asked_for() throws Exception {
        assertThat(create(modules.session(), "x", "everything", "").body()).contains("One of these scopes is unknown.");
        assertThat(modules.tokensAsked).isEmpty();
    }

    @Test
    void a_change_without_an_answer_says_what_is_not_known() throws Exception {
        modules.creation = ask -> FakeModules.fail(ErrorCode.UNAVAILABLE);
        HttpResponse<String> page = create(modules.session(), "x", "events:read", "");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.body()).contains("may have been made or not", "href=\"/settings/tokens\"");
    }

    @Test
    void a_revoked_token_is_gone_from_the_list() throws Exception {
        AccessToken token = token("leaked", Set.of(Scope.EVENTS_WRITE), null);
        modules.tokens.add(token);
        String session = modules.session();
        String revoke = NEW + "/" + token.id() + "/revoke";
        assertThat(get(SETTINGS, session).body())
                .contains("action=\"" + revoke + "\"", "Revoke “<span>leaked</span>”?");

        HttpResponse<String> revoked = post(revoke, session, "csrf", FakeModules.CSRF, "page", "2");

        assertThat(revoked.statusCode()).isEqualTo(303);
        assertThat(location(revoked)).isEqualTo(SETTINGS + "?page=2");
        assertThat(modules.revocationsAsked).containsExactly(new RevokeToken(Organizations.DEFAULT_ID, token.id()));
        assertThat(send(withOnce(session, "ci_once=revoked")).body())
                .contains("The token is revoked.")
                .doesNotContain("leaked");
        assertThat(get(SETTINGS, session).body())
                .contains("No access token works.")
                .doesNotContain("is revoked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"11111111-1111-4111-8111-111111111111", "1", "x"})
    void a_token_that_is_not_there_is_not_found(String id) throws Exception {
        HttpResponse<String> page =
                post(NEW + "/" + id + "/revoke", modules.session(), "csrf", FakeModules.CSRF, "page", "1");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("This access token is gone");
    }

    @Test
    void forged_forms_change_nothing() throws Exception {
        AccessToken token = token("mine", Set.of(Scope.EVENTS_WRITE), null);
        modules.tokens.add(token);
        String session = modules.session();
        for (String path : List.of(NEW, NEW + "/" + token.id() + "/revoke")) {
            assertThat(post(path, session, "comment", "x", "scopes", "events:read")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(post(path, session, "csrf", "guess", "comment", "x", "scopes", "events:read")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(send(form(path, session, "csrf", FakeModules.CSRF, "comment", "x", "scopes", "events:read")
                                    .header("Origin", "https://evil.example"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(location(post(path, null, "csrf", FakeModules.CSRF))).isEqualTo("/sign-in");
        }
        assertThat(modules.tokensAsked).isEmpty();
        assertThat(modules.revocationsAsked).isEmpty();
    }

    @Test
    void the_page_is_for_who_is_signed_in_and_linked_from_the_shell() throws Exception {
        assertThat(location(get(SETTINGS, null))).isEqualTo("/sign-in?next=%2Fsettings%2Ftokens");
        assertThat(location(get(NEW + "/x/revoke", modules.session()))).isEqualTo(SETTINGS);
        assertThat(get("/costs", modules.session()).body()).contains("href=\"/settings\"");
    }

    private HttpResponse<String> create(String session, String comment, String scope, String day) throws Exception {
        return scope == null
                ? post(NEW, session, "csrf", FakeModules.CSRF, "comment", comment, "expires_at", day)
                : post(NEW, session, "csrf", FakeModules.CSRF, "comment", comment, "scopes", scope, "expires_at", day);
    }

    private HttpRequest.Builder withOnce(String session, String once) {
        return request(SETTINGS, null).header("Cookie", "ci_session=" + session + "; " + once);
    }

    private static AccessToken token(String comment, Set<Scope> scopes, Instant expiresAt) {
        return new AccessToken(
                Organizations.DEFAULT_ID, UUID.randomUUID(), comment, scopes, CLOCK.instant(), expiresAt, null);
    }
}
