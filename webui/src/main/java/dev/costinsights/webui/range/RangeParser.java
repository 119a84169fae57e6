package dev.costinsights.webui.range;

import dev.costinsights.contracts.accounts.DefaultRange;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads days, zone and interval from an address. */
public final class RangeParser {

    /** Of the first event that can be recorded, in the zones to the west. */
    private static final LocalDate EARLIEST = LocalDate.of(0, 12, 31);

    private final Parameters parameters;
    private final DefaultRange defaultRange;
    private final String badDates;

    private RangeParser(Parameters parameters) {
        this.parameters = parameters;
        this.defaultRange = OrganizationRange.of(parameters);
        this.badDates = "The dates in the address can't be used; here are the last " + Ranges.words(defaultRange) + ".";
    }

    /**
     * Reads a state that can be shown.
     *
     * @param defaultZone the zone of an address that names none
     * @param todayIn the day it is in a zone
     */
    public static RangeState parse(Parameters parameters, ZoneId defaultZone, Function<ZoneId, LocalDate> todayIn) {
        return new RangeParser(parameters).parse(defaultZone, todayIn);
    }

    private RangeState parse(ZoneId defaultZone, Function<ZoneId, LocalDate> todayIn) {
        ZoneId zone = parameters
                .value(
                        "tz",
                        RangeParser::zone,
                        "The zone in the address isn't known; days are those of " + defaultZone.getId() + ".")
                .orElse(defaultZone);
        LocalDate today = todayIn.apply(zone);
        TimeRange range = range(today, zone);
        return new RangeState(range, interval(range), today, defaultZone, defaultRange);
    }

    private TimeRange range(LocalDate today, ZoneId zone) {
        int before = parameters.noted();
        Optional<LocalDate> from = parameters.value("from", RangeParser::day, badDates);
        Optional<LocalDate> to =
                parameters.noted() > before ? Optional.empty() : parameters.value("to", RangeParser::day, badDates);
        if (parameters.noted() > before) {
            return Ranges.byDefault(defaultRange, today, zone);
        }
        LocalDate end = to.filter(day -> !day.isAfter(today)).orElse(today);
        LocalDate start =
                from.orElseGet(() -> Ranges.byDefault(defaultRange, end, zone).start());
        if (start.isAfter(end)) {
            parameters.note(badDates);
            return Ranges.byDefault(defaultRange, today, zone);
        }
        LocalDate earliest = end.minusDays(Ranges.MOST_DAYS_BETWEEN);
        if (start.isBefore(earliest)) {
            parameters.note("A range holds ten years at most; earlier days are left out.");
            start = earliest;
        }
        return new TimeRange(start, end, zone);
    }

    private Interval interval(TimeRange range) {
        Interval suggested = Ranges.suggestedInterval(range);
        String fallback = "here it is " + Intervals.label(suggested).toLowerCase(Locale.ROOT) + ".";
        Interval asked = parameters
                .value("interval", Interval::ofWireName, "The interval in the address isn't known; " + fallback)
                .orElse(suggested);
        if (!asked.allows(range)) {
            parameters.note(
                    Intervals.label(asked) + " is for ranges of up to " + asked.maxDays() + " days; " + fallback);
            return suggested;
        }
        return asked;
    }

    private static Optional<ZoneId> zone(String id) {
        return ZoneId.getAvailableZoneIds().contains(id) ? Optional.of(ZoneId.of(id)) : Optional.empty();
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(day -> !day.isBefore(EARLIEST));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
