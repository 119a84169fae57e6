package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.presentation.PredictedLtv.Window;
import java.time.Instant;
import java.util.UUID;

/**
 * A range that profit is asked for, and what is looked at beside it.
 *
 * @param from inclusive, on a quarter-hour
 * @param to exclusive, on a quarter-hour
 * @param window what a prediction as of the end looks at
 * @param endOfCosts no event was folded at or after it
 */
record ProfitRange(UUID organizationId, Instant from, Instant to, Window window, Instant endOfCosts) {

    static ProfitRange of(UUID organizationId, TimeRange range, TotalsStore.Extent extent) {
        Instant to = Cover.aligned(range.endInstant());
        Instant endOfCosts = extent.last();
        return new ProfitRange(
                organizationId,
                Cover.aligned(range.startInstant()),
                to,
                Window.before(to),
                endOfCosts == null ? Cover.BEGINNING : endOfCosts);
    }

    SignedCover costs() {
        return costs(from, to);
    }

    /** All time up to the end. */
    SignedCover costsOfLife() {
        return costs(Cover.BEGINNING, to);
    }

    SignedCover costsOfMonths() {
        return costs(window.monthsFrom(), window.monthsTo());
    }

    SignedCover costs(Instant first, Instant last) {
        return SignedCover.of(first, last, endOfCosts);
    }
}
