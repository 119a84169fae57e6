package dev.costinsights.ingestion;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer as events name it, in one width: the first 128 bits of the SHA-256 of {@code e} and its external id, else of
 * {@code c} and its id in text.
 */
final class CustomerDigest {
    private CustomerDigest() {}

    /** @return null for nobody: an empty external id names nobody */
    static @Nullable UUID of(@Nullable String externalId, @Nullable UUID id) {
        if (externalId != null && !externalId.isEmpty()) {
            return ofExternalId(externalId);
        }
        return id == null ? null : Sha256.frontOf("c" + id);
    }

    static UUID ofExternalId(String externalId) {
        return Sha256.frontOf("e" + externalId);
    }
}
