package dev.costinsights.contracts.webhooks;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks for the endpoints of an organization, the newest first.
 *
 * @param offset how many to leave out at the beginning
 */
public record ListWebhookEndpoints(UUID organizationId, long offset, int limit) implements Message {}
