package dev.costinsights.contracts.webhooks;

import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks for a new endpoint.
 *
 * @param secret what the provider signs deliveries with, exactly as the provider shows it
 * @param customerKey as {@link WebhookEndpoint#customerKey}
 */
public record CreateWebhookEndpoint(
        UUID organizationId, WebhookProvider provider, String name, Secret secret, String customerKey)
        implements Message {}
