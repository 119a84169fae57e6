package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.StringJoiner;

/**
 * Everything the Costs page shows is decided by this state, and all of it is in the URL; defaults are left out.
 *
 * @param range the days shown, in the zone whose days they are
 * @param interval length of one bucket of the chart; allowed for the range
 * @param by what the ranked table lists
 * @param order order of the ranked table
 * @param page page of the ranked table, from 1
 * @param asTable whether the chart is shown as its table
 * @param today the reader's day in that zone
 * @param defaultZone the zone of a URL that names none
 */
record CostsView(
        TimeRange range,
        Interval interval,
        Dimension by,
        Column.Order order,
        int page,
        boolean asTable,
        LocalDate today,
        ZoneId defaultZone) {

    static final String PATH = "/costs";

    static CostsView initial(LocalDate today, ZoneId zone) {
        TimeRange range = Ranges.byDefault(today, zone);
        return new CostsView(
                range,
                Ranges.suggestedInterval(range),
                Dimension.EVENT_NAME,
                Column.Order.DEFAULT,
                1,
                false,
                today,
                zone);
    }

    ZoneId zone() {
        return range.zone();
    }

    /** Whether the range reaches into the day that is not over. */
    boolean endsToday() {
        return range.end().equals(today);
    }

    /** Another range; an interval that was chosen stays where it is allowed. */
    CostsView with(TimeRange other) {
        boolean chosen = interval != Ranges.suggestedInterval(range);
        Interval kept = chosen && interval.allows(other) ? interval : Ranges.suggestedInterval(other);
        return new CostsView(other, kept, by, order, 1, asTable, today, defaultZone);
    }

    CostsView with(Interval other) {
        return new CostsView(range, other, by, order, page, asTable, today, defaultZone);
    }

    CostsView with(Dimension other) {
        return new CostsView(range, interval, other, Column.Order.DEFAULT, 1, asTable, today, defaultZone);
    }

    CostsView with(Column.Order other) {
        return new CostsView(range, interval, by, other, 1, asTable, today, defaultZone);
    }

    CostsView withPage(int other) {
        return new CostsView(range, interval, by, order, other, asTable, today, defaultZone);
    }

    CostsView withTable(boolean shown) {
        return new CostsView(range, interval, by, order, page, shown, today, defaultZone);
    }

    /** The address of this state on our own server. */
    String href() {
        StringJoiner query = new StringJoiner("&", PATH + "?", "").setEmptyValue(PATH);
        if (!range.equals(Ranges.byDefault(today, zone()))) {
            query.add("from=" + range.start()).add("to=" + range.end());
        }
        if (!zone().equals(defaultZone)) {
            query.add("tz="
                    + URLEncoder.encode(zone().getId(), StandardCharsets.UTF_8).replace("%2F", "/"));
        }
        if (interval != Ranges.suggestedInterval(range)) {
            query.add("interval=" + interval.wireName());
        }
        if (by != Dimension.EVENT_NAME) {
            query.add("by=" + Words.key(by));
        }
        if (!order.equals(Column.Order.DEFAULT)) {
            query.add("sort=" + order.key());
        }
        if (page != 1) {
            query.add("page=" + page);
        }
        if (asTable) {
            query.add("view=table");
        }
        return query.toString();
    }
}
