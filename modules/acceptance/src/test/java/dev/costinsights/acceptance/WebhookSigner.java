package dev.costinsights.acceptance;

import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Signs what is delivered as a provider does, by its official library; each try at another second. */
enum WebhookSigner {
    POLAR {
        @Override
        Map<String, String> headers(String secret, String body) {
            String id = UUID.randomUUID().toString();
            long now = nextSecond();
            try {
                var webhook = new com.standardwebhooks.Webhook(secret.getBytes(StandardCharsets.UTF_8));
                return Map.of(
                        "webhook-id", id,
                        "webhook-timestamp", Long.toString(now),
                        "webhook-signature", webhook.sign(id, now, body));
            } catch (WebhookSigningException | EmptyWebhookSecretException e) {
                throw new IllegalStateException(e);
            }
        }
    },
    STRIPE {
        @Override
        Map<String, String> headers(String secret, String body) {
            try {
                return Map.of(
                        "Stripe-Signature", Webhook.Signature.generateSignatureHeader(body, secret, nextSecond()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    private static final Set<Long> USED = ConcurrentHashMap.newKeySet();

    abstract Map<String, String> headers(String secret, String body);

    /** The latest that nothing was signed at: the same at the same time would be a replay. */
    private static long nextSecond() {
        long second = Instant.now().getEpochSecond();
        while (!USED.add(second)) {
            second--;
        }
        return second;
    }
}
