package dev.costinsights.contracts.webhooks;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/** Asks to delete an endpoint. The facts that came through it stay. */
public record DeleteWebhookEndpoint(UUID organizationId, UUID id) implements Message {}
