package dev.costinsights.contracts.profit;

import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.metrics.Consistency;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Asks for what customers have brought since their first order, by the UTC month of it.
 *
 * @param start first month
 * @param end last month, included
 * @param now ages are up to the UTC month that it lies in, which isn't over yet
 */
public record CohortsQuery(UUID organizationId, YearMonth start, YearMonth end, Instant now, Consistency consistency)
        implements Message {
    public static final int MAX_MONTHS = 36;

    /** @throws IllegalArgumentException when the end lies before the start, or there are too many months */
    public CohortsQuery {
        if (end.isBefore(start) || ChronoUnit.MONTHS.between(start, end) >= MAX_MONTHS) {
            throw new IllegalArgumentException("Cohorts are asked for by 1 to " + MAX_MONTHS + " months.");
        }
    }
}
