package dev.costinsights.contracts.statistics;

import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.metrics.Period;
import java.util.List;

/**
 * Statistics by name over time, all from one snapshot.
 *
 * @param totals over the whole range, sorted as asked for
 */
public record TimeseriesAnswer(List<PeriodStatistics> periods, List<EventStatistics> totals, StatisticsSource source)
        implements Message {
    public TimeseriesAnswer {
        periods = List.copyOf(periods);
        totals = List.copyOf(totals);
    }

    /**
     * One period.
     *
     * @param names the same names in the same order as in the totals
     */
    public record PeriodStatistics(Period period, List<EventStatistics> names) {
        public PeriodStatistics {
            names = List.copyOf(names);
        }
    }
}
