package dev.costinsights.contracts.webhooks;

import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks to change an endpoint. What is null stays as it is.
 *
 * @param keepPrevious whether the secret before a new one stays good for a day, while the provider is told of the new one
 */
public record UpdateWebhookEndpoint(
        UUID organizationId,
        UUID id,
        @Nullable String name,
        @Nullable Secret secret,
        boolean keepPrevious,
        @Nullable String customerKey,
        @Nullable Boolean disabled)
        implements Message {}
