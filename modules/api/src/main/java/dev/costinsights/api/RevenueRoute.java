package dev.costinsights.api;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.revenue.FactsResult;
import dev.costinsights.contracts.revenue.IngestFacts;
import dev.costinsights.contracts.revenue.ListWaitingFacts;
import dev.costinsights.contracts.revenue.NewFact;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;

/** {@code /v1/revenue/}: takes revenue facts, and says which of them wait. */
final class RevenueRoute {
    static final String INGEST = "/revenue/ingest";
    private static final String WAITING = "/revenue/waiting";

    private final Vertx vertx;
    private final ListBody<NewFact> bodies = new ListBody<>(
            "facts",
            IngestFacts.MAX_FACTS,
            (json, location, problems, refusals) -> FactJson.read(json, location, problems));

    RevenueRoute(Vertx vertx) {
        this.vertx = vertx;
    }

    void mount(Router v1, BearerAuth auth, BodyBudget budget) {
        var writing = auth.requiring(Scope.REVENUE_WRITE);
        v1.route(INGEST + "/").handler(RestApi::redirectToSlashless);
        v1.route(INGEST).handler(ApiMetrics.route("/v1" + INGEST));
        v1.post(INGEST)
                .handler(IngestRoute.LIMIT)
                .handler(writing)
                .handler(budget)
                .handler(this::ingest);
        v1.route(INGEST).handler(context -> RestApi.methodNotAllowed(context, "POST"));

        v1.route(WAITING + "/").handler(RestApi::redirectToSlashless);
        v1.route(WAITING).handler(ApiMetrics.route("/v1" + WAITING));
        v1.get(WAITING).handler(writing).handler(this::listWaiting);
        v1.route(WAITING).handler(context -> RestApi.methodNotAllowed(context, "GET"));
    }

    private void ingest(RoutingContext context) {
        UUID organizationId = BearerAuth.principal(context).organizationId();
        Patience patience = BearerAuth.patience(context);
        context.request()
                .body()
                .compose(body -> bodies.read(vertx, body))
                .compose(facts -> patience.limit(
                                Channels.INGEST_FACTS.ask(vertx, new IngestFacts(organizationId, facts)))
                        .recover(failure -> refusal(failure, facts)))
                .onSuccess(result -> Replies.json(context, 200, FactJson.of(result)))
                .onFailure(context::fail);
    }

    /** On a worker, because what was sent is read again to be shown. */
    private Future<FactsResult> refusal(Throwable failure, List<NewFact> facts) {
        return vertx.executeBlocking(
                        () -> {
                            var errors = new FactErrors(facts);
                            return BusRefusal.<FactsResult>inWireTerms(
                                    failure, Location.BODY, errors::location, errors::input);
                        },
                        false)
                .compose(refused -> refused);
    }

    private void listWaiting(RoutingContext context) {
        var parameters = new QueryParameters(context.queryParams());
        Paging paging = parameters.paging();
        parameters.refuse(InvalidRequest.Kind.REQUEST);
        var question =
                new ListWaitingFacts(BearerAuth.principal(context).organizationId(), paging.offset(), paging.limit());
        BearerAuth.patience(context)
                .limit(Channels.LIST_WAITING_FACTS.ask(vertx, question))
                .onSuccess(found -> Replies.json(
                        context,
                        200,
                        paging.toJson(found.items().stream().map(FactJson::of).toList(), found.totalCount())))
                .onFailure(context::fail);
    }
}
