package dev.costinsights.webui.customers;

import dev.costinsights.contracts.profit.CustomerSelection.Who;
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
 * @param who which customers the table lists
 * @param rows rows of a page of the table, one of {@link #SIZES}
 * @param page page of the table, from 1
 */
record CustomersView(RangeState days, String search, Who who, Column.Order order, int rows, int page) {
    static final String PATH = "/customers";
    static final List<Integer> SIZES = List.of(25, 50, 100);

    private static final int DEFAULT_ROWS = 25;
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
        Who who = parameters
                .value("show", CustomersView::who, "What to show in the address isn't known; here is everybody.")
                .orElse(Who.EVERYBODY);
        Column.Order order = parameters
                .value(
                        "sort",
                        Column.Order::ofKey,
                        "The order in the address isn't known; the lowest profit comes first.")
                .orElse(Column.Order.DEFAULT);
        int rows = parameters
                .value("rows", CustomersView::rows, "A page has 25, 50 or 100 rows; here are 25.")
                .orElse(DEFAULT_ROWS);
        var view = new CustomersView(days, search, who, order, rows, parameters.page());
        return new Parsed(view, parameters.notices());
    }

    private static Optional<String> search(String text) {
        int length = text.codePointCount(0, text.length());
        boolean usable = length >= SHORTEST_SEARCH && length <= LONGEST_SEARCH && text.indexOf('\0') < 0;
        return usable ? Optional.of(text) : Optional.empty();
    }

    private static Optional<Who> who(String text) {
        return switch (text) {
            case "all" -> Optional.of(Who.EVERYBODY);
            case "paying" -> Optional.of(Who.PAYING);
            case "losing" -> Optional.of(Who.LOSING);
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> rows(String text) {
        return SIZES.stream().filter(size -> size.toString().equals(text)).findFirst();
    }

    CustomersView with(RangeState other) {
        return new CustomersView(other, search, who, order, rows, 1);
    }

    CustomersView with(Column.Order other) {
        return new CustomersView(days, search, who, other, rows, 1);
    }

    CustomersView with(Who other) {
        return new CustomersView(days, search, other, order, rows, 1);
    }

    CustomersView withRows(int other) {
        return new CustomersView(days, search, who, order, other, 1);
    }

    CustomersView withPage(int other) {
        return new CustomersView(days, search, who, order, rows, other);
    }

    /** Everybody again. */
    CustomersView withoutSearch() {
        return new CustomersView(days, "", who, order, rows, 1);
    }

    /** Whether the table lists only some. */
    boolean partial() {
        return !search.isEmpty() || who != Who.EVERYBODY;
    }

    String href() {
        return href(PATH, List.of());
    }

    /** A table of the page as a file. */
    String csvHref(CustomersCsv.Table table) {
        return withPage(1).href(CustomersCsv.PATH, table.fields());
    }

    private String href(String path, List<Controls.Field> more) {
        StringJoiner query = new StringJoiner("&", path + "?", "").setEmptyValue(path);
        days.addTo(query);
        List<Controls.Field> all = new ArrayList<>(fields());
        all.addAll(more);
        all.forEach(field -> query.add(field.name() + "=" + URLEncoder.encode(field.value(), StandardCharsets.UTF_8)));
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
        if (who != Who.EVERYBODY) {
            fields.add(new Controls.Field("show", who == Who.PAYING ? "paying" : "losing"));
        }
        if (!order.equals(Column.Order.DEFAULT)) {
            fields.add(new Controls.Field("sort", order.key()));
        }
        if (rows != DEFAULT_ROWS) {
            fields.add(new Controls.Field("rows", String.valueOf(rows)));
        }
        return fields;
    }
}
