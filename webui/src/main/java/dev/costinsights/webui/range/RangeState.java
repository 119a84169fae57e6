package dev.costinsights.webui.range;

import dev.costinsights.contracts.accounts.DefaultRange;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Which days a page shows and by what interval. All of it is in the address; defaults are left out.
 *
 * @param range the days shown, in the zone whose days they are
 * @param interval length of one bucket of a chart; allowed for the range
 * @param today the reader's day in that zone
 * @param defaultZone the zone of an address that names none
 * @param defaultRange the days of an address that names none
 */
public record RangeState(
        TimeRange range, Interval interval, LocalDate today, ZoneId defaultZone, DefaultRange defaultRange) {

    /** What an address without parameters shows, as long as the organization chose nothing else. */
    public static RangeState initial(LocalDate today, ZoneId zone) {
        return initial(DefaultRange.MONTH, today, zone);
    }

    /** What an address without parameters shows. */
    public static RangeState initial(DefaultRange chosen, LocalDate today, ZoneId zone) {
        TimeRange range = Ranges.byDefault(chosen, today, zone);
        return new RangeState(range, Ranges.suggestedInterval(range), today, zone, chosen);
    }

    public ZoneId zone() {
        return range.zone();
    }

    /** Whether the range reaches into the day that is not over. */
    public boolean endsToday() {
        return range.end().equals(today);
    }

    /** Whether an address may leave the days out. */
    public boolean hasDefaultRange() {
        return range.equals(Ranges.byDefault(defaultRange, today, zone()));
    }

    /** Another range; an interval that was chosen stays where it is allowed. */
    public RangeState with(TimeRange other) {
        boolean chosen = interval != Ranges.suggestedInterval(range);
        Interval kept = chosen && interval.allows(other) ? interval : Ranges.suggestedInterval(other);
        return new RangeState(other, kept, today, defaultZone, defaultRange);
    }

    public RangeState with(Interval other) {
        return new RangeState(range, other, today, defaultZone, defaultRange);
    }

    /** Adds the parameters that are not defaults. */
    public void addTo(StringJoiner query) {
        if (!hasDefaultRange()) {
            query.add("from=" + range.start()).add("to=" + range.end());
        }
        if (!zone().equals(defaultZone)) {
            query.add("tz="
                    + URLEncoder.encode(zone().getId(), StandardCharsets.UTF_8).replace("%2F", "/"));
        }
        if (interval != Ranges.suggestedInterval(range)) {
            query.add("interval=" + interval.wireName());
        }
    }

    /** Days and zone as a form of something else must keep them; defaults are left out. */
    public List<Controls.Field> fields() {
        List<Controls.Field> fields = new ArrayList<>();
        if (!hasDefaultRange()) {
            fields.add(new Controls.Field("from", range.start().toString()));
            fields.add(new Controls.Field("to", range.end().toString()));
        }
        if (!zone().equals(defaultZone)) {
            fields.add(new Controls.Field("tz", zone().getId()));
        }
        return fields;
    }

    /** The words of periods of this state. */
    public PeriodWords words() {
        return new PeriodWords(interval, zone(), today);
    }

    /** The address of these days on another page of ours. */
    public String href(String path) {
        StringJoiner query = new StringJoiner("&", path + "?", "").setEmptyValue(path);
        addTo(query);
        return query.toString();
    }
}
