package dev.costinsights.webui.range;

import dev.costinsights.contracts.metrics.Period;
import java.util.ArrayList;
import java.util.List;

/** Chooses the few labels under a chart over time: the first, the last, and some at equal distances between. */
public final class TimeAxis {
    private static final int MOST_LABELS = 7;

    private TimeAxis() {}

    /**
     * A label.
     *
     * @param bucket which bucket it names
     * @param css {@code ""} at the left edge, {@code m} in the middle, {@code e} at the right edge, with {@code xs} where
     *     narrow screens leave it out
     */
    public record Label(int bucket, String css, String text) {}

    /**
     * The labels of a chart.
     *
     * @param lastIsFilling whether the last period is the one that now is in
     * @param centred whether buckets are columns, whose labels stand at their middle
     */
    public static List<Label> labels(List<Period> periods, PeriodWords words, boolean lastIsFilling, boolean centred) {
        int last = periods.size() - 1;
        int step = Math.max(1, (last + MOST_LABELS - 2) / (MOST_LABELS - 1));
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < last && last - i > step / 2; i += step) {
            shown.add(i);
        }
        shown.add(last);
        List<Label> labels = new ArrayList<>();
        for (int n = 0; n < shown.size(); n++) {
            int i = shown.get(n);
            String place = centred || (i > 0 && i < last) ? "m" : i == 0 ? "" : "e";
            boolean narrow = n % 2 == 1 && i != last;
            labels.add(new Label(
                    i,
                    narrow ? place + " xs" : place,
                    i == last && lastIsFilling ? words.current() : words.axis(periods.get(i))));
        }
        return labels;
    }
}
