package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks that someone has another password; all their sessions but one end. Fails as {@link
 * dev.costinsights.contracts.bus.ErrorCode#INVALID} naming the field, also when the current password is wrong, and as
 * OVERLOADED after too many tries.
 *
 * @param sessionId the session that goes on
 */
public record ChangePassword(UUID organizationId, UUID userId, UUID sessionId, Secret current, Secret replacement)
        implements Message {}
