package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.metrics.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where periods meet: the start of each and the end of the last. */
final class Boundaries {
    private Boundaries() {}

    static List<Instant> of(List<Period> periods) {
        List<Instant> boundaries = new ArrayList<>(periods.size() + 1);
        periods.forEach(period -> boundaries.add(period.from()));
        boundaries.add(periods.get(periods.size() - 1).to());
        return boundaries;
    }

    /** Of the whole range as one period. */
    static List<Instant> of(TimeRange range) {
        return List.of(range.startInstant(), range.endInstant());
    }

    /** First and last: the periods as one. */
    static List<Instant> ends(List<Instant> boundaries) {
        return List.of(boundaries.get(0), boundaries.get(boundaries.size() - 1));
    }
}
