package dev.costinsights.acceptance;

import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

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

    private static final AtomicLong TRIES = new AtomicLong();
    /** Half of what is tolerated. */
    private static final int SECONDS = 150;

    abstract Map<String, String> headers(String secret, String body);

    private static long nextSecond() {
        return Instant.now().getEpochSecond() - TRIES.incrementAndGet() % SECONDS;
    }
}
