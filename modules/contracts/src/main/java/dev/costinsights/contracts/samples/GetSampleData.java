package dev.costinsights.contracts.samples;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/** Asks whether an organization has sample data beside it. */
public record GetSampleData(UUID organizationId) implements Message {}
