package dev.costinsights.ingestion.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.revenue.NewFact;
import java.time.Instant;

/**
 * A fact that the ledger may still complete.
 *
 * @param data whole, with its {@code modified_at}; entries that begin with {@code stripe_} are ours to read again
 */
record StripeFact(String type, Instant timestamp, ObjectNode data) {
    /** What it is about: {@code order}. */
    String kind() {
        return type.substring(0, type.indexOf('.'));
    }

    NewFact toNewFact() {
        return new NewFact(type, timestamp, data.toString());
    }
}
