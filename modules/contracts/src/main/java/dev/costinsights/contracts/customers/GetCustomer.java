package dev.costinsights.contracts.customers;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/** Asks for a registered customer that is not deleted. */
public record GetCustomer(UUID organizationId, CustomerRef customer) implements Message {}
