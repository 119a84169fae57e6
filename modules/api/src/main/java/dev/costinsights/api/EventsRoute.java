package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.eventlog.EventPage;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/events/}, {@code /v1/events/names} and {@code /v1/events/{id}}. */
final class EventsRoute {
    static final String PATH = "/v1/events/";

    private final Vertx vertx;

    EventsRoute(Vertx vertx) {
        this.vertx = vertx;
    }

    /** After the other routes under {@code /events}, which would be taken for ids. */
    void mount(Router v1, BearerAuth auth) {
        Handler<RoutingContext> reading = auth.requiringEither(Scope.EVENTS_READ, Scope.EVENTS_WRITE);
        v1.route("/events").handler(ApiMetrics.route(PATH));
        v1.get("/events").handler(reading).handler(this::list);
        v1.route("/events").handler(context -> RestApi.methodNotAllowed(context, "GET"));

        v1.route("/events/names/").handler(RestApi::redirectToSlashless);
        v1.route("/events/names").handler(ApiMetrics.route(PATH + "names"));
        v1.get("/events/names").handler(reading).handler(this::names);
        v1.route("/events/names").handler(context -> RestApi.methodNotAllowed(context, "GET"));

        v1.route("/events/:id/").handler(RestApi::redirectToSlashless);
        v1.route("/events/:id").handler(ApiMetrics.route(PATH + "{id}"));
        v1.get("/events/:id").handler(reading).handler(this::get);
        v1.route("/events/:id").handler(context -> RestApi.methodNotAllowed(context, "GET"));
    }

    private void list(RoutingContext context) {
        var asked = EventsParameters.events(context.queryParams(), organization(context), consistency(context));
        FoldedReads.ask(
                        vertx,
                        context,
                        Channels.LIST_EVENTS,
                        asked.question(),
                        asked.question().consistency())
                .onSuccess(found -> answer(context, found.asOf(), page(found, asked.paging())))
                .onFailure(context::fail);
    }

    private static ObjectNode page(EventPage found, Paging paging) {
        List<ObjectNode> items = found.items().stream().map(EventJson::of).toList();
        Long total = found.totalCount();
        if (total != null) {
            return paging.toJson(items, total);
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("items").addAll(items);
        json.putObject("pagination").put("has_next_page", found.hasMore());
        return json;
    }

    private void names(RoutingContext context) {
        var asked = EventsParameters.names(context.queryParams(), organization(context), consistency(context));
        FoldedReads.ask(
                        vertx,
                        context,
                        Channels.LIST_EVENT_NAMES,
                        asked.question(),
                        asked.question().consistency())
                .onSuccess(found -> answer(
                        context,
                        found.asOf(),
                        asked.paging()
                                .toJson(
                                        found.items().stream()
                                                .map(EventJson::name)
                                                .toList(),
                                        found.totalCount())))
                .onFailure(context::fail);
    }

    private void get(RoutingContext context) {
        var question = EventsParameters.event(
                context.queryParams(), organization(context), PathIds.id(context), consistency(context));
        FoldedReads.ask(vertx, context, Channels.GET_EVENT, question, question.consistency())
                .onSuccess(found -> answer(context, found.asOf(), EventJson.of(found.event())))
                .onFailure(context::fail);
    }

    static void answer(RoutingContext context, Instant asOf, JsonNode body) {
        context.response().putHeader(CommonHeaders.AS_OF, asOf.toString());
        Replies.json(context, 200, body);
    }

    static UUID organization(RoutingContext context) {
        return BearerAuth.principal(context).organizationId();
    }

    static @Nullable String consistency(RoutingContext context) {
        return context.request().getHeader(CommonHeaders.CONSISTENCY);
    }
}
