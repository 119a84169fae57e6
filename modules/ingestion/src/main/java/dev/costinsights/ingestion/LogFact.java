package dev.costinsights.ingestion;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact that was checked.
 *
 * @param versionAt since when the object was so
 * @param occurredAt when what the type says happened
 * @param parentKind of the object it belongs to; null when it belongs to none
 * @param parentId as {@code log.facts.parent_id}
 * @param customerId as {@code log.facts.customer_id}
 * @param data as it was sent
 * @param customer what a fact about a customer says of it, else null
 */
record LogFact(
        FactKind kind,
        UUID objectId,
        Instant versionAt,
        String type,
        Instant occurredAt,
        @Nullable FactKind parentKind,
        @Nullable UUID parentId,
        @Nullable UUID customerId,
        String data,
        @Nullable CustomerVersion customer) {

    /** Whether it counts only when what it belongs to is known; an order counts without its subscription. */
    boolean needsParent() {
        return parentKind != null && kind != FactKind.ORDER;
    }
}
