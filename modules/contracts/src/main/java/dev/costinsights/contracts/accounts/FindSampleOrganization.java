package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks for the organization that holds sample data beside another.
 *
 * @param create whether it is made when there is none
 */
public record FindSampleOrganization(UUID organizationId, boolean create) implements Message {}
