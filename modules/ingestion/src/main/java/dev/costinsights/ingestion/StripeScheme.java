package dev.costinsights.ingestion;

import com.google.gson.JsonParseException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.revenue.NewFact;
import dev.costinsights.contracts.webhooks.ReceiveWebhook;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.ingestion.stripe.StripeContent;
import dev.costinsights.ingestion.stripe.StripeEvents;
import dev.costinsights.ingestion.stripe.StripeLedger;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stripe: one header with the time of signing and the signatures; the id of a delivery is the event's. */
final class StripeScheme implements WebhookScheme {
    private static final Pattern SIGNED_AT = Pattern.compile("(?:^|,)t=(\\d{1,15})");

    private final StripeLedger ledger;

    StripeScheme(StripeLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public SignedDelivery verified(ReceiveWebhook request, WebhookEndpoint endpoint, List<Secret> secrets) {
        String signature = request.signature();
        Matcher signedAt = SIGNED_AT.matcher(signature == null ? "" : signature);
        if (signature == null || !signedAt.find()) {
            throw WebhookScheme.badSignature();
        }
        // The library refuses times that are long ago, not those to come.
        long seconds = Long.parseLong(signedAt.group(1));
        if (seconds > Webhook.Util.getTimeNow() + TOLERANCE.toSeconds()
                || secrets.stream().noneMatch(secret -> isSigned(request.body(), signature, secret))) {
            throw WebhookScheme.badSignature();
        }
        Event event = event(request.body());
        if (isUnfit(event.getId(), SignedDelivery.MAX_ID_LENGTH)
                || isUnfit(event.getType(), SignedDelivery.MAX_TYPE_LENGTH)
                || event.getCreated() == null) {
            throw unreadable(null);
        }
        return new SignedDelivery(event.getId(), event.getType(), seconds, content(event, endpoint.customerKey()));
    }

    private static boolean isSigned(String body, String signature, Secret secret) {
        try {
            return Webhook.Signature.verifyHeader(body, signature, secret.value(), TOLERANCE.toSeconds());
        } catch (SignatureVerificationException | IndexOutOfBoundsException | NumberFormatException e) {
            // The library expects an equals sign in each part of the header, and a number for the time.
            return false;
        }
    }

    private static Event event(String body) {
        if (!body.stripLeading().startsWith("{")) {
            throw unreadable(null);
        }
        try {
            return Webhook.constructEventWithoutVerification(body);
        } catch (JsonParseException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private static boolean isUnfit(@Nullable String text, int longest) {
        return text == null || text.isEmpty() || text.length() > longest || Texts.isUnstorable(text);
    }

    private SignedDelivery.@Nullable Content content(Event event, String customerKey) {
        try {
            return StripeEvents.read(event, customerKey).map(this::completed).orElse(null);
        } catch (ContractException e) {
            return organizationId -> Future.failedFuture(e);
        }
    }

    private SignedDelivery.Content completed(StripeContent content) {
        return new SignedDelivery.Content() {
            @Override
            public Future<List<NewFact>> facts(UUID organizationId) {
                return ledger.facts(organizationId, content);
            }

            @Override
            public Future<List<NewFact>> consequences(UUID organizationId) {
                return ledger.consequences(organizationId, content);
            }
        };
    }

    private static ContractException unreadable(@Nullable Throwable cause) {
        return new ContractException(ErrorCode.INVALID, "The body is no event of Stripe's.", cause);
    }
}
