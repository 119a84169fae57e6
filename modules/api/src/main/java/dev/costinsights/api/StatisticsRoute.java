package dev.costinsights.api;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.bus.Channel;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.statistics.CustomerStatistics;
import dev.costinsights.contracts.statistics.CustomerStatisticsQuery;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.PropertyStatisticsQuery;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.contracts.statistics.StatisticsSource;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.contracts.statistics.TimeseriesQuery;
import dev.costinsights.contracts.statistics.VarianceQuery;
import dev.costinsights.contracts.statistics.VarianceStatistics;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** {@code GET /v1/events/statistics/…}: what traces and events of the token's organization amount to. */
final class StatisticsRoute {
    static final String PATH = "/v1/events/statistics/";

    private final Vertx vertx;

    StatisticsRoute(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * One way to ask.
     *
     * @param query reads the question
     * @param write makes the body of an answer, given the fields
     */
    private record Kind<Q extends Message, R extends Message>(
            String path,
            Channel<Q, R> channel,
            Function<StatisticsParameters, Q> query,
            Function<Q, StatisticsScope> scope,
            Function<R, StatisticsSource> source,
            BiFunction<R, List<String>, byte[]> write) {}

    void mount(Router v1, BearerAuth auth) {
        mount(
                v1,
                auth,
                new Kind<>(
                        "timeseries",
                        Channels.TIMESERIES,
                        StatisticsParameters::timeseries,
                        TimeseriesQuery::scope,
                        TimeseriesAnswer::source,
                        StatisticsJson::timeseries));
        mount(
                v1,
                auth,
                new Kind<>(
                        "by-property",
                        Channels.PROPERTY_STATISTICS,
                        StatisticsParameters::byProperty,
                        PropertyStatisticsQuery::scope,
                        PropertyStatistics::source,
                        StatisticsJson::byProperty));
        mount(
                v1,
                auth,
                new Kind<>(
                        "by-customer",
                        Channels.CUSTOMER_STATISTICS,
                        StatisticsParameters::byCustomer,
                        CustomerStatisticsQuery::scope,
                        CustomerStatistics::source,
                        StatisticsJson::byCustomer));
        mount(
                v1,
                auth,
                new Kind<>(
                        "by-variance",
                        Channels.VARIANCE_STATISTICS,
                        StatisticsParameters::byVariance,
                        VarianceQuery::scope,
                        VarianceStatistics::source,
                        StatisticsJson::byVariance));
    }

    private void mount(Router v1, BearerAuth auth, Kind<?, ?> kind) {
        String path = "/events/statistics/" + kind.path();
        v1.route(path + "/").handler(RestApi::redirectToSlashless);
        v1.route(path).handler(ApiMetrics.route(PATH + kind.path()));
        v1.get(path)
                .handler(auth.requiringEither(Scope.EVENTS_READ, Scope.EVENTS_WRITE))
                .handler(context -> handle(context, kind));
        v1.route(path).handler(context -> RestApi.methodNotAllowed(context, "GET"));
    }

    private <Q extends Message, R extends Message> void handle(RoutingContext context, Kind<Q, R> kind) {
        Q query = kind.query()
                .apply(new StatisticsParameters(
                        context.queryParams(),
                        BearerAuth.principal(context).organizationId(),
                        context.request().getHeader(CommonHeaders.CONSISTENCY)));
        StatisticsScope scope = kind.scope().apply(query);
        FoldedReads.ask(vertx, context, kind.channel(), query, scope.consistency())
                .onSuccess(answer -> {
                    StatisticsSource source = kind.source().apply(answer);
                    context.response()
                            .putHeader(CommonHeaders.AS_OF, source.asOf().toString())
                            .putHeader(
                                    CommonHeaders.PERCENTILE_ERROR,
                                    source.percentileError().toPlainString());
                    Replies.json(context, kind.write().apply(answer, scope.fields()));
                })
                .onFailure(context::fail);
    }
}
