package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Sends answers. */
final class Replies {
    private Replies() {}

    static void json(RoutingContext context, int status, JsonNode body) {
        context.response().setStatusCode(status);
        json(context, WireJson.write(body));
    }

    static void json(RoutingContext context, byte[] body) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(Buffer.buffer(body));
    }

    static void tryLater(RoutingContext context, int status, long seconds, JsonNode body) {
        context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        json(context, status, body);
    }

    static void tooMany(RoutingContext context, long seconds) {
        context.response()
                .setStatusCode(429)
                .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .end();
    }
}
