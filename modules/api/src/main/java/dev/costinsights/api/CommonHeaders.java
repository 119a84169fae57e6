package dev.costinsights.api;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.Set;
import java.util.UUID;

/** What every answer under {@code /v1} carries: its id, no caching, the version asked for, leave for browsers. */
final class CommonHeaders implements Handler<RoutingContext> {
    static final String REQUEST_ID = "X-Request-Id";
    static final String AS_OF = "Cost-Insights-As-Of";
    /** By how much a percentile may be off at most, relative to it. */
    static final String PERCENTILE_ERROR = "Cost-Insights-Percentile-Error";

    static final String CONSISTENCY = "Cost-Insights-Consistency";
    static final String VERSION = "Polar-Version";
    static final String DEPRECATION = "X-Polar-Deprecation-Notice";

    private static final Set<String> VERSIONS = Set.of("2026-04", "2026-10", "2027-01");

    @Override
    public void handle(RoutingContext context) {
        String id = UUID.randomUUID().toString();
        context.put(REQUEST_ID, id);
        context.response().putHeader(REQUEST_ID, id).putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        String version = context.request().getHeader(VERSION);
        if (version != null && !VERSIONS.contains(version)) {
            Replies.json(context, 404, Errors.unnamed("Not Found"));
            return;
        }
        if (version != null) {
            context.response().putHeader(VERSION, version);
        }
        context.next();
    }

    /** Clients of old have {@code /api} before every path, and are told. */
    static void deprecatedPath(RoutingContext context) {
        context.response().putHeader(DEPRECATION, "Paths under /api/v1 are deprecated: leave out /api.");
        context.next();
    }

    /** The id that the answer carries and log lines name. */
    static String requestId(RoutingContext context) {
        return context.get(REQUEST_ID);
    }

    /** Any origin, never with cookies: a bearer token is all that counts here. */
    static CorsHandler cors() {
        return CorsHandler.create()
                .allowedMethods(Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE))
                .allowedHeaders(Set.of("Authorization", "Content-Type", VERSION, CONSISTENCY))
                .exposedHeaders(Set.of(AS_OF, PERCENTILE_ERROR, REQUEST_ID, VERSION, "Retry-After"))
                .maxAgeSeconds(600);
    }
}
