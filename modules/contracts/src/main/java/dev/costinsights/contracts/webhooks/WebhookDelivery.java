package dev.costinsights.contracts.webhooks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A delivery with a good signature, and what became of it.
 *
 * @param id the provider's id of it; tries to deliver it again have the same
 * @param type as the provider names it
 * @param reason why it was refused, else null
 * @param inserted facts that are kept
 * @param duplicates facts that were known before
 * @param waiting of those inserted
 */
public record WebhookDelivery(
        String id,
        String type,
        Instant receivedAt,
        Outcome outcome,
        @Nullable String reason,
        int inserted,
        int duplicates,
        int waiting) {

    public enum Outcome {
        /** Its facts are kept. */
        ACCEPTED,
        /** It was accepted or ignored before. */
        DUPLICATE,
        /** It says nothing about revenue. */
        IGNORED,
        /** Its facts can't be kept. */
        REFUSED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
