package dev.costinsights.contracts.customers;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer by exactly one of its ids.
 *
 * @param externalId the sender's own id for it
 */
public record CustomerRef(@Nullable UUID id, @Nullable String externalId) {
    /** @throws IllegalArgumentException unless exactly one id is given */
    public CustomerRef {
        if ((id == null) == (externalId == null)) {
            throw new IllegalArgumentException("A customer is named by its id or by its external id.");
        }
    }

    public static CustomerRef of(UUID id) {
        return new CustomerRef(id, null);
    }

    public static CustomerRef ofExternalId(String externalId) {
        return new CustomerRef(null, externalId);
    }
}
