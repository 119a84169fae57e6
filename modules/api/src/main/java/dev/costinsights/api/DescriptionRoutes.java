package dev.costinsights.api;

import dev.costinsights.api.openapi.Description;
import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/openapi.json} and {@code /v1/docs}: what the API is, for whoever asks. */
final class DescriptionRoutes {
    private final Description description;

    DescriptionRoutes(Description description) {
        this.description = description;
    }

    void mount(Router v1) {
        mount(v1, "/openapi.json", description::json);
        mount(v1, "/docs/style.css", description::style);
        mount(v1, "/docs", description::page);
    }

    private static void mount(Router v1, String path, Handler<RoutingContext> handler) {
        v1.route(path + '/').handler(RestApi::redirectToSlashless);
        v1.route(path).handler(ApiMetrics.route("/v1" + path));
        v1.get(path).handler(handler);
        v1.route(path).handler(context -> RestApi.methodNotAllowed(context, "GET"));
    }
}
