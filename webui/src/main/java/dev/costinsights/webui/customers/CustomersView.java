package dev.costinsights.webui.customers;

import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.Parameters;
import dev.costinsights.webui.range.RangeParser;
import dev.costinsights.webui.range.RangeState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything the Customers page shows is decided by this state, and all of it is in the address.
 *
 * @param search what is searched for; empty for everybody
 * @param page page of the table, from 1
 */
record CustomersView(RangeState days, String search, Column.Order order, int page) {
    static final String PATH = "/customers";

    private static final int SHORTEST_SEARCH = 3;
    private static final int LONGEST_SEARCH = 200;

    /**
     * What was read.
     *
     * @param notices a sentence for each value that could not be used
     */
    record Parsed(CustomersView view, List<String> notices) {}

    static Parsed parse(
            Function<String, @Nullable String> byName, ZoneId defaultZone, Function<ZoneId, LocalDate> todayIn) {
        var parameters = new Parameters(byName);
        RangeState days = RangeParser.parse(parameters, defaultZone, todayIn);
        String search = parameters
                .value(
                        "search",
                        CustomersView::search,
                        "A search needs " + SHORTEST_SEARCH + " to " + LONGEST_SEARCH
                                + " characters; here is everybody.")
                .orElse("");
        Column.Order order = parameters
                .value(
                        "sort",
                        Column.Order::ofKey,
                        "The order in the address isn't known; the lowest profit comes first.")
                .orElse(Column.Order.DEFAULT);
        var view = new CustomersView(days, search, order, parameters.page());
        return new Parsed(view, parameters.notices());
    }

    private static Optional<String> search(String text) {
        int length = text.codePointCount(0, text.length());
        boolean usable = length >= SHORTEST_SEARCH && length <= LONGEST_SEARCH && text.indexOf('\0') < 0;
        return usable ? Optional.of(text) : Optional.empty();
    }

    CustomersView with(RangeState other) {
        return new CustomersView(other, search, order, 1);
    }

    CustomersView with(Column.Order other) {
        return new CustomersView(days, search, other, 1);
    }

    CustomersView withPage(int other) {
        return new CustomersView(days, search, order, other);
    }

    /** Everybody again. */
    CustomersView withoutSearch() {
        return new CustomersView(days, "", order, 1);
    }

    String href() {
        StringJoiner query = new StringJoiner("&", PATH + "?", "").setEmptyValue(PATH);
        days.addTo(query);
        fields().forEach(field ->
                query.add(field.name() + "=" + URLEncoder.encode(field.value(), StandardCharsets.UTF_8)));
        if (page != 1) {
            query.add("page=" + page);
        }
        return query.toString();
    }

    /** What a form of dates must keep. */
    List<Controls.Field> fields() {
        List<Controls.Field> fields = new ArrayList<>();
        if (!search.isEmpty()) {
            fields.add(new Controls.Field("search", search));
        }
        if (!order.equals(Column.Order.DEFAULT)) {
            fields.add(new Controls.Field("sort", order.key()));
        }
        return fields;
    }
}
