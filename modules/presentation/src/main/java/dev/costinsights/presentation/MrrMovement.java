package dev.costinsights.presentation;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Why the MRR of a customer is another at the end of a period than at its start. */
enum MrrMovement {
    NEW,
    EXPANSION,
    CONTRACTION,
    CHURNED,
    REACTIVATION;

    /** The name on the wire: {@code new}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Empty when nothing moved.
     *
     * @param before cents, 0 or more
     * @param after cents, 0 or more
     * @param hasPaid whether the customer paid at any time before the period
     */
    static Optional<MrrMovement> of(BigDecimal before, BigDecimal after, boolean hasPaid) {
        int change = after.compareTo(before);
        if (change == 0) {
            return Optional.empty();
        }
        if (before.signum() == 0) {
            return Optional.of(hasPaid ? REACTIVATION : NEW);
        }
        if (after.signum() == 0) {
            return Optional.of(CHURNED);
        }
        return Optional.of(change > 0 ? EXPANSION : CONTRACTION);
    }
}
