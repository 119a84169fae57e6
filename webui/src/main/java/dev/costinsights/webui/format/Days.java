package dev.costinsights.webui.format;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Prints days and ranges of days. */
public final class Days {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);

    private Days() {}

    /** A day such as {@code 3 Nov}, with the year when it is not that of {@code today}. */
    public static String day(LocalDate day, LocalDate today) {
        return day.format(day.getYear() == today.getYear() ? DAY : DAY_OF_YEAR);
    }

    /** A day with its weekday, such as {@code Wed 11 Nov}, the latest as {@code Today, Mon 23 Nov}. */
    public static String weekday(LocalDate day, LocalDate today) {
        String text = day.format(WEEKDAY) + " " + day(day, today);
        return day.equals(today) ? "Today, " + text : text;
    }

    /** A range such as {@code 25 Oct – 23 Nov}, with years where they are not that of {@code today}. */
    public static String range(LocalDate from, LocalDate to, LocalDate today) {
        if (from.equals(to)) {
            return day(from, today);
        }
        boolean years = from.getYear() != to.getYear() || to.getYear() != today.getYear();
        return from.format(years && from.getYear() != to.getYear() ? DAY_OF_YEAR : DAY) + " – "
                + to.format(years ? DAY_OF_YEAR : DAY);
    }

    /** A range that always tells its year. */
    public static String fullRange(LocalDate from, LocalDate to) {
        if (from.equals(to)) {
            return from.format(DAY_OF_YEAR);
        }
        return from.format(from.getYear() == to.getYear() ? DAY : DAY_OF_YEAR) + " – " + to.format(DAY_OF_YEAR);
    }
}
