package dev.costinsights.aggregation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A kept fact: what was said of an object.
 *
 * @param type as sent: {@code order.paid}
 * @param versionAt since when the object was so
 * @param occurredAt when what the type says happened
 * @param data the whole object as it was then; was checked when it was kept
 */
record Fact(UUID objectId, String type, Instant versionAt, Instant occurredAt, ObjectNode data) {
    /** Without the rest of the object, which may be large. */
    Fact only(Set<String> fields) {
        data.retain(fields);
        return this;
    }
}
