package dev.costinsights.aggregation;

import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Objects with facts that aren't folded.
 *
 * @param oldest when the first of these facts was appended; null when the objects are computed anew without new facts
 */
record TouchedObjects(
        Map<FactKind, Set<UUID>> idsByKind, @Nullable OffsetDateTime oldest) {
    TouchedObjects {
        idsByKind = Map.copyOf(idsByKind);
    }

    TouchedObjects(Map<FactKind, Set<UUID>> idsByKind) {
        this(idsByKind, null);
    }

    Set<UUID> ids(FactKind kind) {
        return idsByKind.getOrDefault(kind, Set.of());
    }
}
