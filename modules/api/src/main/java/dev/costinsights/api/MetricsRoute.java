package dev.costinsights.api;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsQuery;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BiConsumer;

/** {@code GET /v1/metrics/}: metrics over time of the token's organization, as JSON or as a CSV file. */
final class MetricsRoute {
    private static final String PATH = "/v1/metrics/";

    private final Vertx vertx;

    MetricsRoute(Vertx vertx) {
        this.vertx = vertx;
    }

    void mount(Router v1, BearerAuth auth) {
        var reading = auth.requiring(Scope.METRICS_READ);
        get(v1, "/metrics/limits", reading, MetricsRoute::limits);
        get(v1, "/metrics/definitions", reading, MetricsRoute::definitions);
        get(v1, "/metrics/export", reading, this::export);

        v1.route("/metrics").handler(ApiMetrics.route(PATH));
        v1.get("/metrics").handler(reading).handler(this::overTime);
        v1.route("/metrics").handler(context -> RestApi.methodNotAllowed(context, "GET"));
    }

    private static void get(Router v1, String path, Handler<RoutingContext> reading, Handler<RoutingContext> handler) {
        v1.route(path + "/").handler(RestApi::redirectToSlashless);
        v1.route(path).handler(ApiMetrics.route("/v1" + path));
        v1.get(path).handler(reading).handler(handler);
        v1.route(path).handler(context -> RestApi.methodNotAllowed(context, "GET"));
    }

    private void overTime(RoutingContext context) {
        answer(context, (query, answer) -> Replies.json(context, MetricsJson.answer(answer, query.metrics())));
    }

    private void export(RoutingContext context) {
        answer(context, (query, answer) -> {
            context.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
                    .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=polar-metrics.csv")
                    .end(MetricsCsv.answer(answer, query.metrics()));
        });
    }

    private void answer(RoutingContext context, BiConsumer<MetricsQuery, MetricsAnswer> reply) {
        MetricsQuery query = MetricsParameters.read(
                context.queryParams(),
                BearerAuth.principal(context).organizationId(),
                context.request().getHeader(CommonHeaders.CONSISTENCY));
        FoldedReads.ask(vertx, context, Channels.METRICS, query, query.consistency())
                .onSuccess(answer -> {
                    context.response()
                            .putHeader(CommonHeaders.AS_OF, answer.asOf().toString());
                    reply.accept(query, answer);
                })
                .onFailure(context::fail);
    }

    private static void definitions(RoutingContext context) {
        Replies.json(context, MetricsJson.definitions());
    }

    private static void limits(RoutingContext context) {
        Replies.json(context, MetricsJson.limits());
    }
}
