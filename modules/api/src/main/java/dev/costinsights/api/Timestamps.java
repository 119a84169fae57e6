package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an instant: RFC 3339 text with an offset (seconds and their fraction may be left out, a space may stand for the
 * {@code T}), or the time since 1970 as a number or as the text of one, in seconds up to 20,000,000,000 and in
 * milliseconds beyond. Instants are cut to microseconds.
 */
final class Timestamps {
    private static final Pattern TEXT = Pattern.compile(
            "(\\d{4})-(\\d{2})-(\\d{2})"
                    + "(?:[Tt _](\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9})\\d*)?)?\\s?(?:([Zz])|([+-]\\d{2}):?(\\d{2}))?)?");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}(?:\\.\\d{1,30})?");
    private static final int MAX_TEXT = 64;

    private static final BigDecimal MILLISECONDS_BEYOND = BigDecimal.valueOf(20_000_000_000L);
    private static final BigDecimal EARLIEST_SECOND = BigDecimal.valueOf(-11_676_096_000L);
    private static final BigDecimal LATEST_SECOND = BigDecimal.valueOf(253_402_300_799L);
    private static final Instant YEAR_ONE = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant YEAR_TEN_THOUSAND = Instant.parse("+10000-01-01T00:00:00Z");

    private Timestamps() {}

    static Instant instant(JsonNode value) throws InvalidValue {
        if (value.isNumber()) {
            return ofEpoch(value.decimalValue());
        } else if (!value.isTextual()) {
            throw new InvalidValue("datetime_type", "Input should be a valid datetime");
        }
        String text = value.textValue();
        if (text.length() > MAX_TEXT) {
            throw unreadable("unexpected extra characters at the end of the input");
        }
        Matcher calendar = TEXT.matcher(text);
        if (calendar.matches()) {
            return ofCalendar(calendar);
        } else if (NUMBER.matcher(text).matches()) {
            return ofEpoch(new BigDecimal(text));
        }
        throw unreadable("expected a form like 2026-01-31T12:00:00Z");
    }

    private static Instant ofCalendar(Matcher text) throws InvalidValue {
        try {
            LocalDate date = LocalDate.of(number(text, 1), number(text, 2), number(text, 3));
            LocalTime time = text.group(4) == null
                    ? LocalTime.MIDNIGHT
                    : LocalTime.of(number(text, 4), number(text, 5), number(text, 6), nanos(text.group(7)));
            if (text.group(8) == null && text.group(9) == null) {
                throw new InvalidValue("timezone_aware", "Input should have timezone info");
            }
            Instant instant =
                    date.atTime(time).minusSeconds(offsetSeconds(text)).toInstant(ZoneOffset.UTC);
            if (instant.isBefore(YEAR_ONE) || !instant.isBefore(YEAR_TEN_THOUSAND)) {
                throw unreadable("year is out of range");
            }
            return instant.truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** Offsets up to a minute below 24 hours are valid; {@link ZoneOffset} ends at 18. */
    private static int offsetSeconds(Matcher text) {
        if (text.group(9) == null) {
            return 0;
        }
        int seconds = LocalTime.of(Math.abs(number(text, 9)), number(text, 10)).toSecondOfDay();
        return text.group(9).startsWith("-") ? -seconds : seconds;
    }

    private static int number(Matcher text, int group) {
        return text.group(group) == null ? 0 : Integer.parseInt(text.group(group));
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
    }

    private static Instant ofEpoch(BigDecimal number) throws InvalidValue {
        if (number.signum() == 0 || (long) number.precision() - number.scale() < -9) {
            return Instant.EPOCH;
        }
        BigDecimal seconds = number.abs().compareTo(MILLISECONDS_BEYOND) > 0 ? number.scaleByPowerOfTen(-3) : number;
        if (seconds.compareTo(EARLIEST_SECOND) < 0) {
            throw unreadable("dates before 1600 are not supported as unix timestamps");
        }
        if (seconds.compareTo(LATEST_SECOND) > 0) {
            throw unreadable("dates after 9999 are not supported as unix timestamps");
        }
        long micros = seconds.movePointRight(6).setScale(0, RoundingMode.FLOOR).longValueExact();
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static InvalidValue unreadable(String reason) {
        return new InvalidValue(
                "datetime_parsing", "Input should be a valid datetime, " + reason, Map.of("error", reason));
    }
}
