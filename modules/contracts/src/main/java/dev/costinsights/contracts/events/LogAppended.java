package dev.costinsights.contracts.events;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/** Rings when events of an organization were committed to the log and wait to be folded. */
public record LogAppended(UUID organizationId) implements Message {}
