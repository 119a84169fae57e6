package dev.costinsights.api;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.customers.DeleteCustomer;
import dev.costinsights.contracts.customers.GetCustomer;
import dev.costinsights.contracts.customers.GetCustomerState;
import dev.costinsights.contracts.metrics.Consistency;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** {@code /v1/customers/}: registers, finds, changes and deletes customers, by their id or the sender's own. */
final class CustomersRoute {
    static final String PATH = "/v1/customers/";

    /** Room for the longest metadata, each character escaped. */
    static final BodyLimit LIMIT = new BodyLimit(512 * 1024);

    private final Vertx vertx;

    CustomersRoute(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Before the members' routes of {@code /customers/:id}, which would take {@code external} for an id. */
    void mount(Router v1, BearerAuth auth, BodyBudget budget) {
        Handler<RoutingContext> reading = auth.requiringEither(Scope.CUSTOMERS_READ, Scope.CUSTOMERS_WRITE);
        Handler<RoutingContext> writing = auth.requiring(Scope.CUSTOMERS_WRITE);
        v1.route("/customers").handler(ApiMetrics.route(PATH));
        v1.get("/customers").handler(reading).handler(this::list);
        v1.post("/customers").handler(LIMIT).handler(writing).handler(budget).handler(this::create);
        v1.route("/customers").handler(context -> RestApi.methodNotAllowed(context, "GET, POST"));

        var members = new MembersRoute(vertx);
        members.mountList(v1, reading);
        for (String one : new String[] {"external/:external_id", ":id"}) {
            String path = "/customers/" + one;
            v1.route(path + "/state/").handler(RestApi::redirectToSlashless);
            v1.route(path + "/state").handler(ApiMetrics.route(template(path + "/state")));
            v1.get(path + "/state").handler(reading).handler(this::state);
            v1.route(path + "/state").handler(context -> RestApi.methodNotAllowed(context, "GET"));

            members.mount(v1, path, one.equals(":id") ? ":member_id" : ":member_external_id", reading, writing, budget);

            v1.route(path + "/").handler(RestApi::redirectToSlashless);
            v1.route(path).handler(ApiMetrics.route(template(path)));
            v1.get(path).handler(reading).handler(this::get);
            v1.patch(path).handler(LIMIT).handler(writing).handler(budget).handler(this::update);
            v1.delete(path).handler(writing).handler(this::delete);
            v1.route(path).handler(context -> RestApi.methodNotAllowed(context, "GET, PATCH, DELETE"));
        }
    }

    /** As metrics and descriptions write a path. */
    static String template(String path) {
        return "/v1" + path.replaceAll(":(\\w+)", "{$1}");
    }

    private void list(RoutingContext context) {
        var asked = CustomerParameters.customers(context.queryParams(), organization(context));
        BearerAuth.patience(context)
                .limit(Channels.LIST_CUSTOMERS.ask(vertx, asked.question()))
                .onSuccess(found -> Replies.json(
                        context,
                        200,
                        asked.paging()
                                .toJson(
                                        found.items().stream()
                                                .map(CustomerJson::of)
                                                .toList(),
                                        found.totalCount())))
                .onFailure(context::fail);
    }

    private void create(RoutingContext context) {
        UUID organizationId = organization(context);
        Patience patience = BearerAuth.patience(context);
        context.request()
                .body()
                .map(ObjectBody::read)
                .compose(body -> patience.limit(
                                Channels.CREATE_CUSTOMER.ask(vertx, CustomerJson.wish(body, organizationId)))
                        .recover(body::refusal))
                .onSuccess(made -> Replies.json(context, 201, CustomerJson.of(made)))
                .onFailure(context::fail);
    }

    private void get(RoutingContext context) {
        var question = new GetCustomer(organization(context), PathIds.customer(context));
        BearerAuth.patience(context)
                .limit(Channels.GET_CUSTOMER.ask(vertx, question))
                .onSuccess(found -> Replies.json(context, 200, CustomerJson.of(found)))
                .onFailure(context::fail);
    }

    private void state(RoutingContext context) {
        var parameters = new QueryParameters(context.queryParams());
        Consistency consistency = parameters.consistency(EventsRoute.consistency(context));
        parameters.refuse(InvalidRequest.Kind.REQUEST);
        var question = new GetCustomerState(organization(context), PathIds.customer(context), consistency);
        FoldedReads.ask(vertx, context, Channels.GET_CUSTOMER_STATE, question, consistency)
                .onSuccess(found -> EventsRoute.answer(context, found.asOf(), CustomerJson.state(found)))
                .onFailure(context::fail);
    }

    private void update(RoutingContext context) {
        UUID organizationId = organization(context);
        var customer = PathIds.customer(context);
        Patience patience = BearerAuth.patience(context);
        context.request()
                .body()
                .map(ObjectBody::read)
                .compose(body -> patience.limit(Channels.UPDATE_CUSTOMER.ask(
                                vertx, CustomerJson.change(body, organizationId, customer)))
                        .recover(body::refusal))
                .onSuccess(changed -> Replies.json(context, 200, CustomerJson.of(changed)))
                .onFailure(context::fail);
    }

    private void delete(RoutingContext context) {
        var parameters = new QueryParameters(context.queryParams());
        boolean anonymize = Boolean.TRUE.equals(parameters.last("anonymize", QueryParameters::flag));
        parameters.refuse(InvalidRequest.Kind.REQUEST);
        var wish = new DeleteCustomer(organization(context), PathIds.customer(context), anonymize);
        BearerAuth.patience(context)
                .limit(Channels.DELETE_CUSTOMER.ask(vertx, wish))
                .onSuccess(done -> context.response().setStatusCode(204).end())
                .onFailure(context::fail);
    }

    private static UUID organization(RoutingContext context) {
        return BearerAuth.principal(context).organizationId();
    }
}
