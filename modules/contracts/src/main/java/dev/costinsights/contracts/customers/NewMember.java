package dev.costinsights.contracts.customers;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who is to become a member of a customer.
 *
 * @param externalId the sender's own id for it, which no other member of the customer has
 */
public record NewMember(
        String email, @Nullable String name, @Nullable String externalId) {}
