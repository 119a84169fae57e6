package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.TokenPrincipal;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.events.IngestEvents;
import dev.costinsights.contracts.events.IngestResult;
import dev.costinsights.contracts.events.NewEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/events/ingest}: answers 200 once the events are committed. */
final class IngestRoute {
    static final String PATH = "/v1/events/ingest";
    static final int MAX_BODY_BYTES = 10 * 1024 * 1024;
    static final BodyLimit LIMIT = new BodyLimit(MAX_BODY_BYTES);

    private final Vertx vertx;
    private final IngestBody bodies;

    IngestRoute(Vertx vertx, IngestBody bodies) {
        this.vertx = vertx;
        this.bodies = bodies;
    }

    void handle(RoutingContext context) {
        TokenPrincipal principal = BearerAuth.principal(context);
        context.request()
                .body()
                .compose(body -> bodies.read(vertx, body))
                .compose(events -> ingest(principal, BearerAuth.patience(context), events))
                .onSuccess(result -> Replies.json(context, 200, toJson(result)))
                .onFailure(context::fail);
    }

    private Future<IngestResult> ingest(TokenPrincipal principal, Patience patience, List<NewEvent> events) {
        return patience.limit(Channels.INGEST_EVENTS.ask(vertx, new IngestEvents(principal.organizationId(), events)))
                .recover(failure -> BusRefusal.inWireTerms(
                        failure, Location.BODY, IngestRoute::location, field -> input(field, events)));
    }

    private static Location location(FieldError field) {
        Location events = Location.BODY.child("events");
        return (field.index() == null ? events : events.child(field.index())).child(field.field());
    }

    private static @Nullable JsonNode input(FieldError field, List<NewEvent> events) {
        Integer index = field.index();
        if (index == null || index < 0 || index >= events.size()) {
            return null;
        }
        NewEvent event = events.get(index);
        Object value = switch (field.field()) {
            case "name" -> event.name();
            case "timestamp" -> event.timestamp();
            case "external_id" -> event.externalId();
            case "parent_id" -> event.parentId();
            case "customer_id" -> event.customerId();
            case "external_customer_id" -> event.externalCustomerId();
            case "member_id" -> event.memberId();
            case "external_member_id" -> event.externalMemberId();
            default -> null;
        };
        return value == null ? null : JsonNodeFactory.instance.textNode(value.toString());
    }

    private static JsonNode toJson(IngestResult result) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("inserted", result.inserted())
                .put("duplicates", result.duplicates());
    }
}
