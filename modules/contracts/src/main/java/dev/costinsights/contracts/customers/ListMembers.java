package dev.costinsights.contracts.customers;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for members of customers, by the time of their creation.
 *
 * @param customerId null for any customer's
 * @param externalCustomerId null for any customer's
 * @param role null for any
 * @param newestFirst else the oldest first
 * @param offset how many to leave out at the beginning
 */
public record ListMembers(
        UUID organizationId,
        @Nullable UUID customerId,
        @Nullable String externalCustomerId,
        Member.@Nullable Role role,
        boolean newestFirst,
        long offset,
        int limit)
        implements Message {}
