package dev.costinsights.api;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.webhooks.ReceiveWebhook;
import dev.costinsights.contracts.webhooks.WebhookProvider;
import dev.costinsights.contracts.webhooks.WebhookReceipt;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v1/webhooks/polar/{endpoint_id}} and its sibling of Stripe: needs no token, since what is delivered is
 * signed. Answers 200 once its facts are committed.
 */
final class WebhookDeliveryRoute {
    private static final BodyLimit LIMIT = new BodyLimit(ReceiveWebhook.MAX_BODY_BYTES);
    private static final String ENDPOINT = "endpoint_id";
    /** Of endpoints that don't exist, however many are tried. */
    private static final String NONE = "";

    private final Vertx vertx;
    private final WebhookRefusals refusals;

    WebhookDeliveryRoute(Vertx vertx, WebhookRefusals refusals) {
        this.vertx = vertx;
        this.refusals = refusals;
    }

    void mount(Router v1, BodyBudget budget, WebhookProvider provider) {
        String path = "/webhooks/" + provider.wireName() + "/:" + ENDPOINT;
        v1.route(path + "/").handler(RestApi::redirectToSlashless);
        v1.route(path).handler(ApiMetrics.route(WebhooksRoute.PATH + provider.wireName() + "/{endpoint_id}"));
        v1.post(path).handler(LIMIT).handler(budget).handler(context -> receive(context, provider));
        v1.route(path).handler(context -> RestApi.methodNotAllowed(context, "POST"));
    }

    private void receive(RoutingContext context, WebhookProvider provider) {
        UUID endpointId = endpointId(context);
        if (endpointId == null) {
            refuse(context, new ContractException(ErrorCode.NOT_FOUND, "No endpoint has such an id."), NONE);
            return;
        }
        context.request()
                .body()
                .compose(body -> Patience.FULL.limit(Channels.RECEIVE_WEBHOOK.ask(
                        vertx, delivery(context.request(), provider, endpointId, text(body)))))
                .onSuccess(receipt -> answer(context, receipt))
                .onFailure(failure -> refuse(context, failure, endpointId.toString()));
    }

    private static @Nullable UUID endpointId(RoutingContext context) {
        try {
            return Values.uuid(context.pathParam(ENDPOINT));
        } catch (InvalidValue noId) {
            return null;
        }
    }

    private static String text(Buffer body) {
        byte[] bytes = body.getBytes();
        WireJson.requireUtf8(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ReceiveWebhook delivery(
            HttpServerRequest request, WebhookProvider provider, UUID endpointId, String body) {
        return switch (provider) {
            case POLAR ->
                new ReceiveWebhook(
                        provider,
                        endpointId,
                        request.getHeader("webhook-id"),
                        request.getHeader("webhook-timestamp"),
                        request.getHeader("webhook-signature"),
                        body);
            case STRIPE ->
                new ReceiveWebhook(provider, endpointId, null, null, request.getHeader("Stripe-Signature"), body);
        };
    }

    private static void answer(RoutingContext context, WebhookReceipt receipt) {
        if (receipt.replayed()) {
            Replies.json(
                    context,
                    409,
                    Errors.named("AlreadyReceived", "This delivery, signed at this time, was received before."));
        } else {
            Replies.json(context, 200, WebhookJson.of(receipt));
        }
    }

    private void refuse(RoutingContext context, Throwable failure, String endpoint) {
        ErrorCode code = failure instanceof ContractException known ? known.code() : ErrorCode.INTERNAL;
        switch (code) {
            case UNAUTHENTICATED -> guessed(context, failure, endpoint);
            case NOT_FOUND -> guessed(context, failure, NONE);
            default ->
                BusRefusal.inWireTerms(failure, Location.BODY, WebhookDeliveryRoute::location, field -> null)
                        .onFailure(context::fail);
        }
    }

    private void guessed(RoutingContext context, Throwable failure, String endpoint) {
        refusals.take(context, endpoint).ifPresentOrElse(seconds -> Replies.tooMany(context, seconds), () -> {
            if (failure instanceof ContractException known && known.code() == ErrorCode.UNAUTHENTICATED) {
                Replies.json(context, 401, Errors.named("Unauthorized", known.detail()));
            } else {
                context.fail(failure);
            }
        });
    }

    /** What a fact made of the delivery lacks is named by where it would be. */
    private static Location location(FieldError field) {
        Location location = Location.BODY;
        for (String step : field.field().split("\\.")) {
            location = location.child(step);
        }
        return location;
    }
}
