package dev.costinsights.api;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.webhooks.DeleteWebhookEndpoint;
import dev.costinsights.contracts.webhooks.GetWebhookEndpoint;
import dev.costinsights.contracts.webhooks.ListWebhookDeliveries;
import dev.costinsights.contracts.webhooks.ListWebhookEndpoints;
import dev.costinsights.contracts.webhooks.WebhookProvider;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** {@code /v1/webhooks/}: makes, changes and lists endpoints, and takes what is delivered to them. */
final class WebhooksRoute {
    static final String PATH = "/v1/webhooks/";
    private static final String ENDPOINTS = "/webhooks/endpoints";

    private final Vertx vertx;
    private final WebhookDeliveryRoute deliveries;

    WebhooksRoute(Vertx vertx, WebhookRefusals refusals) {
        this.vertx = vertx;
        this.deliveries = new WebhookDeliveryRoute(vertx, refusals);
    }

    /** @param deliveryBudget for what providers send */
    void mount(Router v1, BearerAuth auth, BodyBudget budget, BodyBudget deliveryBudget) {
        var managing = auth.requiring(Scope.REVENUE_WRITE);
        v1.route(ENDPOINTS).handler(ApiMetrics.route(PATH + "endpoints"));
        v1.get(ENDPOINTS).handler(managing).handler(this::list);
        v1.post(ENDPOINTS)
                .handler(ObjectBody.LIMIT)
                .handler(managing)
                .handler(budget)
                .handler(this::create);
        v1.route(ENDPOINTS).handler(context -> RestApi.methodNotAllowed(context, "GET, POST"));

        String endpoint = ENDPOINTS + "/:id";
        v1.route(endpoint + "/deliveries/").handler(RestApi::redirectToSlashless);
        v1.route(endpoint + "/deliveries").handler(ApiMetrics.route(PATH + "endpoints/{id}/deliveries"));
        v1.get(endpoint + "/deliveries").handler(managing).handler(this::listDeliveries);
        v1.route(endpoint + "/deliveries").handler(context -> RestApi.methodNotAllowed(context, "GET"));

        v1.route(endpoint + "/").handler(RestApi::redirectToSlashless);
        v1.route(endpoint).handler(ApiMetrics.route(PATH + "endpoints/{id}"));
        v1.get(endpoint).handler(managing).handler(this::get);
        v1.patch(endpoint)
                .handler(ObjectBody.LIMIT)
                .handler(managing)
                .handler(budget)
                .handler(this::update);
        v1.delete(endpoint).handler(managing).handler(this::delete);
        v1.route(endpoint).handler(context -> RestApi.methodNotAllowed(context, "GET, PATCH, DELETE"));

        for (WebhookProvider provider : WebhookProvider.values()) {
            deliveries.mount(v1, deliveryBudget, provider);
        }
    }

    private void list(RoutingContext context) {
        var problems = new Problems();
        Paging paging = Paging.read(context.queryParams(), problems);
        problems.refuse(InvalidRequest.Kind.REQUEST);
        var question = new ListWebhookEndpoints(organization(context), paging.offset(), paging.limit());
        BearerAuth.patience(context)
                .limit(Channels.LIST_WEBHOOK_ENDPOINTS.ask(vertx, question))
                .onSuccess(found -> Replies.json(
                        context,
                        200,
                        paging.toJson(
                                found.items().stream().map(WebhookJson::of).toList(), found.totalCount())))
                .onFailure(context::fail);
    }

    private void create(RoutingContext context) {
        UUID organizationId = organization(context);
        Patience patience = BearerAuth.patience(context);
        context.request()
                .body()
                .map(ObjectBody::read)
                .compose(body -> patience.limit(
                                Channels.CREATE_WEBHOOK_ENDPOINT.ask(vertx, WebhookJson.wish(body, organizationId)))
                        .recover(body::refusal))
                .onSuccess(made -> Replies.json(context, 201, WebhookJson.of(made)))
                .onFailure(context::fail);
    }

    private void get(RoutingContext context) {
        var question = new GetWebhookEndpoint(organization(context), PathIds.id(context));
        BearerAuth.patience(context)
                .limit(Channels.GET_WEBHOOK_ENDPOINT.ask(vertx, question))
                .onSuccess(found -> Replies.json(context, 200, WebhookJson.of(found)))
                .onFailure(context::fail);
    }

    private void update(RoutingContext context) {
        UUID organizationId = organization(context);
        UUID id = PathIds.id(context);
        Patience patience = BearerAuth.patience(context);
        context.request()
                .body()
                .map(ObjectBody::read)
                .compose(body -> patience.limit(Channels.UPDATE_WEBHOOK_ENDPOINT.ask(
                                vertx, WebhookJson.change(body, organizationId, id)))
                        .recover(body::refusal))
                .onSuccess(changed -> Replies.json(context, 200, WebhookJson.of(changed)))
                .onFailure(context::fail);
    }

    private void delete(RoutingContext context) {
        var wish = new DeleteWebhookEndpoint(organization(context), PathIds.id(context));
        BearerAuth.patience(context)
                .limit(Channels.DELETE_WEBHOOK_ENDPOINT.ask(vertx, wish))
                .onSuccess(done -> context.response().setStatusCode(204).end())
                .onFailure(context::fail);
    }

    private void listDeliveries(RoutingContext context) {
        UUID id = PathIds.id(context);
        var problems = new Problems();
        Paging paging = Paging.read(context.queryParams(), problems);
        problems.refuse(InvalidRequest.Kind.REQUEST);
        var question = new ListWebhookDeliveries(organization(context), id, paging.offset(), paging.limit());
        BearerAuth.patience(context)
                .limit(Channels.LIST_WEBHOOK_DELIVERIES.ask(vertx, question))
                .onSuccess(found -> Replies.json(
                        context,
                        200,
                        paging.toJson(
                                found.items().stream().map(WebhookJson::of).toList(), found.totalCount())))
                .onFailure(context::fail);
    }

    private static UUID organization(RoutingContext context) {
        return BearerAuth.principal(context).organizationId();
    }
}
