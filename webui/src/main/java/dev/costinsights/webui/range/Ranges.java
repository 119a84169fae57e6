package dev.costinsights.webui.range;

import dev.costinsights.contracts.accounts.DefaultRange;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import java.time.LocalDate;
import java.time.ZoneId;

/** The ranges that pages offer, and what each is compared with. */
public final class Ranges {

    /** Of a range that nobody chose, neither an address nor an organization. */
    public static final int DEFAULT_DAYS = 30;
    /** From the first day of a range to its last. */
    public static final int MOST_DAYS_BETWEEN = Interval.YEAR.maxDays();

    private static final int DAYS_OF_WEEK = 7;

    private Ranges() {}

    /** What an address without dates shows, as long as the organization chose nothing else. */
    public static TimeRange byDefault(LocalDate today, ZoneId zone) {
        return byDefault(DefaultRange.MONTH, today, zone);
    }

    /** What an address without dates shows. */
    public static TimeRange byDefault(DefaultRange chosen, LocalDate today, ZoneId zone) {
        return switch (chosen) {
            case WEEK -> lastDays(7, today, zone);
            case MONTH -> lastDays(DEFAULT_DAYS, today, zone);
            case QUARTER -> lastDays(90, today, zone);
            case YEAR -> lastYear(today, zone);
        };
    }

    /** A default range in words: {@code 30 days}. */
    public static String words(DefaultRange range) {
        return switch (range) {
            case WEEK -> "7 days";
            case MONTH -> "30 days";
            case QUARTER -> "90 days";
            case YEAR -> "12 months";
        };
    }

    /** So many days that end today. */
    public static TimeRange lastDays(long days, LocalDate today, ZoneId zone) {
        return new TimeRange(today.minusDays(days - 1), today, zone);
    }

    /** The year that ends today. */
    public static TimeRange lastYear(LocalDate today, ZoneId zone) {
        return new TimeRange(today.minusYears(1).plusDays(1), today, zone);
    }

    /** As many days right after, moved back where they would lie in the future. */
    public static TimeRange next(TimeRange range, LocalDate today) {
        LocalDate end = range.end().plusDays(range.days());
        return end.isAfter(today)
                ? lastDays(range.days(), today, range.zone())
                : new TimeRange(range.end().plusDays(1), end, range.zone());
    }

    /** The interval that draws a range well when nobody chose one. */
    public static Interval suggestedInterval(TimeRange range) {
        long days = range.days();
        if (days <= 2) {
            return Interval.HOUR;
        }
        if (days <= 124) {
            return Interval.DAY;
        }
        if (Interval.WEEK.allows(range)) {
            return Interval.WEEK;
        }
        return Interval.MONTH.allows(range) ? Interval.MONTH : Interval.YEAR;
    }

    /**
     * The range drawn behind the chart. Hours, days and weeks are compared whole weeks before, so that a Tuesday meets a
     * Tuesday; months and years with as many right before.
     */
    public static Ghost ghost(TimeRange range, Interval interval) {
        return switch (interval) {
            case HOUR, DAY, WEEK -> {
                long weeks = Math.max(1, range.days() / DAYS_OF_WEEK);
                yield new Ghost(range.earlierByDays(weeks * DAYS_OF_WEEK), before(weeks, "week"));
            }
            case MONTH -> {
                int months = interval.periodsOf(range).size();
                yield new Ghost(
                        new TimeRange(
                                range.start().minusMonths(months), range.end().minusMonths(months), range.zone()),
                        before(months, "month"));
            }
            case YEAR -> {
                int years = interval.periodsOf(range).size();
                yield new Ghost(
                        new TimeRange(
                                range.start().minusYears(years), range.end().minusYears(years), range.zone()),
                        before(years, "year"));
            }
        };
    }

    private static String before(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s") + " before";
    }

    /**
     * What a chart is compared with.
     *
     * @param range the compared days
     * @param distance how far back they lie, such as {@code 4 weeks before}
     */
    public record Ghost(TimeRange range, String distance) {}
}
