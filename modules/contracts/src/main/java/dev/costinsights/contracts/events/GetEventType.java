package dev.costinsights.contracts.events;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks what is known of a name of events. Fails as {@link dev.costinsights.contracts.bus.ErrorCode#NOT_FOUND} when no
 * event of the organization was ever recorded with it.
 *
 * @param name the whole name, in the same case; may be empty
 */
public record GetEventType(UUID organizationId, String name) implements Message {}
