package dev.costinsights.api;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsQuery;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/metrics/}: metrics over time of the token's organization. */
final class MetricsRoute {
    static final String PATH = "/v1/metrics/";

    private final Vertx vertx;

    MetricsRoute(Vertx vertx) {
        this.vertx = vertx;
    }

    void handle(RoutingContext context) {
        MetricsQuery query = MetricsParameters.read(
                context.queryParams(),
                BearerAuth.principal(context).organizationId(),
                context.request().getHeader(CommonHeaders.CONSISTENCY));
        ask(query, BearerAuth.patience(context))
                .onSuccess(answer -> {
                    context.response()
                            .putHeader(CommonHeaders.AS_OF, answer.asOf().toString());
                    Replies.json(context, MetricsJson.answer(answer, query.metrics()));
                })
                .onFailure(context::fail);
    }

    static void limits(RoutingContext context) {
        Replies.json(context, MetricsJson.limits());
    }

    /** Whoever asks for a strong read has agreed to wait for the totals. */
    private Future<MetricsAnswer> ask(MetricsQuery query, Patience patience) {
        Future<MetricsAnswer> asked = Channels.METRICS.ask(vertx, query);
        Future<MetricsAnswer> answer = query.consistency() == Consistency.STRONG ? asked : patience.limit(asked);
        return answer.recover(failure -> Future.failedFuture(asUnavailable(query, failure)))
                .recover(failure -> BusRefusal.inWireTerms(
                        failure, Location.QUERY, field -> Location.QUERY.child(field.field()), field -> null));
    }

    /** Totals that can't catch up in time are away for everyone, not a matter of this sender's pace. */
    private static Throwable asUnavailable(MetricsQuery query, Throwable failure) {
        boolean behind = query.consistency() == Consistency.STRONG
                && failure instanceof ContractException known
                && known.code() == ErrorCode.OVERLOADED;
        return behind ? new ContractException(ErrorCode.UNAVAILABLE, String.valueOf(failure.getMessage())) : failure;
    }
}
