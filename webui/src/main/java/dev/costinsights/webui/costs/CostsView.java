package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.webui.range.RangeState;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.StringJoiner;

/**
 * Everything the Costs page shows is decided by this state, and all of it is in the URL; defaults are left out.
 *
 * @param days the days and interval shown
 * @param by what the ranked table lists
 * @param order order of the ranked table
 * @param page page of the ranked table, from 1
 * @param asTable whether the chart is shown as its table
 */
record CostsView(RangeState days, Dimension by, Column.Order order, int page, boolean asTable) {

    static final String PATH = "/costs";

    static CostsView initial(LocalDate today, ZoneId zone) {
        return new CostsView(RangeState.initial(today, zone), Dimension.EVENT_NAME, Column.Order.DEFAULT, 1, false);
    }

    TimeRange range() {
        return days.range();
    }

    Interval interval() {
        return days.interval();
    }

    ZoneId zone() {
        return days.zone();
    }

    LocalDate today() {
        return days.today();
    }

    /** Other days start at the first page, another interval changes the chart alone. */
    CostsView with(RangeState other) {
        boolean sameRange = other.range().equals(range());
        return new CostsView(other, by, order, sameRange ? page : 1, asTable);
    }

    CostsView with(TimeRange other) {
        return with(days.with(other));
    }

    CostsView with(Interval other) {
        return with(days.with(other));
    }

    CostsView with(Dimension other) {
        return new CostsView(days, other, Column.Order.DEFAULT, 1, asTable);
    }

    CostsView with(Column.Order other) {
        return new CostsView(days, by, other, 1, asTable);
    }

    CostsView withPage(int other) {
        return new CostsView(days, by, order, other, asTable);
    }

    CostsView withTable(boolean shown) {
        return new CostsView(days, by, order, page, shown);
    }

    /** The address of this state on our own server. */
    String href() {
        StringJoiner query = new StringJoiner("&", PATH + "?", "").setEmptyValue(PATH);
        days.addTo(query);
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
