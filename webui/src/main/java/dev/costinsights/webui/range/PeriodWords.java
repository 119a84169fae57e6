package dev.costinsights.webui.range;

import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.webui.format.Days;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What periods are called: in full in a readout, short under a chart.
 *
 * @param interval length of the periods
 * @param zone whose days they are
 * @param today the reader's day
 */
public record PeriodWords(Interval interval, ZoneId zone, LocalDate today) {

    private static final DateTimeFormatter HOUR = format("EEE d MMM HH:mm");
    private static final DateTimeFormatter HOUR_OF_DAY = format("HH:mm");
    private static final DateTimeFormatter DAY = format("EEE d MMM");
    private static final DateTimeFormatter DAY_OF_YEAR = format("EEE d MMM uuuu");
    private static final DateTimeFormatter MONTH = format("MMM uuuu");
    private static final DateTimeFormatter YEAR = format("uuuu");

    /** In full: {@code Wed 11 Nov}. */
    public String label(Period period) {
        ZonedDateTime start = period.from().atZone(zone);
        return switch (interval) {
            case HOUR -> HOUR.format(start);
            case DAY -> (start.getYear() == today.getYear() ? DAY : DAY_OF_YEAR).format(start);
            case WEEK -> days(period);
            case MONTH -> whole(period, start.toLocalDate().plusMonths(1)) ? MONTH.format(start) : days(period);
            case YEAR -> whole(period, start.toLocalDate().plusYears(1)) ? YEAR.format(start) : days(period);
        };
    }

    /** Short, for an axis: {@code 11 Nov}. */
    public String axis(Period period) {
        ZonedDateTime start = period.from().atZone(zone);
        return switch (interval) {
            case HOUR -> start.getHour() == 0 ? Days.day(start.toLocalDate(), today) : HOUR_OF_DAY.format(start);
            case DAY, WEEK -> Days.day(start.toLocalDate(), today);
            case MONTH -> MONTH.format(start);
            case YEAR -> YEAR.format(start);
        };
    }

    /** The period that is still filling: {@code Today}. */
    public String current() {
        return Intervals.current(interval);
    }

    private boolean whole(Period period, LocalDate following) {
        return period.from().equals(period.timestamp())
                && period.to().equals(following.atStartOfDay(zone).toInstant());
    }

    private String days(Period period) {
        return Days.range(
                period.from().atZone(zone).toLocalDate(),
                period.to().minusNanos(1).atZone(zone).toLocalDate(),
                today);
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    }
}
