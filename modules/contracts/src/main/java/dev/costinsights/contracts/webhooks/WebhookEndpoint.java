package dev.costinsights.contracts.webhooks;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a provider delivers to. Its signing secret never leaves ingestion.
 *
 * @param id part of the address that the provider calls; nobody can guess it
 * @param secretHint the last characters of the secret
 * @param previousSecretUntil until when deliveries signed with the secret before are taken; null when there is none
 * @param customerKey name of the entry in the metadata of a Stripe customer that holds the sender's own id of it
 * @param disabled whether deliveries are turned away as if there were no such endpoint
 */
public record WebhookEndpoint(
        UUID organizationId,
        UUID id,
        WebhookProvider provider,
        String name,
        String secretHint,
        @Nullable Instant previousSecretUntil,
        String customerKey,
        boolean disabled,
        Instant createdAt,
        @Nullable Instant modifiedAt)
        implements Message {
    /** Of one organization. */
    public static final int MAX_ENDPOINTS = 20;

    public static final int MAX_NAME_LENGTH = 200;
    public static final int MIN_SECRET_LENGTH = 16;
    public static final int MAX_SECRET_LENGTH = 256;
    /** As Stripe bounds the keys of metadata. */
    public static final int MAX_CUSTOMER_KEY_LENGTH = 40;

    public static final String DEFAULT_CUSTOMER_KEY = "external_customer_id";
}
