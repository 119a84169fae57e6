package dev.costinsights.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.CreateOrganization;
import dev.costinsights.contracts.accounts.ListOrganizations;
import dev.costinsights.contracts.accounts.Organization;
import dev.costinsights.contracts.accounts.TokenPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/** {@code GET} and {@code POST /v1/organizations/}. */
final class OrganizationsRoute {
    static final String PATH = "/v1/organizations/";

    private final Vertx vertx;

    OrganizationsRoute(Vertx vertx) {
        this.vertx = vertx;
    }

    void list(RoutingContext context) {
        var problems = new Problems();
        Paging paging = Paging.read(context.queryParams(), problems);
        problems.refuse(InvalidRequest.Kind.REQUEST);
        var question = new ListOrganizations(Reach.of(BearerAuth.principal(context)), paging.offset(), paging.limit());
        BearerAuth.patience(context)
                .limit(Channels.LIST_ORGANIZATIONS.ask(vertx, question))
                .onSuccess(found -> Replies.json(
                        context,
                        200,
                        paging.toJson(
                                found.items().stream()
                                        .map(OrganizationsRoute::toJson)
                                        .toList(),
                                found.totalCount())))
                .onFailure(context::fail);
    }

    void create(RoutingContext context) {
        TokenPrincipal principal = BearerAuth.principal(context);
        Patience patience = BearerAuth.patience(context);
        context.request()
                .body()
                .map(ObjectBody::read)
                .compose(body -> {
                    CreateOrganization wish = read(body);
                    requireEverybody(principal);
                    return patience.limit(Channels.CREATE_ORGANIZATION.ask(vertx, wish))
                            .recover(body::refusal);
                })
                .onSuccess(organization -> Replies.json(context, 201, toJson(organization)))
                .onFailure(context::fail);
    }

    private static void requireEverybody(TokenPrincipal principal) {
        if (!Reach.isEverybody(principal)) {
            throw new ContractException(
                    ErrorCode.FORBIDDEN, "Only the organization that runs this server creates organizations.");
        }
    }

    private static CreateOrganization read(ObjectBody body) {
        String name = body.fields().required("name", Values::text);
        String slug = body.fields().orNull("slug", Values::text);
        body.requireValid();
        if (name == null) {
            throw new IllegalStateException("A name that isn't there is a problem");
        }
        return new CreateOrganization(name, slug);
    }

    private static ObjectNode toJson(Organization organization) {
        Instant modifiedAt = organization.modifiedAt();
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", organization.id().toString())
                .put("created_at", organization.createdAt().toString())
                .put("modified_at", modifiedAt == null ? null : modifiedAt.toString())
                .put("name", organization.name())
                .put("slug", organization.slug());
    }
}
