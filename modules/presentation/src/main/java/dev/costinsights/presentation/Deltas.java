package dev.costinsights.presentation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Changes by period, and the sums that they run up to. */
final class Deltas {
    private final BigDecimal[] changes;

    /** @param periods the number of the last; a change after it is never seen */
    Deltas(int periods) {
        changes = new BigDecimal[periods + 1];
        Arrays.fill(changes, BigDecimal.ZERO);
    }

    void add(int period, BigDecimal change) {
        if (period < changes.length) {
            changes[period] = changes[period].add(change);
        }
    }

    void add(int period, long change) {
        add(period, BigDecimal.valueOf(change));
    }

    void subtract(int period, BigDecimal change) {
        add(period, change.negate());
    }

    /** By period, each with all changes up to it. */
    List<BigDecimal> running() {
        List<BigDecimal> sums = new ArrayList<>(changes.length);
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal change : changes) {
            sum = sum.add(change);
            sums.add(sum);
        }
        return sums;
    }
}
