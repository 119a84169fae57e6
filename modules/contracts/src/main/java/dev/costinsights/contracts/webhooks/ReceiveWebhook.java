package dev.costinsights.contracts.webhooks;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hands in a delivery as it came, from anybody. Fails as not found when the endpoint doesn't exist, is disabled or of
 * another provider, as unauthenticated when the signature is wrong or too old, as invalid when its facts can't be kept.
 *
 * @param id of the delivery, from its header; null when there is none
 * @param timestamp when it was signed, from its header; null when there is none
 * @param signature from its header; null when there is none
 * @param body exactly as it came, since that is what is signed
 */
public record ReceiveWebhook(
        WebhookProvider provider,
        UUID endpointId,
        @Nullable String id,
        @Nullable String timestamp,
        @Nullable String signature,
        String body)
        implements Message {
    public static final int MAX_BODY_BYTES = 1024 * 1024;
}
