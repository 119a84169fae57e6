package dev.costinsights.api;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.dashboards.DeleteDashboard;
import dev.costinsights.contracts.dashboards.GetDashboard;
import dev.costinsights.contracts.dashboards.ListDashboards;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** {@code /v1/metrics/dashboards}: lists, makes, changes and deletes dashboards of metrics. */
final class DashboardsRoute {
    private static final String PATH = "/metrics/dashboards";

    private final Vertx vertx;

    DashboardsRoute(Vertx vertx) {
        this.vertx = vertx;
    }

    void mount(Router v1, BearerAuth auth, BodyBudget budget) {
        var reading = auth.requiringEither(Scope.METRICS_READ, Scope.METRICS_WRITE);
        var writing = auth.requiring(Scope.METRICS_WRITE);
        v1.route(PATH + "/").handler(RestApi::redirectToSlashless);
        v1.route(PATH).handler(ApiMetrics.route("/v1" + PATH));
        v1.get(PATH).handler(reading).handler(this::list);
        v1.post(PATH).handler(ObjectBody.LIMIT).handler(writing).handler(budget).handler(this::create);
        v1.route(PATH).handler(context -> RestApi.methodNotAllowed(context, "GET, POST"));

        String one = PATH + "/:id";
        v1.route(one + "/").handler(RestApi::redirectToSlashless);
        v1.route(one).handler(ApiMetrics.route(CustomersRoute.template(one)));
        v1.get(one).handler(reading).handler(this::get);
        v1.patch(one).handler(ObjectBody.LIMIT).handler(writing).handler(budget).handler(this::update);
        v1.delete(one).handler(writing).handler(this::delete);
        v1.route(one).handler(context -> RestApi.methodNotAllowed(context, "GET, PATCH, DELETE"));
    }

    private void list(RoutingContext context) {
        var parameters = new QueryParameters(context.queryParams());
        UUID organizationId = parameters.organization(EventsRoute.organization(context));
        parameters.refuse(InvalidRequest.Kind.REQUEST);
        BearerAuth.patience(context)
                .limit(Channels.LIST_DASHBOARDS.ask(vertx, new ListDashboards(organizationId)))
                .onSuccess(found -> Replies.json(context, 200, DashboardJson.list(found)))
                .onFailure(context::fail);
    }

    private void create(RoutingContext context) {
        UUID organizationId = EventsRoute.organization(context);
        Patience patience = BearerAuth.patience(context);
        context.request()
                .body()
                .map(ObjectBody::read)
                .compose(body -> patience.limit(
                                Channels.CREATE_DASHBOARD.ask(vertx, DashboardJson.wish(body, organizationId)))
                        .recover(body::refusal))
                .onSuccess(made -> Replies.json(context, 201, DashboardJson.of(made)))
                .onFailure(context::fail);
    }

    private void get(RoutingContext context) {
        var question = new GetDashboard(EventsRoute.organization(context), PathIds.id(context));
        BearerAuth.patience(context)
                .limit(Channels.GET_DASHBOARD.ask(vertx, question))
                .onSuccess(found -> Replies.json(context, 200, DashboardJson.of(found)))
                .onFailure(context::fail);
    }

    private void update(RoutingContext context) {
        UUID organizationId = EventsRoute.organization(context);
        UUID id = PathIds.id(context);
        Patience patience = BearerAuth.patience(context);
        context.request()
                .body()
                .map(ObjectBody::read)
                .compose(body -> patience.limit(
                                Channels.UPDATE_DASHBOARD.ask(vertx, DashboardJson.change(body, organizationId, id)))
                        .recover(body::refusal))
                .onSuccess(changed -> Replies.json(context, 200, DashboardJson.of(changed)))
                .onFailure(context::fail);
    }

    private void delete(RoutingContext context) {
        var wish = new DeleteDashboard(EventsRoute.organization(context), PathIds.id(context));
        BearerAuth.patience(context)
                .limit(Channels.DELETE_DASHBOARD.ask(vertx, wish))
                .onSuccess(done -> context.response().setStatusCode(204).end())
                .onFailure(context::fail);
    }
}
