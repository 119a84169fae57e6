package dev.costinsights.contracts.revenue;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/** Asks how far an import is. */
public record GetImport(UUID organizationId, UUID id) implements Message {}
