package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/** Asks for a session in the organization that holds sample data beside this one; fails as not found without one. */
public record OpenSampleOrganization(UUID organizationId) implements Message {}
