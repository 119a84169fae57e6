package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new organization.
 *
 * @param slug null means one made from the name
 */
public record CreateOrganization(String name, @Nullable String slug) implements Message {}
