package dev.costinsights.webui.trace;

import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.trace.EventPage.Badge;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a cost stands among the traces of its name.
 *
 * @param cents what the event and everything beneath it cost
 * @param traces how many there are to compare with
 * @param figures of those
 * @param error by how much a percentile may be off at most, relative to it
 */
record Standing(BigDecimal cents, long traces, FieldStatistics figures, BigDecimal error) {
    /** A 99th percentile of fewer is chance. */
    static final int FEW = 20;

    /** From the lowest up. */
    enum Place {
        BELOW_P10("Below p10", false),
        USUAL("Usual", false),
        ABOVE_P90("Above p90", false),
        ABOVE_P99("Above p99", true);

        private final String text;
        private final boolean warns;

        Place(String text, boolean warns) {
            this.text = text;
            this.warns = warns;
        }
    }

    /** Empty when there is nothing to compare with, or nothing to compare. */
    static Optional<Standing> of(@Nullable BigDecimal cents, TimeseriesAnswer answer) {
        if (cents == null || answer.totals().isEmpty()) {
            return Optional.empty();
        }
        EventStatistics all = answer.totals().get(0);
        return all.occurrences() == 0
                ? Optional.empty()
                : Optional.of(new Standing(
                        cents,
                        all.occurrences(),
                        all.fields().get(0),
                        answer.source().percentileError()));
    }

    boolean isFew() {
        return traces < FEW;
    }

    /** Whether all of them cost the same, as far as percentiles can tell. */
    boolean allTheSame() {
        BigDecimal spread = figures.p99().subtract(figures.p10());
        return spread.compareTo(tolerance(figures.p99()).multiply(BigDecimal.valueOf(2))) <= 0
                && figures.average().subtract(figures.p99()).abs().compareTo(tolerance(figures.p99())) <= 0;
    }

    /** Only what is beyond a percentile whatever its error counts as beyond. */
    Place place() {
        if (beyond(figures.p99())) {
            return Place.ABOVE_P99;
        } else if (beyond(figures.p90())) {
            return Place.ABOVE_P90;
        }
        boolean below = cents.compareTo(figures.p10().subtract(tolerance(figures.p10()))) < 0;
        return below ? Place.BELOW_P10 : Place.USUAL;
    }

    /** Null when there are too few to say. */
    @Nullable
    Badge badge() {
        return isFew() ? null : new Badge(place().text, place().warns);
    }

    /** How many times the average it is; null when the average isn't above zero. */
    @Nullable
    String times() {
        return figures.average().signum() > 0 ? Numbers.times(cents, figures.average()) : null;
    }

    private boolean beyond(BigDecimal percentile) {
        return cents.compareTo(percentile.add(tolerance(percentile))) > 0;
    }

    private BigDecimal tolerance(BigDecimal percentile) {
        return percentile.abs().multiply(error);
    }
}
