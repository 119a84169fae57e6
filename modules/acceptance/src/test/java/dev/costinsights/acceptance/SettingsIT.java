package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Access tokens in the dashboard, from the first click to the refused request. */
class SettingsIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String TOKENS = "v1/organization-access-tokens/";

    private Workspace workspace;
    private ServerProcess server;

    @BeforeEach
    void start(TestInfo test) {
        workspace = Workspace.of(
                SettingsIT.class, test.getTestMethod().orElseThrow().getName());
        server = Launch.in(workspace).startReady();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        workspace.deleteData();
    }

    @Test
    void aTokenIsMadeUsedAndRevoked() throws IOException {
        try (Browser browser = Browser.open()) {
            browser.look(1280, "light");
            String token = makeFirst(browser);
            browser.visit(server.uri().resolve("/costs"));
            browser.back();
            assertThat(browser.text()).contains("billing job").doesNotContain(token);
            useAndRevoke(browser, token);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void aTokenIsMadeUsedAndRevokedWithoutJavaScript() throws IOException {
        try (Browser browser = Browser.withoutJavaScript()) {
            browser.look(390, "light");
            useAndRevoke(browser, makeFirst(browser));
        }
    }

    private String makeFirst(Browser browser) {
        browser.visit(server.signInLink());
        browser.visit(server.uri().resolve("/settings/tokens"));
        make(browser, "billing job");

        assertThat(browser.address()).isEqualTo(server.uri().resolve("/settings/tokens"));
        String token = browser.text("#token").strip();
        assertThat(token).startsWith("ci_live_");
        assertThat(browser.text("#check")).contains(server.uri().getAuthority(), "TOKEN=" + token);
        return token;
    }

    private void useAndRevoke(Browser browser, String token) throws IOException {
        // Given a token that was shown once, not in the log and not after a reload
        browser.reload();
        assertThat(browser.text()).contains("billing job").doesNotContain(token);
        assertThat(lastUsed(browser, "billing job")).isEqualTo("Never");
        assertThat(server.errors() + server.output()).doesNotContain(token);

        // When an application uses it, then that is seen
        Wire application = server.wire().withToken(token);
        assertThat(application.ingest(List.of(event()))).isEqualTo(new Wire.Ingested(1, 0));
        await("the last use").atMost(SOON).until(() -> {
            browser.reload();
            return lastUsed(browser, "billing job").endsWith("today");
        });

        // When it is revoked, then the very next request is refused
        assertThat(application.ingest(List.of(event()))).isEqualTo(new Wire.Ingested(1, 0));
        revoke(browser, "billing job");
        assertThat(application.post(Wire.body(List.of(event()))).status()).isEqualTo(401);
        assertThat(browser.text()).doesNotContain("billing job");
        browser.reload();
        assertThat(browser.text()).doesNotContain("The token is revoked.");
    }

    @Test
    void noSettingsPageBreaksAnAccessibilityRuleOrComplains() {
        try (Browser browser = Browser.open()) {
            var looks = new Looks(browser);
            browser.visit(server.signInLink());
            looks.examine("settings", () -> browser.visit(server.uri().resolve("/settings/tokens")));
            looks.examine("settings-made", () -> {
                browser.visit(server.uri().resolve("/settings/tokens"));
                make(browser, "billing job on " + browser.script("return innerWidth"));
            });
            for (String comment : List.of("nightly export", "A very long comment of somebody who likes to explain")) {
                browser.visit(server.uri().resolve("/settings/tokens"));
                browser.script("document.querySelector('#expires').value = '2099-12-31'");
                make(browser, comment);
            }
            looks.examine("settings-list", () -> browser.visit(server.uri().resolve("/settings/tokens")));
            looks.examine("settings-revoke", () -> {
                browser.visit(server.uri().resolve("/settings/tokens"));
                browser.find("main details summary").click();
            });
            looks.examine("settings-refused", 422, () -> {
                browser.visit(server.uri().resolve("/settings/tokens"));
                browser.script("document.querySelector('form.new').noValidate = true");
                browser.script("document.querySelector('#expires').value = '2020-01-01'");
                browser.find("[name=scopes][value='events:write']").sendKeys(Keys.SPACE);
                press(browser.find("form.new button"));
                await("the form again")
                        .atMost(SOON)
                        .until(() -> !browser.text("#scopes-problem").isEmpty());
            });
            looks.examine("settings-more", () -> {
                browser.visit(server.uri().resolve("/settings/tokens"));
                browser.script("document.querySelector('.tbar details').open = true");
            });
            looks.assertNothingFound();
        }
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndTheRestIsKept() {
        try (Browser browser = Browser.open()) {
            browser.look(1280, "light");
            browser.visit(server.signInLink());
            browser.visit(server.uri().resolve("/settings/tokens"));

            browser.find("#comment").sendKeys("no scope at all");
            browser.find("[name=scopes][value='events:write']").click();
            browser.find("form.new button").click();

            assertThat(browser.text("#scopes-problem")).isEqualTo("Choose at least one scope.");
            assertThat(browser.find("#comment").getDomProperty("value")).isEqualTo("no scope at all");
            assertThat(browser.script("return document.activeElement.name")).isEqualTo("scopes");
        }
    }

    @Test
    void aForgedFormAndATokenOfAnotherOrganizationChangeNothing() throws IOException {
        // Given a token of this organization and one of another
        String other = created("v1/organizations/", Map.of("name", "Another organization"))
                .json()
                .get("id")
                .textValue();
        String foreign = created(
                        TOKENS,
                        Map.of("organization_id", other, "comment", "foreign job", "scopes", List.of("events:write")))
                .body();
        try (Browser browser = Browser.open()) {
            browser.look(1280, "light");
            browser.visit(server.signInLink());
            browser.visit(server.uri().resolve("/settings/tokens"));
            String own = String.valueOf(browser.find("main td form").getDomAttribute("action"));
            String csrf =
                    String.valueOf(browser.find("main td form [name=csrf]").getDomProperty("value"));
            String session = browser.cookie("ci_session");

            // The other organization's isn't listed, and its form is no form of this session
            assertThat(browser.text()).doesNotContain("foreign job");
            String foreignId = Wire.JSON
                    .readTree(foreign)
                    .at("/organization_access_token/id")
                    .textValue();
            assertThat(submit("/settings/tokens/" + foreignId + "/revoke", session, Map.of("csrf", csrf))
                            .status())
                    .isEqualTo(404);
            String foreignToken = Wire.JSON.readTree(foreign).get("token").textValue();
            assertThat(server.wire().withToken(foreignToken).ingest(List.of(event())))
                    .isEqualTo(new Wire.Ingested(1, 0));

            // A form without the session's token is refused
            Map<String, String> wish = Map.of("comment", "forged", "scopes", "organizations:write");
            assertThat(submit("/settings/tokens", session, wish).status()).isEqualTo(403);
            assertThat(submit(own, session, Map.of()).status()).isEqualTo(403);
            browser.reload();
            assertThat(browser.text()).doesNotContain("forged");
            assertThat(server.wire().get("v1/organizations/").status()).isEqualTo(200);
        }
    }

    private static void make(Browser browser, String comment) {
        browser.find("#comment").sendKeys(comment);
        press(browser.find("form.new button"));
        await("the new token").atMost(SOON).until(() -> browser.text("#h-made").contains(comment));
    }

    private static void revoke(Browser browser, String comment) {
        WebElement row = row(browser, comment);
        press(row.findElement(By.cssSelector("summary")));
        press(row.findElement(By.cssSelector("form button")));
        await("the list without it")
                .atMost(SOON)
                .until(() -> browser.text("[role=status].alert").contains("The token is revoked."));
    }

    /** By keyboard: on a narrow screen the bar at the bottom would be in a pointer's way until the page is scrolled. */
    private static void press(WebElement button) {
        button.sendKeys(Keys.ENTER);
    }

    private static String lastUsed(Browser browser, String comment) {
        return row(browser, comment)
                .findElement(By.cssSelector("td:nth-child(3)"))
                .getText();
    }

    private static WebElement row(Browser browser, String comment) {
        return browser.findAll("main tbody tr").stream()
                .filter(row -> row.getText().contains(comment))
                .findFirst()
                .orElseThrow();
    }

    private Wire.Answer created(String path, Map<String, Object> body) throws IOException {
        Wire.Answer answer = server.wire()
                .send(server.wire()
                        .request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Wire.JSON.writeValueAsString(body)))
                        .build());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    /** What a browser of that session would send that was lured into it. */
    private Wire.Answer submit(String path, String session, Map<String, String> fields) throws IOException {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + Wire.encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return server.wire()
                .send(HttpRequest.newBuilder(server.uri().resolve(path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Cookie", "ci_session=" + session)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build());
    }

    private static Event event() {
        return new Event("agent.run", Instant.now().minusSeconds(2), null, "customer-1", new BigDecimal("250"));
    }
}
