package dev.costinsights.ingestion;

import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.webhooks.ReceiveWebhook;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import java.time.Duration;
import java.util.List;

/** How a provider signs its deliveries, and what they say. Any thread may ask. */
interface WebhookScheme {
    /** How far the time of signing may be from now, in both directions. */
    Duration TOLERANCE = Duration.ofMinutes(5);

    /**
     * @param secrets of which one is enough
     * @throws ContractException as unauthenticated when the signature isn't good for any, as invalid when what is signed
     *     can't be read
     */
    SignedDelivery verified(ReceiveWebhook request, WebhookEndpoint endpoint, List<Secret> secrets);

    static ContractException badSignature() {
        return new ContractException(
                ErrorCode.UNAUTHENTICATED, "The signature is missing, wrong, or older than five minutes.");
    }
}
