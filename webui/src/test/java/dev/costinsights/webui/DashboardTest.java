package dev.costinsights.webui;

import dev.costinsights.webui.costs.Reports;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A dashboard over real HTTP for each test; the other modules are stand-ins on the bus. */
abstract class DashboardTest {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), FakeModules.ZONE);

    final FakeModules modules = new FakeModules();
    final WebUi webUi = new WebUi(null, CLOCK);
    final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Vertx vertx;
    int port;

    @BeforeEach
    void start() throws Exception {
        vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        port = modules.serve(vertx)
                .compose(served -> webUi.mount(vertx, router))
                .compose(mounted -> vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                        .requestHandler(router)
                        .listen(0))
                .await(20, TimeUnit.SECONDS)
                .actualPort();
        modules.report = query -> Future.succeededFuture(Reports.busy(query, TODAY));
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    HttpResponse<String> get(String path, String session) throws Exception {
        return send(request(path, session));
    }

    HttpResponse<String> post(String path, String session, String... fields) throws Exception {
        return send(form(path, session, fields).header("Origin", "http://localhost:" + port));
    }

    HttpRequest.Builder form(String path, String session, String... fields) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append(i == 0 ? "" : "&").append(fields[i]).append('=');
            body.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return request(path, session)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    HttpRequest.Builder request(String path, String session) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        return session == null ? request : request.header("Cookie", "ci_session=" + session);
    }

    URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    static String location(HttpResponse<?> response) {
        return response.headers().firstValue("location").orElseThrow();
    }
}
