package dev.costinsights.webui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.NewSession;
import dev.costinsights.contracts.accounts.OpenSampleOrganization;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.samples.LoadSampleData;
import dev.costinsights.contracts.samples.SampleData;
import dev.costinsights.contracts.samples.SampleData.State;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sample data over real HTTP: loaded, opened, left. */
class SamplePageIT extends DashboardTest {
    private static final String PAGE = "/settings/sample-data";

    private final List<LoadSampleData> loaded = new CopyOnWriteArrayList<>();
    private final List<OpenSampleOrganization> opened = new CopyOnWriteArrayList<>();
    private volatile SampleData data = new SampleData(State.NONE, 0, 0, null);
    private volatile String sampleSession;

    @BeforeEach
    void serve() throws Exception {
        Future.all(List.of(
                        Channels.GET_SAMPLE_DATA
                                .serve(vertx, ask -> Future.succeededFuture(data))
                                .completion(),
                        Channels.LOAD_SAMPLE_DATA
                                .serve(vertx, ask -> {
                                    loaded.add(ask);
                                    return Future.succeededFuture(data);
                                })
                                .completion(),
                        Channels.OPEN_SAMPLE_ORGANIZATION
                                .serve(vertx, ask -> {
                                    opened.add(ask);
                                    sampleSession = modules.session();
                                    return Future.succeededFuture(new NewSession(
                                            new Secret(sampleSession),
                                            CLOCK.instant().plusSeconds(3600)));
                                })
                                .completion()))
                .await(10, TimeUnit.SECONDS);
    }

    @Test
    void the_page_says_how_far_it_is() throws Exception {
        String session = modules.session();
        assertThat(get(PAGE, session).body()).contains("Load sample data").doesNotContain("Open sample data");
        assertThat(location(post(PAGE, session, "csrf", FakeModules.CSRF))).isEqualTo(PAGE);
        assertThat(loaded).containsExactly(new LoadSampleData(Organizations.DEFAULT_ID));
        data = new SampleData(State.LOADING, 30_000, 60_000, null);
        assertThat(get(PAGE, session).body())
                .contains("30,000 of 60,000 events and facts", "width=\"50%\"", "Look again")
                .doesNotContain("Load sample data", "Open sample data");
        data = new SampleData(State.READY, 0, 0, "<b>it</b> answers 413");
        assertThat(get(PAGE, session).body())
                .contains("Open sample data", "Bring it up to today", "&lt;b&gt;it&lt;/b&gt; answers 413")
                .doesNotContain("<b>it");
    }

    @Test
    void opening_keeps_the_readers_own_session_and_leaving_returns_to_it() throws Exception {
        String own = modules.session();
        HttpResponse<String> into = post(PAGE + "/open", own, "csrf", FakeModules.CSRF);
        assertThat(into.statusCode()).isEqualTo(303);
        assertThat(opened).containsExactly(new OpenSampleOrganization(Organizations.DEFAULT_ID));
        assertThat(into.headers().allValues("set-cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("ci_home=" + own)
                        .containsIgnoringCase("HttpOnly")
                        .contains("SameSite=Lax"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("ci_session=" + sampleSession));

        String within = sampleSession + "; ci_home=" + own;
        assertThat(get(PAGE, within).body()).contains("Back to my data", "You are looking at it now.");
        HttpResponse<String> out = post(PAGE + "/leave", within, "csrf", FakeModules.CSRF);
        assertThat(out.headers().allValues("set-cookie"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("ci_session=" + own))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("ci_home=;"));
        assertThat(modules.sessions).contains(own).doesNotContain(sampleSession);
        assertThat(get(PAGE, own).body()).doesNotContain("Back to my data");
    }

    @Test
    void signing_out_within_ends_both_sessions() throws Exception {
        String own = modules.session();
        post(PAGE + "/open", own, "csrf", FakeModules.CSRF);
        post("/sign-out", sampleSession + "; ci_home=" + own, "csrf", FakeModules.CSRF);
        assertThat(modules.sessions).doesNotContain(own, sampleSession);
    }

    @Test
    void the_shared_user_of_sample_data_has_no_account_to_change() throws Exception {
        String within = modules.session() + "; ci_home=" + modules.session();
        assertThat(location(get("/settings/account", within))).isEqualTo(PAGE);
        for (String form : List.of("/password", "/sign-out-everywhere")) {
            assertThat(location(post("/settings/account" + form, within, "csrf", FakeModules.CSRF)))
                    .as(form)
                    .isEqualTo(PAGE);
        }
        assertThat(location(post(PAGE + "/open", within, "csrf", FakeModules.CSRF)))
                .isEqualTo("/overview");
        assertThat(opened).isEmpty();
    }

    @Test
    void whoever_signs_in_inherits_no_session_that_waits() throws Exception {
        HttpResponse<String> signedIn = send(form(
                        "/sign-in",
                        "; ci_home=of-somebody-else",
                        "email",
                        FakeModules.EMAIL,
                        "password",
                        FakeModules.PASSWORD)
                .header("Origin", "http://localhost:" + port));
        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(signedIn.headers().allValues("set-cookie"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("ci_home=;").contains("Max-Age=0"));
    }

    @Test
    void forged_forms_do_nothing_and_viewers_only_look() throws Exception {
        String session = modules.session();
        for (String form : List.of(PAGE, PAGE + "/open", PAGE + "/leave")) {
            assertThat(post(form, session, "csrf", "guess").statusCode()).isEqualTo(403);
        }
        modules.role = Role.VIEWER;
        assertThat(post(PAGE, session, "csrf", FakeModules.CSRF).statusCode()).isEqualTo(403);
        assertThat(get(PAGE, session).body()).contains("A member or an owner can load it.");
        assertThat(loaded).isEmpty();
        assertThat(opened).isEmpty();
    }
}
