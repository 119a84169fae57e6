package dev.costinsights.contracts.metrics;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The length of a period in an answer over time. */
public enum Interval {
    HOUR(0, 7),
    DAY(0, 366),
    WEEK(14, 371),
    MONTH(60, 1460),
    YEAR(366, 3650);

    /** The earliest day with data, for information. */
    public static final LocalDate MIN_DATE = LocalDate.of(2023, 1, 1);

    private final int minDays;
    private final int maxDays;

    Interval(int minDays, int maxDays) {
        this.minDays = minDays;
        this.maxDays = maxDays;
    }

    /** The name on the wire: {@code day}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Interval> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(interval -> interval.wireName().equals(name))
                .findFirst();
    }

    /** Days from start to end below which the interval says little; for information. */
    public int minDays() {
        return minDays;
    }

    /** Days from start to end above which a range is refused. */
    public int maxDays() {
        return maxDays;
    }

    /** Whether a range of this many days can be asked for in this interval. */
    public boolean allows(TimeRange range) {
        return range.daysBetween() <= maxDays;
    }

    /**
     * The periods of a range, in order, without gaps. Weeks begin on Monday. A period is named by its own start, also
     * when the range begins or ends inside it, and covers only the part inside the range. Hours are consecutive real
     * hours from the first local midnight, so a day has 23, 24 or 25 of them.
     */
    public List<Period> periodsOf(TimeRange range) {
        List<Instant> boundaries = wholeBoundariesOf(range);
        Instant from = range.startInstant();
        Instant end = range.endInstant();
        List<Period> periods = new ArrayList<>(boundaries.size() - 1);
        for (int i = 1; i < boundaries.size(); i++) {
            Instant label = boundaries.get(i - 1);
            periods.add(new Period(label, later(label, from), earlier(boundaries.get(i), end)));
        }
        return periods;
    }

    /**
     * Where the periods of a range meet, uncut: from the start of the first, which may lie before the range, to the end
     * of the last, which may lie after it.
     */
    public List<Instant> wholeBoundariesOf(TimeRange range) {
        List<Instant> boundaries = new ArrayList<>();
        Instant end = range.endInstant();
        LocalDate day = truncated(range.start());
        Instant boundary = startOfDay(day, range);
        boundaries.add(boundary);
        while (boundary.isBefore(end)) {
            Instant next;
            if (this == HOUR) {
                next = boundary.plus(1, ChronoUnit.HOURS);
            } else {
                day = following(day);
                next = startOfDay(day, range);
            }
            if (next.isAfter(boundary)) {
                boundaries.add(next);
            }
            boundary = next;
        }
        return boundaries;
    }

    private static Instant startOfDay(LocalDate day, TimeRange range) {
        return day.atStartOfDay(range.zone()).toInstant();
    }

    private LocalDate truncated(LocalDate day) {
        return switch (this) {
            case HOUR, DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    private LocalDate following(LocalDate day) {
        return switch (this) {
            case HOUR, DAY -> day.plusDays(1);
            case WEEK -> day.plusWeeks(1);
            case MONTH -> day.plusMonths(1);
            case YEAR -> day.plusYears(1);
        };
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
