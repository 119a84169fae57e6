package dev.costinsights.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.MemberRef;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;

/** Whom the path of a request names. External ids may hold any character, a slash as {@code %2F}. */
final class PathIds {
    private PathIds() {}

    /** @throws InvalidRequest when it is neither */
    static CustomerRef customer(RoutingContext context) {
        return context.pathParams().containsKey("external_id")
                ? CustomerRef.ofExternalId(text(context, "external_id"))
                : CustomerRef.of(uuid(context, "id"));
    }

    /** @throws InvalidRequest when it is neither */
    static MemberRef member(RoutingContext context) {
        return context.pathParams().containsKey("member_external_id")
                ? MemberRef.ofExternalId(text(context, "member_external_id"))
                : MemberRef.of(uuid(context, "member_id"));
    }

    /** @throws InvalidRequest when it isn't one */
    static UUID customerId(RoutingContext context) {
        return uuid(context, "customer_id");
    }

    /** @throws InvalidRequest when it isn't one */
    static UUID id(RoutingContext context) {
        return uuid(context, "id");
    }

    private static UUID uuid(RoutingContext context, String name) {
        return read(context, name, Values::uuid);
    }

    private static String text(RoutingContext context, String name) {
        return read(context, name, QueryParameters::text);
    }

    private static <T> T read(RoutingContext context, String name, QueryParameters.Reader<T> reader) {
        String text = context.pathParam(name);
        try {
            return reader.read(text);
        } catch (InvalidValue problem) {
            throw new InvalidRequest(
                    InvalidRequest.Kind.REQUEST,
                    List.of(WireError.of(problem, Location.PATH.child(name), JsonNodeFactory.instance.textNode(text))));
        }
    }
}
