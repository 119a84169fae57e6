package dev.costinsights.contracts.samples;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks for sample data beside an organization, in one of its own: nothing of it is counted with anything real. What is
 * there already is brought up to now. The answer comes at once; the data follow in the background.
 */
public record LoadSampleData(UUID organizationId) implements Message {}
