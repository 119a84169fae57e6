package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.Interval;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The times that churn rates look at, by period from 0: the 30 local calendar days before the period, or the year
 * itself.
 *
 * @param since when they begin, inclusive
 * @param until when they end, exclusive
 */
record ChurnWindows(List<Instant> since, List<Instant> until) {
    private static final int DAYS = 30;

    ChurnWindows {
        since = List.copyOf(since);
        until = List.copyOf(until);
    }

    static ChurnWindows of(Timeline timeline) {
        List<Instant> since = new ArrayList<>(timeline.size());
        List<Instant> until = new ArrayList<>(timeline.size());
        for (int i = 0; i < timeline.size(); i++) {
            Instant start = timeline.whole().get(i);
            boolean yearly = timeline.interval() == Interval.YEAR;
            since.add(yearly ? start : daysBefore(start, timeline));
            until.add(yearly ? timeline.whole().get(i + 1) : start);
        }
        return new ChurnWindows(since, until);
    }

    private static Instant daysBefore(Instant start, Timeline timeline) {
        return start.atZone(timeline.zone()).minusDays(DAYS).toInstant();
    }

    /** Just after the beginnings, as finely as PostgreSQL tells times apart: what started at one is active at it. */
    List<Instant> activeMarks() {
        return marks(since.stream().map(ChurnWindows::justAfter).toList());
    }

    List<Instant> canceledMarks() {
        List<Instant> all = new ArrayList<>(since);
        all.addAll(until);
        return marks(all);
    }

    /** Local time runs back when clocks do: the instants need not be in order. */
    private static List<Instant> marks(List<Instant> instants) {
        return instants.stream().sorted().distinct().toList();
    }

    static Instant justAfter(Instant instant) {
        return instant.plus(1, ChronoUnit.MICROS);
    }
}
