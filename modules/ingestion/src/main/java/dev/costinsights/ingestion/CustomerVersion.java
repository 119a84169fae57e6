package dev.costinsights.ingestion;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer as a fact says it was.
 *
 * @param externalDigest null exactly when there is no external id
 * @param metadata text of a JSON object
 * @param versionAt since when it was so
 */
record CustomerVersion(
        UUID id,
        @Nullable String externalId,
        @Nullable UUID externalDigest,
        String type,
        @Nullable String email,
        @Nullable String name,
        @Nullable String billingName,
        String metadata,
        Instant createdAt,
        Instant versionAt,
        @Nullable Instant deletedAt) {

    /**
     * Together with {@code createdAt} this keeps the version, so that in whatever order facts come, and whatever people
     * change in between, the latest holds.
     */
    @Nullable
    Instant modifiedAt() {
        return versionAt.equals(createdAt) ? null : versionAt;
    }

    /** @return null when it names nobody, or when a deleted customer leaves the external id to another */
    @Nullable
    UUID namedDigest() {
        return deletedAt == null ? externalDigest : null;
    }
}
