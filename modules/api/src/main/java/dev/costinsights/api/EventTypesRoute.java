package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.events.UpdateEventType;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** {@code /v1/event-types/}: lists what is known of names of events, and changes it. */
final class EventTypesRoute {
    static final String PATH = "/v1/event-types/";

    private final Vertx vertx;

    EventTypesRoute(Vertx vertx) {
        this.vertx = vertx;
    }

    void mount(Router v1, BearerAuth auth, BodyBudget budget) {
        v1.route("/event-types").handler(ApiMetrics.route(PATH));
        v1.get("/event-types")
                .handler(auth.requiringEither(Scope.EVENTS_READ, Scope.EVENTS_WRITE))
                .handler(this::list);
        v1.route("/event-types").handler(context -> RestApi.methodNotAllowed(context, "GET"));

        v1.route("/event-types/:id/").handler(RestApi::redirectToSlashless);
        v1.route("/event-types/:id").handler(ApiMetrics.route(PATH + "{id}"));
        v1.patch("/event-types/:id")
                .handler(ObjectBody.LIMIT)
                .handler(auth.requiring(Scope.EVENTS_WRITE))
                .handler(budget)
                .handler(this::update);
        v1.route("/event-types/:id").handler(context -> RestApi.methodNotAllowed(context, "PATCH"));
    }

    private void list(RoutingContext context) {
        UUID organizationId = EventsRoute.organization(context);
        var asked = EventsParameters.types(context.queryParams(), organizationId, EventsRoute.consistency(context));
        FoldedReads.ask(
                        vertx,
                        context,
                        Channels.LIST_EVENT_NAMES,
                        asked.question(),
                        asked.question().consistency())
                .onSuccess(found -> EventsRoute.answer(
                        context,
                        found.asOf(),
                        asked.paging()
                                .toJson(
                                        found.items().stream()
                                                .map(item -> EventJson.typeWithOccurrences(item, organizationId))
                                                .toList(),
                                        found.totalCount())))
                .onFailure(context::fail);
    }

    private void update(RoutingContext context) {
        UUID organizationId = EventsRoute.organization(context);
        UUID id = PathIds.id(context);
        Patience patience = BearerAuth.patience(context);
        context.request()
                .body()
                .map(ObjectBody::read)
                .compose(body -> patience.limit(Channels.UPDATE_EVENT_TYPE.ask(vertx, wish(body, organizationId, id)))
                        .recover(body::refusal))
                .onSuccess(changed -> Replies.json(context, 200, EventJson.type(changed)))
                .onFailure(context::fail);
    }

    /** A selector that isn't sent is none. */
    private static UpdateEventType wish(ObjectBody body, UUID organizationId, UUID id) {
        String label = body.fields().required("label", EventTypesRoute::label);
        String selector = body.fields()
                .orNull(
                        "label_property_selector",
                        value -> Values.atLeast(1, Values.text(UpdateEventType.MAX_SELECTOR_LENGTH, value)));
        body.requireValid();
        if (label == null) {
            throw new IllegalStateException("A label that isn't there is a problem");
        }
        return new UpdateEventType(organizationId, id, label, selector);
    }

    /** The white space around it doesn't count. */
    private static String label(JsonNode value) throws InvalidValue {
        String label = Values.atLeast(1, Values.text(value)).strip();
        if (label.isEmpty()) {
            throw new InvalidValue("value_error", "Value error, Label cannot be empty or only whitespace");
        }
        return Values.text(UpdateEventType.MAX_LABEL_LENGTH, JsonNodeFactory.instance.textNode(label));
    }
}
