package dev.costinsights.acceptance;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The periods of a range of local days, found by walking over the calendar.
 *
 * @param start first local day
 * @param end last local day
 * @param interval hour, day, week, month or year
 */
record Periods(LocalDate start, LocalDate end, ZoneId zone, String interval) {

    Instant from() {
        return midnight(start);
    }

    /** Not in the range any more. */
    Instant to() {
        return midnight(end.plusDays(1));
    }

    boolean hold(Instant instant) {
        return !instant.isBefore(from()) && instant.isBefore(to());
    }

    /** The beginnings of the whole periods that the range touches. A day that a zone skipped is no period. */
    List<Instant> starts() {
        List<Instant> starts = new ArrayList<>();
        if (interval.equals("hour")) {
            for (Instant hour = from(); hour.isBefore(to()); hour = hour.plus(Duration.ofHours(1))) {
                starts.add(hour);
            }
            return starts;
        }
        for (LocalDate day = whole(start); !day.isAfter(end); day = next(day)) {
            boolean skipped = !midnight(next(day)).isAfter(midnight(day));
            if (!skipped) {
                starts.add(midnight(day));
            }
        }
        return starts;
    }

    /** The same periods, with what of them is in the range. */
    List<Bucket> buckets() {
        List<Instant> starts = starts();
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < starts.size(); i++) {
            Instant start = starts.get(i);
            Instant next = i + 1 < starts.size() ? starts.get(i + 1) : after(start);
            buckets.add(new Bucket(
                    start, next, start.isBefore(from()) ? from() : start, next.isBefore(to()) ? next : to()));
        }
        return buckets;
    }

    private Instant after(Instant last) {
        return interval.equals("hour")
                ? last.plus(Duration.ofHours(1))
                : midnight(next(last.atZone(zone).toLocalDate()));
    }

    private LocalDate whole(LocalDate day) {
        return switch (interval) {
            case "day" -> day;
            case "week" -> {
                LocalDate monday = day;
                while (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
                    monday = monday.minusDays(1);
                }
                yield monday;
            }
            case "month" -> LocalDate.of(day.getYear(), day.getMonth(), 1);
            case "year" -> LocalDate.of(day.getYear(), 1, 1);
            default -> throw new IllegalArgumentException(interval);
        };
    }

    private LocalDate next(LocalDate day) {
        return switch (interval) {
            case "day" -> day.plusDays(1);
            case "week" -> day.plusDays(7);
            case "month" -> day.plusMonths(1);
            case "year" -> day.plusYears(1);
            default -> throw new IllegalArgumentException(interval);
        };
    }

    private Instant midnight(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
