package dev.costinsights.presentation;

import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Function;

/**
 * What the traces of one name in one period amount to in one field.
 *
 * @param period 0 for the whole range
 * @param field counted from 0
 */
record TraceGroup(String name, int period, int field, long occurrences, long customers, FieldStatistics statistics) {

    /** From the columns {@code occurrences}, {@code total} and those of {@link Percentile#columns}, which hold amounts. */
    static FieldStatistics exact(Row row) {
        return statistics(
                row.getLong("occurrences"),
                row.getBigDecimal("total"),
                percentile -> row.getBigDecimal(percentile.lowerColumn()),
                percentile -> row.getBigDecimal(percentile.upperColumn()));
    }

    /** The same of columns that hold bins of a histogram. */
    static FieldStatistics estimated(Row row) {
        return statistics(
                row.getLong("occurrences"),
                row.getBigDecimal("total"),
                percentile -> CostBins.middle(row.getInteger(percentile.lowerColumn())),
                percentile -> CostBins.middle(row.getInteger(percentile.upperColumn())));
    }

    private static FieldStatistics statistics(
            long count,
            BigDecimal total,
            Function<Percentile, BigDecimal> lower,
            Function<Percentile, BigDecimal> upper) {
        return new FieldStatistics(
                Sums.plain(total),
                average(total, count),
                Percentile.P10.between(count, lower.apply(Percentile.P10), upper.apply(Percentile.P10)),
                Percentile.P90.between(count, lower.apply(Percentile.P90), upper.apply(Percentile.P90)),
                Percentile.P99.between(count, lower.apply(Percentile.P99), upper.apply(Percentile.P99)));
    }

    static BigDecimal average(BigDecimal total, long count) {
        return Sums.plain(
                total.divide(BigDecimal.valueOf(count), FieldStatistics.AVERAGE_DECIMALS, RoundingMode.HALF_EVEN));
    }
}
