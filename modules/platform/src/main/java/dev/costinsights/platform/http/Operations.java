package dev.costinsights.platform.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What an operator asks: {@code /health/live} (the process answers), {@code /health/ready} (every check passes) and
 * {@code /metrics} (Prometheus text).
 */
public final class Operations {
    private final PrometheusMeterRegistry registry;
    private final Map<String, Supplier<Future<Void>>> readiness;

    /** @param readiness checks by name, each failing when its part can't do its work now */
    public Operations(PrometheusMeterRegistry registry, Map<String, Supplier<Future<Void>>> readiness) {
        this.registry = registry;
        this.readiness = new LinkedHashMap<>(readiness);
    }

    void mount(Router router) {
        router.get("/health/live").handler(context -> context.json(new JsonObject().put("status", "UP")));
        router.get("/health/ready")
                .handler(context -> ready().onSuccess(report -> context.response()
                        .setStatusCode(report.getString("status").equals("UP") ? 200 : 503)
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(report.encode())));
        router.get("/metrics").handler(context -> {
            if (asksForPage(context)) {
                context.next();
                return;
            }
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                    .end(registry.scrape());
        });
    }

    /** Browsers do, at an address where the dashboard has a page of its own; what scrapes metrics doesn't. */
    private static boolean asksForPage(RoutingContext context) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html");
    }

    private Future<JsonObject> ready() {
        var checks = new JsonObject();
        Future<Void> all = Future.succeededFuture();
        for (var check : readiness.entrySet()) {
            all = all.compose(done -> check.getValue().get().transform(result -> {
                checks.put(check.getKey(), result.succeeded() ? "UP" : "DOWN");
                return Future.succeededFuture();
            }));
        }
        return all.map(done -> new JsonObject()
                .put("status", checks.stream().allMatch(entry -> "UP".equals(entry.getValue())) ? "UP" : "DOWN")
                .put("checks", checks));
    }
}
