package dev.costinsights.contracts.customers;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/** Asks for a member of a registered customer. */
public record GetMember(UUID organizationId, CustomerRef customer, MemberRef member) implements Message {}
