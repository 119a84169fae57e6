package dev.costinsights.contracts.revenue;

import dev.costinsights.contracts.bus.Message;
import java.util.List;
import java.util.UUID;

/** Asks to keep facts, all or none. */
public record IngestFacts(UUID organizationId, List<NewFact> facts) implements Message {
    public static final int MAX_FACTS = 10_000;

    /** @throws IllegalArgumentException with more than {@value #MAX_FACTS} facts */
    public IngestFacts {
        facts = List.copyOf(facts);
        if (facts.size() > MAX_FACTS) {
            throw new IllegalArgumentException("At most " + MAX_FACTS + " facts at once");
        }
    }
}
