package dev.costinsights.contracts.statistics;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What an answer was made from.
 *
 * @param percentileError by how much a percentile may be off at most, relative to it: zero when all are exact
 * @param asOf everything committed to the log up to this instant is in
 */
public record StatisticsSource(BigDecimal percentileError, Instant asOf) {
    public static final BigDecimal EXACT = BigDecimal.ZERO;
    /** Of percentiles that come from histograms. */
    public static final BigDecimal HISTOGRAM_ERROR = new BigDecimal("0.01");
}
