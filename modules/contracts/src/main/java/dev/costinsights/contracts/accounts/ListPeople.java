package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks who can sign in to an organization, and who is invited.
 */
public record ListPeople(UUID organizationId) implements Message {}
