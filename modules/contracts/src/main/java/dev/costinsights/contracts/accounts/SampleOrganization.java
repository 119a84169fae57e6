package dev.costinsights.contracts.accounts;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The organization that holds sample data beside another.
 *
 * @param id null when there is none
 */
public record SampleOrganization(@Nullable UUID id) implements Message {}
