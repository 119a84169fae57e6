package dev.costinsights.contracts.revenue;

import dev.costinsights.contracts.bus.Message;

/**
 * What became of facts, after the commit.
 *
 * @param inserted kept
 * @param duplicates of the same type, object and version as one that is kept
 * @param waiting of those inserted: they count as soon as what they belong to is known
 */
public record FactsResult(int inserted, int duplicates, int waiting) implements Message {}
