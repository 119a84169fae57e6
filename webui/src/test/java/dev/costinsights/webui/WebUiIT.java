package dev.costinsights.webui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.metrics.TotalsChanged;
import dev.costinsights.webui.costs.Reports;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard over real HTTP; the other modules are stand-ins on the bus. */
class WebUiIT extends DashboardTest {

    @Test
    void nobody_signed_in_is_led_to_sign_in_and_back() throws Exception {
        HttpResponse<String> page = get("/costs?by=model", null);
        assertThat(page.statusCode()).isEqualTo(303);
        assertThat(location(page)).isEqualTo("/sign-in?next=%2Fcosts%3Fby%3Dmodel");

        HttpResponse<String> form = get(location(page), null);
        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.body()).contains("name=\"next\" value=\"/costs?by=model\"");

        HttpResponse<String> signedIn = post(
                "/sign-in",
                null,
                "email",
                FakeModules.EMAIL,
                "password",
                FakeModules.PASSWORD,
                "next",
                "/costs?by=model");
        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(location(signedIn)).isEqualTo("/costs?by=model");
        assertThat(signedIn.headers().firstValue("set-cookie").orElseThrow())
                .startsWith("ci_session=")
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax", "Path=/")
                .doesNotContain("Secure");
    }

    @Test
    void behind_tls_the_session_cookie_is_secure() throws Exception {
        Router router = Router.router(vertx);
        port = new WebUi(URI.create("https://costs.example"), CLOCK)
                .mount(vertx, router)
                .compose(mounted ->
                        vertx.createHttpServer().requestHandler(router).listen(0))
                .await(20, TimeUnit.SECONDS)
                .actualPort();
        HttpResponse<String> signedIn =
                send(form("/sign-in", null, "email", FakeModules.EMAIL, "password", FakeModules.PASSWORD)
                        .header("Origin", "https://costs.example"));
        assertThat(signedIn.headers().firstValue("set-cookie").orElseThrow()).contains("Secure");
    }

    @Test
    void a_wrong_password_says_so_without_saying_which_part_is_wrong() throws Exception {
        HttpResponse<String> refused =
                post("/sign-in", null, "email", FakeModules.EMAIL, "password", "guess", "next", "/costs");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body())
                .contains("Email or password is wrong.", FakeModules.EMAIL)
                .doesNotContain("guess");
        assertThat(refused.headers().firstValue("set-cookie")).isEmpty();
    }

    @Test
    void too_many_tries_are_told_to_wait() throws Exception {
        HttpResponse<String> refused = post("/sign-in", null, "email", "eager@example.com", "password", "x");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("Too many tries");
    }

    @Test
    void the_one_time_link_signs_in_once() throws Exception {
        HttpResponse<String> first = get("/sign-in/link?code=" + FakeModules.LINK_CODE, null);
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(location(first)).isEqualTo("/");
        assertThat(first.headers().firstValue("set-cookie").orElseThrow()).startsWith("ci_session=");

        HttpResponse<String> second = get("/sign-in/link?code=" + FakeModules.LINK_CODE, null);
        assertThat(second.statusCode()).isEqualTo(401);
        assertThat(second.body()).contains("This link was used before, or it has expired.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example", "https://evil.example", "/\\evil.example", "/a\tb", "javascript:alert(1)"})
    void a_redirect_never_leaves_this_server(String next) throws Exception {
        HttpResponse<String> signedIn =
                post("/sign-in", null, "email", FakeModules.EMAIL, "password", FakeModules.PASSWORD, "next", next);
        assertThat(location(signedIn)).isEqualTo("/overview");
    }

    @Test
    void a_form_of_another_site_is_refused() throws Exception {
        HttpResponse<String> foreign =
                send(form("/sign-in", null, "email", FakeModules.EMAIL, "password", FakeModules.PASSWORD)
                        .header("Origin", "https://evil.example"));
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.headers().firstValue("set-cookie")).isEmpty();

        String session = modules.session();
        assertThat(post("/sign-out", session, "csrf", "guess").statusCode()).isEqualTo(403);
        assertThat(post("/sign-out", session).statusCode()).isEqualTo(403);
        assertThat(send(form("/sign-out", session, "csrf", FakeModules.CSRF).header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(modules.sessions).contains(session);
    }

    @Test
    void sign_out_ends_the_session() throws Exception {
        String session = modules.session();
        HttpResponse<String> out =
                send(form("/sign-out", session, "csrf", FakeModules.CSRF).header("Sec-Fetch-Site", "same-origin"));
        assertThat(location(out)).isEqualTo("/sign-in");
        assertThat(out.headers().firstValue("set-cookie").orElseThrow()).contains("ci_session=;", "Max-Age=0");
        assertThat(modules.sessions).doesNotContain(session);
        assertThat(get("/costs", session).statusCode()).isEqualTo(303);
    }

    @Test
    void the_overview_comes_first_and_leads_to_customers() throws Exception {
        String session = modules.session();
        assertThat(location(get("/", session))).isEqualTo("/overview");
        assertThat(get("/overview?tz=Asia/Kathmandu", session).body()).contains("What changed", "/customers");
        assertThat(get("/customers?page=9", session).body()).contains("51 – 60 of 60");
        HttpResponse<String> part = send(request("/overview", session).header("HX-Target", "live"));
        assertThat(part.body()).contains("id=\"live\"").doesNotContain("<main");
    }

    @Test
    void an_organization_without_anything_is_led_to_its_first_event() throws Exception {
        modules.report = query -> Future.succeededFuture(Reports.empty(query, null, null));
        modules.customers = query -> ProfitAnswers.nobody();
        assertThat(location(get("/overview", modules.session()))).isEqualTo("/costs");
    }

    @Test
    void the_costs_page_shows_what_its_url_says() throws Exception {
        String session = modules.session();
        HttpResponse<String> page = get(
                "/costs?from=2026-10-01&to=2026-10-31&tz=Asia/Kathmandu&interval=week&by=customer&sort=-change&page=2",
                session);
        assertThat(page.statusCode()).isEqualTo(200);
        var question = modules.questions.get(0);
        assertThat(question.organizationId()).isEqualTo(Organizations.DEFAULT_ID);
        assertThat(question.range().start()).isEqualTo(LocalDate.of(2026, 10, 1));
        assertThat(question.range().zone().getId()).isEqualTo("Asia/Kathmandu");
        assertThat(question.previous().end()).isEqualTo(LocalDate.of(2026, 9, 30));
        assertThat(question.ghost().start()).isEqualTo(LocalDate.of(2026, 9, 3));
        assertThat(question.breakdowns().get(2).offset()).isEqualTo(25);
        assertThat(page.body())
                .contains("Fernwright", "26 – 50 of 60", "tz=Asia/Kathmandu", "aria-sort=\"descending\"")
                .doesNotContain("style=");
    }

    @Test
    void every_page_carries_the_security_headers() throws Exception {
        for (String path : List.of("/overview", "/costs", "/costs.csv", "/customers", "/sign-in", "/nowhere")) {
            HttpResponse<String> page = get(path, modules.session());
            assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
            assertThat(page.headers().firstValue("x-frame-options")).hasValue("DENY");
            assertThat(page.headers().firstValue("referrer-policy")).hasValue("same-origin");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/costs?from=nonsense",
                "/costs?from=2026-11-23&to=2026-11-01",
                "/costs?from=-999999999-01-01",
                "/costs?tz=Mars/Base",
                "/costs?interval=hour",
                "/costs?interval=eon",
                "/costs?by=luck",
                "/costs?by=property&property=%24%7Bplan%7D",
                "/costs?customer=a%00b",
                "/costs?sort=-drop",
                "/costs?page=0",
                "/costs?page=99999999999",
                "/costs?view=%3Cscript%3E"
            })
    void bad_parameters_fall_back_with_a_notice(String path) throws Exception {
        HttpResponse<String> page = get(path, modules.session());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("class=\"notice\"").doesNotContain("<script>");
    }

    @Test
    void what_cannot_be_decoded_is_refused_and_never_left_hanging() throws Exception {
        String session = modules.session();
        assertThat(rawGet("/costs?from=%zz&to=%", session)).startsWith("HTTP/1.1 400");
        assertThat(rawGet("/sign-in?next=%zz", session)).startsWith("HTTP/1.1 400");
        HttpRequest form = request("/sign-in", null)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("email=%zz&password=%"))
                .build();
        assertThat(http.send(form, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
        assertThat(post("/sign-in", null, "email", "a".repeat(20_000)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void an_answer_that_cannot_be_shown_is_a_page_that_says_so() throws Exception {
        modules.report = query -> Future.succeededFuture(Reports.withoutBreakdowns(query, TODAY));
        HttpResponse<String> page = get("/costs", modules.session());
        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body()).contains("The server made a mistake").doesNotContain("Exception");
    }

    @Test
    void a_page_behind_the_last_shows_the_last() throws Exception {
        HttpResponse<String> page = get("/costs?by=customer&page=40", modules.session());
        assertThat(page.body()).contains("51 – 60 of 60");
    }

    @Test
    void names_from_events_are_text_never_markup() throws Exception {
        modules.report = query -> Future.succeededFuture(Reports.named(query, TODAY, "<img src=x onerror=alert(1)>"));
        assertThat(get("/costs", modules.session()).body())
                .contains("&lt;img src=x onerror=alert(1)&gt;")
                .doesNotContain("<img");
    }

    @Test
    void a_script_gets_the_live_part_alone() throws Exception {
        HttpResponse<String> part = send(request("/costs", modules.session())
                .header("HX-Request", "true")
                .header("HX-Target", "live"));
        assertThat(part.body()).contains("id=\"live\"", "id=\"fresh\"").doesNotContain("<html", "id=\"main\"");
    }

    @Test
    void without_an_answer_the_page_says_what_still_holds() throws Exception {
        modules.report = query -> FakeModules.fail(ErrorCode.UNAVAILABLE);
        HttpResponse<String> page = get("/costs?by=model", modules.session());
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("retry-after")).isPresent();
        assertThat(page.body()).contains("Events that were accepted are safe", "/costs?by=model");
    }

    @Test
    void the_first_run_page_teaches_until_the_first_event_is_there() throws Exception {
        String session = modules.session();
        modules.report = query -> Future.succeededFuture(Reports.empty(query, null, null));
        assertThat(get("/costs", session).body())
                .contains("curl http://localhost:" + port + "/v1/events/ingest", "YOUR_TOKEN", "Create token");
        assertThat(get("/costs?sdk=java", session).body()).contains("CostInsights.on(vertx)");
        assertThat(get("/first-event", session).body()).contains("Waiting for the first event");

        modules.report = query -> Future.succeededFuture(Reports.busy(query, TODAY));
        assertThat(get("/first-event", session).body())
                .contains("See your costs")
                .doesNotContain("Waiting");
        assertThat(get("/costs", session).body()).doesNotContain("Send one event");
    }

    @Test
    void a_new_token_is_shown_once_and_never_kept_by_caches() throws Exception {
        modules.report = query -> Future.succeededFuture(Reports.empty(query, null, null));
        String session = modules.session();
        HttpResponse<String> made = post("/tokens", session, "csrf", FakeModules.CSRF, "sdk", "python");
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(made.body()).contains("Bearer " + FakeModules.TOKEN, "urllib.request");
        assertThat(modules.tokensAsked)
                .singleElement()
                .satisfies(asked -> assertThat(asked.scopes())
                        .containsExactlyInAnyOrder(Scope.EVENTS_WRITE, Scope.EVENTS_READ, Scope.METRICS_READ));
        assertThat(get("/costs", session).body()).doesNotContain(FakeModules.TOKEN);
    }

    @Test
    void static_files_are_kept_for_ever_under_their_hash() throws Exception {
        String page = get("/sign-in", null).body();
        Matcher assets = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"").matcher(page);
        List<String> found = assets.results().map(match -> match.group(1)).toList();
        assertThat(found).hasSize(5);
        for (String path : found) {
            HttpResponse<String> file = get(path, null);
            assertThat(file.statusCode()).as(path).isEqualTo(200);
            assertThat(file.headers().firstValue("cache-control").orElseThrow()).contains("immutable");
        }
        assertThat(get("/assets/0123456789ab/app.css", null).statusCode()).isEqualTo(404);
        assertThat(get(found.get(0).replaceAll("[^/]+$", "..%2f..%2flogback-test.xml"), null)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_unknown_page_says_so_in_the_shell_and_leaves_the_api_alone() throws Exception {
        HttpResponse<String> page = get("/nowhere", modules.session());
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing here", "Fernwright");
        HttpResponse<String> api = get("/v1/nowhere", modules.session());
        assertThat(api.statusCode()).isEqualTo(404);
        assertThat(api.body()).doesNotContain("<html");
    }

    @Test
    void the_theme_is_kept_in_a_cookie() throws Exception {
        String session = modules.session();
        HttpResponse<String> chosen =
                post("/theme", session, "csrf", FakeModules.CSRF, "theme", "dark", "next", "/costs?by=model");
        assertThat(location(chosen)).isEqualTo("/costs?by=model");
        assertThat(chosen.headers().firstValue("set-cookie").orElseThrow()).startsWith("ci_theme=dark");
        HttpResponse<String> page = send(
                HttpRequest.newBuilder(uri("/costs")).header("Cookie", "ci_session=" + session + "; ci_theme=dark"));
        assertThat(page.body()).contains("data-theme=\"dark\"");
    }

    @Test
    void an_open_page_hears_when_totals_of_its_organization_change() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        HttpResponse<java.util.stream.Stream<String>> stream = http.send(
                request("/live", modules.session())
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofLines());
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("content-type").orElseThrow()).startsWith("text/event-stream");
        Thread reader = new Thread(() -> stream.body().forEach(lines::add));
        // The stream breaks off when the server stops.
        reader.setUncaughtExceptionHandler((thread, broken) -> lines.add(broken.toString()));
        reader.setDaemon(true);
        reader.start();
        await().until(() -> lines.contains("retry: 3000"));

        Channels.TOTALS_CHANGED.publish(vertx, new TotalsChanged(UUID.randomUUID(), CLOCK.instant()));
        Channels.TOTALS_CHANGED.publish(vertx, new TotalsChanged(Organizations.DEFAULT_ID, CLOCK.instant()));
        await().until(() -> lines.contains("event: totals"));
        Channels.TOTALS_CHANGED.publish(vertx, new TotalsChanged(Organizations.DEFAULT_ID, CLOCK.instant()));
        await().until(() -> lines.stream().filter("event: totals"::equals).count() == 2);
    }

    @Test
    void live_streams_need_a_session_and_are_bounded() throws Exception {
        assertThat(get("/live", null).statusCode()).isEqualTo(401);
        String session = modules.session();
        for (int i = 0; i < 12; i++) {
            assertThat(http.send(request("/live", session).build(), BodyHandlers.ofInputStream())
                            .statusCode())
                    .isEqualTo(200);
        }
        assertThat(get("/live", session).statusCode()).isEqualTo(429);
    }

    /** The first line of the answer to an address that {@link URI} refuses to hold. */
    private String rawGet(String path, String session) throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nCookie: ci_session=" + session
                    + "\r\nConnection: close\r\n\r\n";
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
