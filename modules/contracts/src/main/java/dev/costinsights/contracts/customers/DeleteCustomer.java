package dev.costinsights.contracts.customers;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks to delete a registered customer and its members. Its external id is free for another then; events stay.
 *
 * @param anonymize whether also what is known of the people is to be forgotten
 */
public record DeleteCustomer(UUID organizationId, CustomerRef customer, boolean anonymize) implements Message {}
