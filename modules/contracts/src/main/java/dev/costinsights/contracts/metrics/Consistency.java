package dev.costinsights.contracts.metrics;

/** How fresh the totals behind an answer must be. */
public enum Consistency {
    /** The newest totals there are: within a second of what was acknowledged. */
    BOUNDED,
    /** First wait until everything acknowledged before the question is in the totals. */
    STRONG
}
