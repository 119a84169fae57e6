package dev.costinsights.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.costinsights.platform.config.ConfigurationException;
import dev.costinsights.platform.config.SettingSources;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.testkit.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command beside a server that runs, and the same over REST. */
class TokenCommandIT {
    private static final String BOOTSTRAP = "bootstrap-token-of-this-test";
    private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path dataDir;

    private Settings settings;
    private Server server;

    @BeforeEach
    void start() {
        settings = settings(dataDir, TestPostgres.newDatabaseUrl());
        server = Server.start(settings);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTokenFromTheCommandWorksUntilTheCommandRevokesIt() {
        Finished created = run("create", "--comment", "billing job", "--scopes", "metrics:read,events:write");
        assertThat(created.exitCode()).as(created.errors()).isZero();
        String token = created.found("^Access token, shown this once: (\\S+)$");
        String id = created.found("token revoke (" + ID + ")");
        assertThat(get(token, "/v1/metrics/limits").statusCode()).isEqualTo(200);
        assertThat(get(token, "/v1/organization-access-tokens/").statusCode()).isEqualTo(403);

        Finished listed = run("list");
        assertThat(listed.output().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith(id)
                        && line.contains("events:write,metrics:read")
                        && line.endsWith("billing job"));
        assertThat(listed.output()).doesNotContain(token).doesNotContain(BOOTSTRAP);

        assertThat(run("revoke", id).exitCode()).isZero();
        await().until(() -> get(token, "/v1/metrics/limits").statusCode() == 401);
        assertThat(run("list").output()).doesNotContain(id);
        assertThat(run("revoke", id).exitCode()).isEqualTo(1);
    }

    @Test
    void anotherOrganizationIsNamedByItsSlugOrItsId() {
        String organization = found(
                send(BOOTSTRAP, "POST", "/v1/organizations/", "{\"name\":\"Acme\"}")
                        .body(),
                "\"id\":\"(" + ID + ")\"");

        for (String name : new String[] {"acme", organization}) {
            Finished created = run(
                    "create", "--organization", name, "--comment", "x", "--scopes=events:read", "--expires=2127-01-01");
            assertThat(created.exitCode()).as(created.errors()).isZero();
            String token = created.found(": (ci_live_\\S+)$");
            assertThat(get(token, "/v1/organizations/").body())
                    .contains(organization)
                    .contains("\"total_count\":1");
        }
        assertThat(run("list").output()).contains("2127-01-01T00:00:00Z");
    }

    @Test
    void theVeryNextRequestWithATokenRevokedOverRestIsRefused() {
        HttpResponse<String> created = send(
                BOOTSTRAP,
                "POST",
                "/v1/organization-access-tokens/",
                "{\"comment\":\"x\",\"scopes\":[\"metrics:read\"]}");
        assertThat(created.statusCode()).isEqualTo(201);
        String token = found(created.body(), "\"token\":\"([^\"]+)\"");
        String id = found(created.body(), "\"id\":\"(" + ID + ")\"");
        assertThat(get(token, "/v1/metrics/limits").statusCode()).isEqualTo(200);

        HttpResponse<String> revoked = send(BOOTSTRAP, "DELETE", "/v1/organization-access-tokens/" + id, "");

        assertThat(revoked.statusCode()).isEqualTo(204);
        assertThat(get(token, "/v1/metrics/limits").statusCode()).isEqualTo(401);
        assertThat(get(BOOTSTRAP, "/v1/metrics/limits").statusCode()).isEqualTo(200);
    }

    @Test
    void guestsManageTheirOwnTokensAlone() {
        String organization = found(
                send(BOOTSTRAP, "POST", "/v1/organizations/", "{\"name\":\"Acme\"}")
                        .body(),
                "\"id\":\"(" + ID + ")\"");
        String theirs = "{\"organization_id\":\"" + organization
                + "\",\"comment\":\"theirs\",\"scopes\":[\"organizations:write\"]}";
        String guest = found(
                send(BOOTSTRAP, "POST", "/v1/organization-access-tokens/", theirs)
                        .body(),
                "\"token\":\"([^\"]+)\"");
        String mine = found(
                send(
                                BOOTSTRAP,
                                "POST",
                                "/v1/organization-access-tokens/",
                                "{\"comment\":\"mine\",\"scopes\":[\"metrics:read\"]}")
                        .body(),
                "\"id\":\"(" + ID + ")\"");

        assertThat(get(guest, "/v1/organizations/").body())
                .contains(organization)
                .contains("\"total_count\":1");
        assertThat(get(guest, "/v1/organization-access-tokens/").body())
                .contains("theirs")
                .contains("\"total_count\":1");
        assertThat(send(guest, "DELETE", "/v1/organization-access-tokens/" + mine, "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(BOOTSTRAP, "/v1/organization-access-tokens/").body())
                .contains(mine)
                .contains("\"total_count\":3");
    }

    @Test
    void whatIsWrongIsSaidOnceAndNothingIsMade() {
        Finished past = run("create", "--comment", " ", "--scopes", "events:read", "--expires", "2020-01-01");
        assertThat(past.exitCode()).isEqualTo(1);
        assertThat(past.errors().lines()).hasSize(3).anyMatch(line -> line.startsWith("  comment: "));

        Finished nobody = run("create", "--organization", "nobody", "--comment", "x", "--scopes", "events:read");
        assertThat(nobody.exitCode()).isEqualTo(1);
        assertThat(nobody.errors().strip()).isEqualTo("There is no organization \"nobody\".");
        assertThat(run("list").output().lines()).hasSize(2);
    }

    @Test
    void aWrongCommandLineShowsTheUsageAndReadsNoSettings() {
        Supplier<Settings> unread = () -> {
            throw new AssertionError("The settings are read");
        };
        for (String line :
                new String[] {"", "crate", "create", "create --comment x --scopes all", "revoke 7", "list x"}) {
            Finished finished = run(unread, line.isEmpty() ? new String[0] : line.split(" "));
            assertThat(finished.exitCode()).as(line).isEqualTo(2);
            assertThat(finished.errors()).as(line).contains("Usage: token create");
        }
        assertThat(run(unread, "--help").output()).contains("organizations:write");
    }

    @Test
    void withoutTheServersKeyNoTokenIsMadeThatNobodyKnows(@TempDir Path elsewhere) {
        var url = settings.database().url();
        assertThat(url).isNotNull();
        Settings wrong = settings(elsewhere, url.value());

        assertThatThrownBy(() -> run(() -> wrong, "create", "--comment", "x", "--scopes", "events:read"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("data.dir: ");
        assertThat(elsewhere).isEmptyDirectory();
    }

    private static Settings settings(Path dataDir, String databaseUrl) {
        return Settings.read(SettingSources.of(
                dataDir.resolve("none.yaml"),
                Map.of(
                        "COST_INSIGHTS_HTTP_PORT",
                        "0",
                        "COST_INSIGHTS_DATA_DIR",
                        dataDir.toString(),
                        "COST_INSIGHTS_DATABASE_URL",
                        databaseUrl,
                        "COST_INSIGHTS_BOOTSTRAP_TOKEN",
                        BOOTSTRAP),
                new Properties()));
    }

    private Finished run(String... arguments) {
        return run(() -> settings, arguments);
    }

    private static Finished run(Supplier<Settings> settings, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exitCode = TokenCommand.run(
                arguments,
                settings,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Finished(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private record Finished(int exitCode, String output, String errors) {
        String found(String regex) {
            return TokenCommandIT.found(output, regex);
        }
    }

    private static String found(String text, String regex) {
        var match = Pattern.compile(regex, Pattern.MULTILINE).matcher(text);
        assertThat(match.find()).as(text).isTrue();
        return match.group(1);
    }

    private HttpResponse<String> get(String token, String path) {
        return send(token, "GET", path, "");
    }

    private HttpResponse<String> send(String token, String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("Authorization", "Bearer " + token)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
