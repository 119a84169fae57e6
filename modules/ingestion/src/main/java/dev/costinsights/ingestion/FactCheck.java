package dev.costinsights.ingestion;

import com.fasterxml.jackson.databind.JsonNode;

/** What one value of a fact must be. */
@FunctionalInterface
interface FactCheck {
    /** @param field where the value is, such as {@code data.net_amount} */
    void check(JsonNode value, String field, FactProblems problems);
}
