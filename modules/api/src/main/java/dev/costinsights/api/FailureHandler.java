package dev.costinsights.api;

import dev.costinsights.contracts.bus.ContractException;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where failures become answers. What went wrong inside the server is logged here and never sent. */
final class FailureHandler implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);
    private static final long OVERLOADED_SECONDS = 1;
    private static final long UNAVAILABLE_SECONDS = 2;

    @Override
    public void handle(RoutingContext context) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        Throwable failure = context.failure();
        if (failure instanceof InvalidRequest invalid) {
            Replies.json(context, 422, Errors.invalid(invalid));
        } else if (failure instanceof ContractException known) {
            answer(context, known);
        } else if (failure instanceof HttpException malformed && malformed.getStatusCode() == 400) {
            Replies.json(context, 400, Errors.named("BadRequest", "The request could not be read."));
        } else {
            answerDefect(context, failure);
        }
    }

    /**
     * 429 asks this sender to slow down: the server works, but has more waiting than it can take. 503 says that
     * something the answer needs is away, whoever asks.
     */
    private static void answer(RoutingContext context, ContractException failure) {
        switch (failure.code()) {
            case INVALID -> Replies.json(context, 400, Errors.named("BadRequest", failure.detail()));
            case NOT_FOUND -> Replies.json(context, 404, Errors.named("ResourceNotFound", "Not found"));
            case UNAUTHENTICATED -> Replies.json(context, 401, Errors.named("Unauthorized", "Unauthorized"));
            case FORBIDDEN -> Replies.json(context, 403, Errors.named("NotPermitted", failure.detail()));
            case OVERLOADED -> Replies.tooMany(context, OVERLOADED_SECONDS);
            case UNAVAILABLE, TIMEOUT ->
                Replies.tryLater(
                        context, 503, UNAVAILABLE_SECONDS, Errors.named("ServiceUnavailable", failure.detail()));
            case INTERNAL -> answerDefect(context, failure);
        }
    }

    private static void answerDefect(RoutingContext context, Throwable failure) {
        LOG.error("Request {} failed", CommonHeaders.requestId(context), failure);
        Replies.json(context, 500, Errors.named("InternalServerError", "Something went wrong inside the server."));
    }
}
