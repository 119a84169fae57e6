package dev.costinsights.webui.eventname;

import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.events.EventType;
import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What presentation answered.
 *
 * @param view the state with a page that exists
 * @param before null when it could not be read
 * @param names null when they could not be read
 * @param traces null when they could not be read
 * @param elsewhere where there are events, when no trace of the range starts with one; else null
 */
record Answers(
        EventNameView view,
        List<String> notices,
        EventType type,
        TimeseriesAnswer now,
        @Nullable TimeseriesAnswer before,
        @Nullable TimeseriesAnswer names,
        @Nullable EventPage traces,
        @Nullable Elsewhere elsewhere) {

    /**
     * Where events of the name are.
     *
     * @param inRange how many are inside other traces of the range
     * @param last when the last of all happened, or null without any
     */
    record Elsewhere(long inRange, @Nullable Instant last) {}

    /** What all traces of the range amount to; nothing without traces. */
    EventStatistics total() {
        return total(now, view.name());
    }

    /** What those of the range before amount to; null when it could not be read. */
    @Nullable
    EventStatistics totalBefore() {
        return before == null ? null : total(before, view.name());
    }

    /** Costs of traces of one name. */
    static FieldStatistics costs(EventStatistics statistics) {
        return statistics.fields().get(0);
    }

    static EventStatistics total(TimeseriesAnswer answer, String name) {
        return answer.totals().isEmpty()
                ? new EventStatistics(name, name, null, 0, 0, List.of(FieldStatistics.NONE))
                : answer.totals().get(0);
    }
}
