package dev.costinsights.contracts.costs;

import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.metrics.Period;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Costs over time and by dimension, all from one snapshot: the rows of a breakdown with its rest and its unattributed
 * part sum to the total, and so do the periods, to the last digit. Of one customer, when the question names one.
 *
 * @param ghost costs of the ghost range by period
 * @param lastEventAt within a quarter of an hour after the newest event that was ever folded; null when there is none
 * @param firstEventAt a quarter of an hour that holds the oldest event ever folded; null when there is none
 */
public record CostReport(
        List<PeriodCosts> periods,
        List<PeriodCosts> ghost,
        Figures total,
        Figures previous,
        List<Breakdown> breakdowns,
        @Nullable Instant firstEventAt,
        @Nullable Instant lastEventAt,
        Freshness freshness)
        implements Message {
    public CostReport {
        periods = List.copyOf(periods);
        ghost = List.copyOf(ghost);
        breakdowns = List.copyOf(breakdowns);
    }

    /**
     * @param timestamp start of the period
     * @param from where its part inside the range starts
     */
    public record PeriodCosts(Instant timestamp, Instant from, Instant to, BigDecimal costCents, long events) {
        /** The same without what happened in it. */
        public Period period() {
            return new Period(timestamp, from, to);
        }
    }

    /**
     * What a whole range amounts to.
     *
     * @param activeCustomers distinct customers with an event, the id and the external id of one counted once
     */
    public record Figures(BigDecimal costCents, long events, long activeCustomers) {}

    /**
     * A ranked list.
     *
     * @param rows the page asked for
     * @param rowCount how many rows there are in all
     * @param rest sum of the rows that are not on this page; its key is null
     * @param unattributed costs of events without this dimension (no model, no customer); its key is null
     */
    public record Breakdown(Dimension dimension, List<Row> rows, int rowCount, Row rest, Row unattributed) {
        public Breakdown {
            rows = List.copyOf(rows);
        }
    }

    /**
     * @param key name, model, vendor or external customer id (the id of a customer that no event named otherwise); of a
     *     longer one the first {@value #MAX_KEY_LENGTH} characters
     * @param trend costs of each day of the range, oldest first; empty unless asked for. Days are those of the range's
     *     zone, but UTC days by customer.
     */
    public record Row(
            @Nullable String key,
            BigDecimal costCents,
            BigDecimal previousCostCents,
            long events,
            List<BigDecimal> trend) {
        /** A sender's texts may have millions of characters, which nobody reads in a list. */
        public static final int MAX_KEY_LENGTH = 200;

        public Row {
            trend = List.copyOf(trend);
        }
    }

    /**
     * How far the totals are behind the log.
     *
     * @param asOf everything committed to the log up to this instant is in
     * @param lagMillis age of the oldest commit that is not in, in milliseconds; 0 when everything is
     */
    public record Freshness(Instant asOf, long lagMillis) {}
}
