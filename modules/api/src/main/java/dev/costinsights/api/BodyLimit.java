package dev.costinsights.api;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Turns away a body whose length isn't known or is too long, by its header alone. */
record BodyLimit(int bytes) implements Handler<RoutingContext> {

    @Override
    public void handle(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            Replies.json(context, 411, Errors.named("LengthRequired", "A Content-Length header is required."));
        } else if (Long.parseLong(length) > bytes) {
            Replies.json(
                    context,
                    413,
                    Errors.named(
                            "RequestBodyTooLarge",
                            "Request body exceeded the maximum allowed size of " + bytes + " bytes."));
        } else {
            context.next();
        }
    }
}
