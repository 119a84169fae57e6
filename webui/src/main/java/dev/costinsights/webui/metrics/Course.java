package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.webui.chart.MetricChart;
import dev.costinsights.webui.metrics.MetricsPages.Answers;
import dev.costinsights.webui.range.PeriodWords;
import dev.costinsights.webui.range.RangeState;
import dev.costinsights.webui.range.Ranges;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The periods of a page with their values, and what they are called: the same for all its metrics. */
final class Course {
    private final RangeState days;
    private final List<Period> all;
    private final List<Period> compared;
    private final int begun;
    private final Answers answers;
    private final PeriodWords words;

    /** Periods that begin after {@code now} have no values yet. */
    Course(RangeState days, Answers answers, Instant now) {
        this.days = days;
        this.answers = answers;
        this.all = days.interval().periodsOf(days.range());
        this.compared = days.interval().periodsOf(ghost(days).range());
        this.begun = Math.max(1, (int)
                all.stream().filter(period -> !period.from().isAfter(now)).count());
        this.words = days.words();
    }

    static Ranges.Ghost ghost(RangeState days) {
        return Ranges.ghost(days.range(), days.interval());
    }

    /** How many periods have begun. */
    int begun() {
        return begun;
    }

    List<Period> all() {
        return all;
    }

    PeriodWords words() {
        return words;
    }

    boolean endsToday() {
        return days.endsToday();
    }

    /** Whether a period is the one that now is in. */
    boolean isFilling(int bucket) {
        return days.endsToday() && bucket == begun - 1;
    }

    List<@Nullable BigDecimal> values(Metric metric) {
        return values(answers.now(), metric, begun);
    }

    List<@Nullable BigDecimal> before(Metric metric) {
        return values(
                answers.ghost(),
                metric,
                Math.min(all.size(), answers.ghost().periods().size()));
    }

    MetricChart chart(Metric metric, int width, int height) {
        return MetricChart.of(
                new MetricChart.Course(values(metric), before(metric), all.size(), days.endsToday()), width, height);
    }

    String label(int bucket) {
        return isFilling(bucket) ? words.current() + " so far" : words.label(all.get(bucket));
    }

    /** The compared period in words; null when there is none. */
    @Nullable
    String comparedLabel(int bucket) {
        return bucket < compared.size() ? words.label(compared.get(bucket)) : null;
    }

    /** The page for the days of one period. */
    String closer(MetricsView view, int bucket) {
        Period period = all.get(bucket);
        LocalDate from = period.from().atZone(days.zone()).toLocalDate();
        LocalDate to = period.to().minusNanos(1).atZone(days.zone()).toLocalDate();
        var range = new TimeRange(from, to, days.zone());
        RangeState closer = days.with(range);
        return view.with(days.interval() == Interval.HOUR ? closer : closer.with(Ranges.suggestedInterval(range)))
                .href();
    }

    private static List<@Nullable BigDecimal> values(MetricsAnswer answer, Metric metric, int count) {
        List<@Nullable BigDecimal> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(
                    i < answer.periods().size()
                            ? answer.periods().get(i).values().get(metric)
                            : null);
        }
        return values;
    }
}
