package dev.costinsights.webui.format;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A point in time as it is printed.
 *
 * @param text such as {@code 09:12 today}, or the day alone when it is another
 * @param machine for machines, in UTC
 * @param exact day, time and zone
 */
public record Moment(String text, String machine, String exact) {

    private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm 'today'", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern(" HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss VV", Locale.ENGLISH);

    private static final DateTimeFormatter PRECISE =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm:ss.SSS", Locale.ENGLISH);
    /** The time of day alone, where the day is known: {@code 09:12:44}. */
    public static Moment ofTime(Instant instant, ZoneId zone) {
        ZonedDateTime local = instant.atZone(zone);
        return new Moment(
                local.format(TIME), instant.truncatedTo(ChronoUnit.SECONDS).toString(), local.format(EXACT));
    }

    /** As people in a zone say it now. */
    public static Moment of(Instant instant, ZoneId zone, Instant now) {
        ZonedDateTime local = instant.atZone(zone);
        LocalDate today = LocalDate.ofInstant(now, zone);
        String text = local.toLocalDate().equals(today) ? local.format(TODAY) : Days.day(local.toLocalDate(), today);
        return of(instant, local, text);
    }

    /** With day and minute, such as {@code 11 Nov 03:12}, the year when it is another. */
    public static Moment toTheMinute(Instant instant, ZoneId zone, LocalDate today) {
        ZonedDateTime local = instant.atZone(zone);
        return of(instant, local, Days.day(local.toLocalDate(), today) + local.format(MINUTE));
    }

    private static Moment of(Instant instant, ZonedDateTime local, String text) {
        return new Moment(text, instant.truncatedTo(ChronoUnit.SECONDS).toString(), local.format(EXACT));
    }

    /** Day and time to the millisecond, with the zone apart: {@code Wed 11 Nov 2026, 03:12:44.081}. */
    public static Moment precise(Instant instant, ZoneId zone) {
        ZonedDateTime local = instant.atZone(zone);
        return new Moment(local.format(PRECISE), instant.toString(), local.format(EXACT));
    }
}
