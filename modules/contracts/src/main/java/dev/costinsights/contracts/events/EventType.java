package dev.costinsights.contracts.events;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a name of events. Made with the first event of that name, labelled with it.
 *
 * @param labelPropertySelector path in an event's metadata whose value is the event's label; null for none
 * @param modifiedAt null when it never changed
 */
public record EventType(
        UUID organizationId,
        UUID id,
        String name,
        String label,
        @Nullable String labelPropertySelector,
        Instant createdAt,
        @Nullable Instant modifiedAt)
        implements Message {}
