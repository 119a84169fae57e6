package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state of the Costs page from its URL. Nothing in a URL is an error: a value that can't be used falls back to
 * its default, with a notice that says so.
 */
final class CostsViewParser {

    /**
     * What was read.
     *
     * @param view a state that can be shown
     * @param notices a sentence for each value that could not be used
     */
    record Parsed(CostsView view, List<String> notices) {}

    /** Of the first event that can be recorded, in the zones to the west. */
    private static final LocalDate EARLIEST = LocalDate.of(0, 12, 31);

    private static final String BAD_DATES =
            "The dates in the address can't be used; here are the last " + Ranges.DEFAULT_DAYS + " days.";

    private final Function<String, @Nullable String> parameters;
    private final List<String> notices = new ArrayList<>();

    private CostsViewParser(Function<String, @Nullable String> parameters) {
        this.parameters = parameters;
    }

    /**
     * Reads a state.
     *
     * @param parameters query parameters by name; null when absent
     * @param defaultZone the zone of a URL that names none
     * @param todayIn the day it is in a zone
     */
    static Parsed parse(
            Function<String, @Nullable String> parameters, ZoneId defaultZone, Function<ZoneId, LocalDate> todayIn) {
        return new CostsViewParser(parameters).parse(defaultZone, todayIn);
    }

    private Parsed parse(ZoneId defaultZone, Function<ZoneId, LocalDate> todayIn) {
        ZoneId zone = value(
                        "tz",
                        CostsViewParser::zone,
                        "The zone in the address isn't known; days are those of " + defaultZone.getId() + ".")
                .orElse(defaultZone);
        LocalDate today = todayIn.apply(zone);
        TimeRange range = range(today, zone);
        Interval interval = interval(range);
        Dimension by = value("by", Words::dimension, "The table in the address isn't known; here are events.")
                .orElse(Dimension.EVENT_NAME);
        Column.Order order = value(
                        "sort", Column.Order::ofKey, "The order in the address isn't known; highest costs come first.")
                .orElse(Column.Order.DEFAULT);
        int page = value("page", CostsViewParser::page, "The page in the address isn't a number; here is the first.")
                .orElse(1);
        boolean asTable = value(
                        "view", CostsViewParser::view, "The view in the address isn't known; here is the chart.")
                .orElse(false);
        CostsView view = new CostsView(range, interval, by, order, page, asTable, today, defaultZone);
        return new Parsed(view, List.copyOf(notices));
    }

    private TimeRange range(LocalDate today, ZoneId zone) {
        int before = notices.size();
        Optional<LocalDate> from = value("from", CostsViewParser::day, BAD_DATES);
        Optional<LocalDate> to =
                notices.size() > before ? Optional.empty() : value("to", CostsViewParser::day, BAD_DATES);
        if (notices.size() > before) {
            return Ranges.byDefault(today, zone);
        }
        LocalDate end = to.filter(day -> !day.isAfter(today)).orElse(today);
        LocalDate start = from.orElse(end.minusDays(Ranges.DEFAULT_DAYS - 1L));
        if (start.isAfter(end)) {
            notices.add(BAD_DATES);
            return Ranges.byDefault(today, zone);
        }
        LocalDate earliest = end.minusDays(Ranges.MOST_DAYS_BETWEEN);
        if (start.isBefore(earliest)) {
            notices.add("A range holds ten years at most; earlier days are left out.");
            start = earliest;
        }
        return new TimeRange(start, end, zone);
    }

    private Interval interval(TimeRange range) {
        Interval suggested = Ranges.suggestedInterval(range);
        String fallback = "here it is " + Words.label(suggested).toLowerCase(Locale.ROOT) + ".";
        Interval asked = value("interval", Interval::ofWireName, "The interval in the address isn't known; " + fallback)
                .orElse(suggested);
        if (!asked.allows(range)) {
            notices.add(Words.label(asked) + " is for ranges of up to " + asked.maxDays() + " days; " + fallback);
            return suggested;
        }
        return asked;
    }

    private <T> Optional<T> value(String name, Function<String, Optional<T>> read, String notice) {
        String text = parameters.apply(name);
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        Optional<T> value = read.apply(text.strip());
        if (value.isEmpty()) {
            notices.add(notice);
        }
        return value;
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

    private static Optional<Integer> page(String text) {
        return text.matches("[1-9][0-9]{0,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Optional<Boolean> view(String text) {
        return switch (text) {
            case "table" -> Optional.of(true);
            case "chart" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
