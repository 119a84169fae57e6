package dev.costinsights.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.CreateToken;
import dev.costinsights.contracts.accounts.ListTokens;
import dev.costinsights.contracts.accounts.RevokeToken;
import dev.costinsights.contracts.accounts.TokenPrincipal;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;

/** {@code /v1/organization-access-tokens/}: makes, lists and revokes access tokens. */
final class TokensRoute {
    static final String PATH = "/v1/organization-access-tokens/";

    private final Vertx vertx;

    TokensRoute(Vertx vertx) {
        this.vertx = vertx;
    }

    void list(RoutingContext context) {
        var problems = new Problems();
        Paging paging = Paging.read(context.queryParams(), problems);
        problems.refuse(InvalidRequest.Kind.REQUEST);
        var question = new ListTokens(Reach.of(BearerAuth.principal(context)), paging.offset(), paging.limit());
        BearerAuth.patience(context)
                .limit(Channels.LIST_TOKENS.ask(vertx, question))
                .onSuccess(found -> Replies.json(
                        context,
                        200,
                        paging.toJson(
                                found.items().stream().map(TokenJson::details).toList(), found.totalCount())))
                .onFailure(context::fail);
    }

    void create(RoutingContext context) {
        TokenPrincipal principal = BearerAuth.principal(context);
        Patience patience = BearerAuth.patience(context);
        context.request()
                .body()
                .map(ObjectBody::read)
                .compose(body -> {
                    CreateToken wish = TokenJson.wish(body, principal);
                    return patience.limit(Channels.CREATE_TOKEN.ask(vertx, wish))
                            .recover(failure -> TokenJson.refusal(failure, body, wish));
                })
                .onSuccess(made -> {
                    ObjectNode json = JsonNodeFactory.instance.objectNode();
                    json.set("organization_access_token", TokenJson.details(made.details()));
                    json.put("token", made.token().value());
                    Replies.json(context, 201, json);
                })
                .onFailure(context::fail);
    }

    void revoke(RoutingContext context) {
        UUID id = id(context.pathParam("id"));
        var wish = new RevokeToken(Reach.of(BearerAuth.principal(context)), id);
        BearerAuth.patience(context)
                .limit(Channels.REVOKE_TOKEN.ask(vertx, wish))
                .onSuccess(done -> context.response().setStatusCode(204).end())
                .onFailure(context::fail);
    }

    private static UUID id(String text) {
        try {
            return Values.uuid(text);
        } catch (InvalidValue problem) {
            throw new InvalidRequest(
                    InvalidRequest.Kind.REQUEST,
                    List.of(WireError.of(problem, Location.PATH.child("id"), JsonNodeFactory.instance.textNode(text))));
        }
    }
}
