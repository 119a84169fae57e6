package dev.costinsights.api;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.customers.DeleteMember;
import dev.costinsights.contracts.customers.GetMember;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** {@code /v1/members/} and the members beneath a customer. */
final class MembersRoute {
    private final Vertx vertx;

    MembersRoute(Vertx vertx) {
        this.vertx = vertx;
    }

    void mountList(Router v1, Handler<RoutingContext> reading) {
        v1.route("/members").handler(ApiMetrics.route("/v1/members/"));
        v1.get("/members").handler(reading).handler(this::list);
        v1.route("/members").handler(context -> RestApi.methodNotAllowed(context, "GET"));
    }

    /**
     * @param customer path of a customer
     * @param member parameter that names one of its members
     */
    void mount(
            Router v1,
            String customer,
            String member,
            Handler<RoutingContext> reading,
            Handler<RoutingContext> writing,
            BodyBudget budget) {
        String members = customer + "/members";
        v1.route(members + "/").handler(RestApi::redirectToSlashless);
        v1.route(members).handler(ApiMetrics.route(CustomersRoute.template(members)));
        v1.post(members)
                .handler(ObjectBody.LIMIT)
                .handler(writing)
                .handler(budget)
                .handler(this::create);
        v1.route(members).handler(context -> RestApi.methodNotAllowed(context, "POST"));

        String path = members + "/" + member;
        v1.route(path + "/").handler(RestApi::redirectToSlashless);
        v1.route(path).handler(ApiMetrics.route(CustomersRoute.template(path)));
        v1.get(path).handler(reading).handler(this::get);
        v1.patch(path)
                .handler(ObjectBody.LIMIT)
                .handler(writing)
                .handler(budget)
                .handler(this::update);
        v1.delete(path).handler(writing).handler(this::delete);
        v1.route(path).handler(context -> RestApi.methodNotAllowed(context, "GET, PATCH, DELETE"));
    }

    private void list(RoutingContext context) {
        var asked = CustomerParameters.members(context.queryParams(), organization(context));
        BearerAuth.patience(context)
                .limit(Channels.LIST_MEMBERS.ask(vertx, asked.question()))
                .onSuccess(found -> Replies.json(
                        context,
                        200,
                        asked.paging()
                                .toJson(
                                        found.items().stream()
                                                .map(MemberJson::of)
                                                .toList(),
                                        found.totalCount())))
                .onFailure(context::fail);
    }

    private void create(RoutingContext context) {
        UUID organizationId = organization(context);
        var customer = PathIds.customer(context);
        Patience patience = BearerAuth.patience(context);
        context.request()
                .body()
                .map(ObjectBody::read)
                .compose(body -> patience.limit(
                                Channels.CREATE_MEMBER.ask(vertx, MemberJson.wish(body, organizationId, customer)))
                        .recover(body::refusal))
                .onSuccess(made -> Replies.json(context, 201, MemberJson.of(made)))
                .onFailure(context::fail);
    }

    private void get(RoutingContext context) {
        var question = new GetMember(organization(context), PathIds.customer(context), PathIds.member(context));
        BearerAuth.patience(context)
                .limit(Channels.GET_MEMBER.ask(vertx, question))
                .onSuccess(found -> Replies.json(context, 200, MemberJson.of(found)))
                .onFailure(context::fail);
    }

    private void update(RoutingContext context) {
        UUID organizationId = organization(context);
        var customer = PathIds.customer(context);
        var member = PathIds.member(context);
        Patience patience = BearerAuth.patience(context);
        context.request()
                .body()
                .map(ObjectBody::read)
                .compose(body -> patience.limit(Channels.UPDATE_MEMBER.ask(
                                vertx, MemberJson.change(body, organizationId, customer, member)))
                        .recover(body::refusal))
                .onSuccess(changed -> Replies.json(context, 200, MemberJson.of(changed)))
                .onFailure(context::fail);
    }

    private void delete(RoutingContext context) {
        var wish = new DeleteMember(organization(context), PathIds.customer(context), PathIds.member(context));
        BearerAuth.patience(context)
                .limit(Channels.DELETE_MEMBER.ask(vertx, wish))
                .onSuccess(done -> context.response().setStatusCode(204).end())
                .onFailure(context::fail);
    }

    private static UUID organization(RoutingContext context) {
        return BearerAuth.principal(context).organizationId();
    }
}
