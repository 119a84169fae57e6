package dev.costinsights.webui.range;

import dev.costinsights.contracts.metrics.Interval;

/** What intervals are called. */
public final class Intervals {

    private Intervals() {}

    /** As an adverb: {@code Daily}. */
    public static String label(Interval interval) {
        return switch (interval) {
            case HOUR -> "Hourly";
            case DAY -> "Daily";
            case WEEK -> "Weekly";
            case MONTH -> "Monthly";
            case YEAR -> "Yearly";
        };
    }

    /** The period that is still filling, in full. */
    static String current(Interval interval) {
        return switch (interval) {
            case HOUR -> "This hour";
            case DAY -> "Today";
            case WEEK -> "This week";
            case MONTH -> "This month";
            case YEAR -> "This year";
        };
    }
}
