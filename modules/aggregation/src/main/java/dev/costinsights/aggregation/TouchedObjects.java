package dev.costinsights.aggregation;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Objects with facts that aren't folded. */
record TouchedObjects(Map<FactKind, Set<UUID>> idsByKind) {
    TouchedObjects {
        idsByKind = Map.copyOf(idsByKind);
    }

    Set<UUID> ids(FactKind kind) {
        return idsByKind.getOrDefault(kind, Set.of());
    }
}
