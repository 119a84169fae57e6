package dev.costinsights.contracts.customers;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member of a customer by exactly one of its ids.
 *
 * @param externalId the sender's own id for it
 */
public record MemberRef(@Nullable UUID id, @Nullable String externalId) {
    /** @throws IllegalArgumentException unless exactly one id is given */
    public MemberRef {
        if ((id == null) == (externalId == null)) {
            throw new IllegalArgumentException("A member is named by its id or by its external id.");
        }
    }

    public static MemberRef of(UUID id) {
        return new MemberRef(id, null);
    }

    public static MemberRef ofExternalId(String externalId) {
        return new MemberRef(null, externalId);
    }
}
