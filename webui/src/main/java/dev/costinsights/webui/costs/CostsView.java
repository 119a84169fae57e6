package dev.costinsights.webui.costs;

import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.RangeState;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Everything the Costs page shows is decided by this state, and all of it is in the URL; defaults are left out.
 *
 * @param days the days and interval shown
 * @param by what the ranked table lists
 * @param property path of the property whose values are listed; empty when none is named or something else is listed
 * @param customer external id or id of the one whose costs these are; empty for everybody's
 * @param order order of the ranked table
 * @param page page of the ranked table, from 1
 * @param asTable whether the chart is shown as its table
 */
record CostsView(
        RangeState days, Tab by, String property, String customer, Column.Order order, int page, boolean asTable) {

    static final String PATH = Addresses.COSTS;

    static CostsView initial(LocalDate today, ZoneId zone) {
        return everybody(RangeState.initial(today, zone));
    }

    static CostsView everybody(RangeState days) {
        return new CostsView(days, Tab.EVENT, "", "", Column.Order.DEFAULT, 1, false);
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

    /** Whether these are the costs of one customer. */
    boolean ofOne() {
        return !customer.isEmpty();
    }

    /** Other days start at the first page, another interval changes the chart alone. */
    CostsView with(RangeState other) {
        boolean sameRange = other.range().equals(range());
        return new CostsView(other, by, property, customer, order, sameRange ? page : 1, asTable);
    }

    CostsView with(TimeRange other) {
        return with(days.with(other));
    }

    CostsView with(Interval other) {
        return with(days.with(other));
    }

    CostsView with(Tab other) {
        return new CostsView(days, other, other == by ? property : "", customer, Column.Order.DEFAULT, 1, asTable);
    }

    CostsView with(Column.Order other) {
        return new CostsView(days, by, property, customer, other, 1, asTable);
    }

    CostsView ofEverybody() {
        return new CostsView(days, by, property, "", order, 1, asTable);
    }

    CostsView withPage(int other) {
        return new CostsView(days, by, property, customer, order, other, asTable);
    }

    CostsView withTable(boolean shown) {
        return new CostsView(days, by, property, customer, order, page, shown);
    }

    /** The address of this state on our own server. */
    String href() {
        return href(PATH);
    }

    /** The same state at another address, such as that of a file. */
    String href(String path) {
        StringJoiner query = new StringJoiner("&", path + "?", "").setEmptyValue(path);
        days.addTo(query);
        if (by != Tab.EVENT) {
            query.add("by=" + by.key());
        }
        if (!property.isEmpty()) {
            query.add("property=" + encoded(property));
        }
        if (!customer.isEmpty()) {
            query.add("customer=" + encoded(customer));
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

    /** This state as hidden fields of a form, without those that the form sets itself. */
    List<Controls.Field> fieldsWithout(Set<String> names) {
        String href = href();
        int query = href.indexOf('?');
        return query < 0
                ? List.of()
                : Arrays.stream(href.substring(query + 1).split("&"))
                        .map(pair -> pair.split("=", 2))
                        .filter(pair -> !names.contains(pair[0]))
                        .map(pair -> new Controls.Field(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)))
                        .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
