package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Someone signed in to the dashboard, without a browser: a session's cookie and the token of its forms. */
final class Visitor {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final Pattern COOKIE = Pattern.compile("ci_session=([^;]+);.*");
    private static final Pattern ONCE = Pattern.compile("(ci_once=[^;]+);.*");

    private final Wire wire;
    private final String session;
    private final String csrf;

    private Visitor(Wire wire, Wire.Answer signedIn) throws IOException {
        this.wire = wire;
        this.session = cookie(signedIn, COOKIE);
        this.csrf = found(CSRF, page("/settings/account").body());
    }

    /** Signs in by the link that the server printed. */
    static Visitor byLink(ServerProcess server) throws IOException {
        return new Visitor(server.wire(), open(server, server.signInLink()));
    }

    /** Opens the link of an invitation and chooses a password. */
    static Visitor invited(ServerProcess server, URI link, String password) throws IOException {
        Wire.Answer page = open(server, link);
        assertThat(page.status()).as(page.body()).isEqualTo(200);
        String code = found(Pattern.compile("name=\"code\" value=\"([^\"]+)\""), page.body());
        Wire.Answer accepted = choose(server, code, password);
        assertThat(accepted.status()).as(accepted.body()).isEqualTo(303);
        return new Visitor(server.wire(), accepted);
    }

    /** Sends the form of an invitation. */
    static Wire.Answer choose(ServerProcess server, String code, String password) throws IOException {
        return server.wire()
                .send(form(server.uri().resolve("/invitation"), List.of("code", code, "password", password))
                        .build());
    }

    /** Asks for a page as nobody. */
    static Wire.Answer open(ServerProcess server, URI address) throws IOException {
        return server.wire()
                .send(HttpRequest.newBuilder(server.uri().resolve(address.getRawPath() + "?" + address.getRawQuery()))
                        .timeout(Duration.ofSeconds(20))
                        .build());
    }

    Wire.Answer page(String path) throws IOException {
        return page(path, "");
    }

    private Wire.Answer page(String path, String more) throws IOException {
        return wire.send(HttpRequest.newBuilder(wire.base().resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Cookie", "ci_session=" + session + more)
                .build());
    }

    /** Sends a form of this session. */
    Wire.Answer submit(String path, String... fields) throws IOException {
        List<String> all = new ArrayList<>(List.of("csrf", csrf));
        all.addAll(List.of(fields));
        return wire.send(form(wire.base().resolve(path), all)
                .header("Cookie", "ci_session=" + session)
                .build());
    }

    /** Sends a form that must succeed, and gives the page that it leads to. */
    String submitted(String path, String... fields) throws IOException {
        Wire.Answer sent = submit(path, fields);
        assertThat(sent.status()).as("%s: %s", path, sent.body()).isEqualTo(303);
        String once = sent.headers().allValues("set-cookie").stream()
                .map(ONCE::matcher)
                .filter(Matcher::matches)
                .map(matcher -> "; " + matcher.group(1))
                .findFirst()
                .orElse("");
        return page(sent.headers().firstValue("location").orElseThrow(), once).body();
    }

    /** Makes a link for somebody and gives it. */
    URI invite(String email, String role) throws IOException {
        String page = submitted("/settings/people/invite", "email", email, "role", role);
        return URI.create(found(Pattern.compile("id=\"link\"[^>]*>([^<]+)<"), page));
    }

    static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    private static String cookie(Wire.Answer answer, Pattern pattern) {
        return answer.headers().allValues("set-cookie").stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No cookie: " + answer));
    }

    private static HttpRequest.Builder form(URI address, List<String> fields) {
        var body = new StringBuilder();
        for (int i = 0; i < fields.size(); i += 2) {
            body.append(i == 0 ? "" : "&").append(fields.get(i)).append('=').append(Wire.encode(fields.get(i + 1)));
        }
        return HttpRequest.newBuilder(address)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString()));
    }
}
