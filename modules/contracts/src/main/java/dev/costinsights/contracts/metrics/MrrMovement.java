package dev.costinsights.contracts.metrics;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why the MRR of a customer is another at the end of a period than at its start. */
public enum MrrMovement {
    /** It paid nothing at the start, nor at any time before. */
    NEW,
    /** It pays more. */
    EXPANSION,
    /** It pays less. */
    CONTRACTION,
    /** It pays nothing any more. */
    CHURNED,
    /** It paid nothing at the start, but at some time before. */
    REACTIVATION;

    /** The name on the wire: {@code new}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
