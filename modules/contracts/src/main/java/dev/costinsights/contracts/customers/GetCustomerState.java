package dev.costinsights.contracts.customers;

import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.metrics.Consistency;
import java.util.UUID;

/** Asks for a registered customer that is not deleted, and what it is subscribed to. */
public record GetCustomerState(UUID organizationId, CustomerRef customer, Consistency consistency) implements Message {}
