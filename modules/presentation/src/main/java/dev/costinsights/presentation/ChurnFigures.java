package dev.costinsights.presentation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What churn rates are made of.
 *
 * @param canceled subscriptions canceled in the window of each period, from 1
 * @param active subscriptions active when it began
 */
record ChurnFigures(List<BigDecimal> canceled, List<BigDecimal> active) {
    ChurnFigures {
        canceled = List.copyOf(canceled);
        active = List.copyOf(active);
    }

    /** Counts by the numbers that {@code width_bucket} gives between the marks. */
    static final class Builder {
        private final ChurnWindows windows;
        private final List<Instant> activeMarks;
        private final List<Instant> canceledMarks;
        private final Deltas active;
        private final Deltas canceled;

        Builder(ChurnWindows windows) {
            this.windows = windows;
            activeMarks = windows.activeMarks();
            canceledMarks = windows.canceledMarks();
            active = new Deltas(activeMarks.size());
            canceled = new Deltas(canceledMarks.size());
        }

        void started(int mark, long subscriptions) {
            active.add(mark, subscriptions);
        }

        void gone(int mark, long subscriptions) {
            active.add(mark, -subscriptions);
        }

        void canceled(int mark, long subscriptions) {
            canceled.add(mark, subscriptions);
        }

        ChurnFigures build() {
            List<BigDecimal> activeSums = active.running();
            List<BigDecimal> canceledSums = canceled.running();
            int periods = windows.since().size();
            List<BigDecimal> canceledOf = new ArrayList<>(List.of(BigDecimal.ZERO));
            List<BigDecimal> activeOf = new ArrayList<>(List.of(BigDecimal.ZERO));
            for (int i = 0; i < periods; i++) {
                Instant since = windows.since().get(i);
                canceledOf.add(before(canceledMarks, windows.until().get(i), canceledSums)
                        .subtract(before(canceledMarks, since, canceledSums)));
                activeOf.add(before(activeMarks, ChurnWindows.justAfter(since), activeSums));
            }
            return new ChurnFigures(canceledOf, activeOf);
        }

        /** What lies before a mark: number 0 is before the first, number n between the nth and the next. */
        private static BigDecimal before(List<Instant> marks, Instant mark, List<BigDecimal> sums) {
            return sums.get(Collections.binarySearch(marks, mark));
        }
    }
}
