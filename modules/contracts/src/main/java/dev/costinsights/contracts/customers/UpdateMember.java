package dev.costinsights.contracts.customers;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks to change a member. What is null stays as it is.
 *
 * @param role the owner's passes ownership on: who had it becomes a billing manager
 */
public record UpdateMember(
        UUID organizationId,
        CustomerRef customer,
        MemberRef member,
        @Nullable String email,
        @Nullable Change<String> name,
        Member.@Nullable Role role)
        implements Message {}
