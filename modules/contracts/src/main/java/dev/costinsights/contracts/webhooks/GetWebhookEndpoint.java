package dev.costinsights.contracts.webhooks;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/** Asks for one endpoint of an organization. */
public record GetWebhookEndpoint(UUID organizationId, UUID id) implements Message {}
