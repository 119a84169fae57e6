package dev.costinsights.contracts.webhooks;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks what was delivered to an endpoint, the last first.
 *
 * @param offset how many to leave out at the beginning
 */
public record ListWebhookDeliveries(UUID organizationId, UUID endpointId, long offset, int limit) implements Message {}
