package dev.costinsights.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** Times every answer by route, never by path, and counts refused ingest requests by reason. */
final class ApiMetrics implements Handler<RoutingContext> {
    private static final String ROUTE = ApiMetrics.class.getName();
    private static final String NO_ROUTE = "none";
    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.HEAD,
            HttpMethod.OPTIONS);

    private final MeterRegistry registry;

    ApiMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Names the route of the requests that pass. */
    static Handler<RoutingContext> route(String route) {
        return context -> {
            context.put(ROUTE, route);
            context.next();
        };
    }

    @Override
    public void handle(RoutingContext context) {
        Timer.Sample sample = Timer.start(registry);
        context.addEndHandler(ended -> {
            String status =
                    ended.succeeded() ? Integer.toString(context.response().getStatusCode()) : "aborted";
            String route = context.get(ROUTE, NO_ROUTE);
            sample.stop(Timer.builder("cost_insights_http_requests")
                    .description("Answers under /v1")
                    .tag("route", route)
                    .tag("method", method(context))
                    .tag("status", status)
                    .register(registry));
            if (route.equals(IngestRoute.PATH) && !status.equals("200")) {
                registry.counter("cost_insights_ingest_rejected", "reason", reason(status))
                        .increment();
            }
        });
        context.next();
    }

    private static String method(RoutingContext context) {
        HttpMethod method = context.request().method();
        return METHODS.contains(method) ? method.name() : "other";
    }

    private static String reason(String status) {
        return switch (status) {
            case "401" -> "unauthenticated";
            case "403" -> "forbidden";
            case "405" -> "method";
            case "411" -> "no_length";
            case "413" -> "too_large";
            case "422" -> "invalid";
            case "429" -> "throttled";
            case "500" -> "defect";
            case "503" -> "unavailable";
            default -> status;
        };
    }
}
