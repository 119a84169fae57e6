package dev.costinsights.contracts.customers;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/** Asks to take a member away from its customer. The owner stays until another member is the owner. */
public record DeleteMember(UUID organizationId, CustomerRef customer, MemberRef member) implements Message {}
