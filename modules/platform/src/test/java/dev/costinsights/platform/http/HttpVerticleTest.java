package dev.costinsights.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpVerticleTest {
    private final Vertx vertx = Vertx.vertx();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicInteger port = new AtomicInteger();
    private boolean behindProxy;

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void aLiveProcessIsLiveEvenWhenNotReady() throws Exception {
        serve(Map.of("database", () -> Future.failedFuture("gone")));

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).contains("\"database\":\"DOWN\"");
    }

    @Test
    void everyCheckPassedIsReady() throws Exception {
        serve(Map.of("database", Future::succeededFuture));

        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).contains("\"status\":\"UP\"");
    }

    @Test
    void metersAreServedAsPrometheusText() throws Exception {
        registry.counter("cost.insights.tried").increment();
        serve(Map.of());

        assertThat(get("/metrics").body()).contains("cost_insights_tried_total 1.0");
    }

    @Test
    void aBrowserAtTheAddressOfMetersIsLeftToTheModules() throws Exception {
        HttpModule module = (mounted, router) -> {
            router.get("/metrics").handler(context -> context.end("a page"));
            return Future.succeededFuture();
        };
        serve(Map.of(), module);

        assertThat(get("/metrics", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                        .body())
                .isEqualTo("a page");
        assertThat(get("/metrics", "Accept", "application/openmetrics-text,*/*;q=0.1")
                        .body())
                .isNotEqualTo("a page");
    }

    @Test
    void modulesAnswerOnTheSameServer() throws Exception {
        HttpModule module = (mounted, router) -> {
            router.get("/hello").handler(context -> context.end("hello"));
            return Future.succeededFuture();
        };
        serve(Map.of(), module);

        assertThat(get("/hello").body()).isEqualTo("hello");
    }

    @ParameterizedTest
    @CsvSource({"true, 203.0.113.7", "false, 127.0.0.1"})
    void onlyABelievedProxyNamesTheAddress(boolean behindProxy, String address) throws Exception {
        this.behindProxy = behindProxy;
        HttpModule module = (mounted, router) -> {
            router.get("/address")
                    .handler(context ->
                            context.end(context.request().remoteAddress().hostAddress()));
            return Future.succeededFuture();
        };
        serve(Map.of(), module);

        assertThat(get("/address", "X-Forwarded-For", "203.0.113.7").body()).isEqualTo(address);
    }

    private void serve(Map<String, Supplier<Future<Void>>> readiness, HttpModule... modules) {
        var operations = new Operations(registry, readiness);
        vertx.deployVerticle(new HttpVerticle("127.0.0.1", 0, behindProxy, operations, List.of(modules), port::set))
                .await();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
