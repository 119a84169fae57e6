package dev.costinsights.contracts.customers;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks to add a member to a registered customer.
 *
 * @param role not the owner's, which only {@link UpdateMember} passes on
 */
public record CreateMember(UUID organizationId, CustomerRef customer, NewMember member, Member.Role role)
        implements Message {}
