package dev.costinsights.webui.customer;

import dev.costinsights.webui.link.Addresses;
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
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything the page of a customer shows is decided by this state, and all of it is in the address.
 *
 * @param id of the customer; null for one that nobody registered
 * @param externalId of one that nobody registered, else null
 * @param margin the margin whose price is told, in percent
 * @param asTable whether the months are shown as a table
 */
record CustomerView(
        RangeState days, @Nullable UUID id, @Nullable String externalId, int margin, boolean asTable) {
    static final String FIND = Addresses.CUSTOMERS + "/find";
    static final String CSV = ".csv";
    static final int LEAST_MARGIN = 1;
    static final int MOST_MARGIN = 95;

    private static final int DEFAULT_MARGIN = 60;

    /**
     * What was read.
     *
     * @param notices a sentence for each value that could not be used
     */
    record Parsed(CustomerView view, List<String> notices) {}

    /** Whose page it is stays open. */
    static Parsed parse(
            Function<String, @Nullable String> byName, ZoneId defaultZone, Function<ZoneId, LocalDate> todayIn) {
        var parameters = new Parameters(byName);
        RangeState days = RangeParser.parse(parameters, defaultZone, todayIn);
        int margin = parameters
                .value(
                        "margin",
                        CustomerView::margin,
                        "A margin is " + LEAST_MARGIN + " to " + MOST_MARGIN + " percent; here is " + DEFAULT_MARGIN
                                + ".")
                .orElse(DEFAULT_MARGIN);
        var view = new CustomerView(days, null, null, margin, parameters.asTable());
        return new Parsed(view, parameters.notices());
    }

    private static Optional<Integer> margin(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,2}"))
                .map(Integer::valueOf)
                .filter(margin -> margin >= LEAST_MARGIN && margin <= MOST_MARGIN);
    }

    CustomerView of(UUID registered) {
        return new CustomerView(days, registered, null, margin, asTable);
    }

    CustomerView ofExternalId(String unregistered) {
        return new CustomerView(days, null, unregistered, margin, asTable);
    }

    CustomerView with(RangeState other) {
        return new CustomerView(other, id, externalId, margin, asTable);
    }

    CustomerView withTable(boolean other) {
        return new CustomerView(days, id, externalId, margin, other);
    }

    /** What the feed of events calls the customer. */
    String key() {
        return id != null ? id.toString() : String.valueOf(externalId);
    }

    String path() {
        return id != null ? Addresses.CUSTOMERS + "/" + id : FIND;
    }

    String href() {
        return href(path(), fields());
    }

    /** A table of the page as a file. */
    String csvHref(CustomerCsv.Table table) {
        List<Controls.Field> fields = new ArrayList<>(withTable(false).fields());
        fields.add(new Controls.Field("table", table.key()));
        return href(path() + CSV, fields);
    }

    /** Events of the customer in these days with one more thing that holds of them. */
    String events(String name, String value) {
        return Addresses.eventsOf(days, key()) + "&" + encoded(name) + "=" + encoded(value);
    }

    private String href(String path, List<Controls.Field> fields) {
        StringJoiner query = new StringJoiner("&", path + "?", "").setEmptyValue(path);
        days.addTo(query);
        fields.forEach(field -> query.add(field.name() + "=" + encoded(field.value())));
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What a form of dates must keep. */
    List<Controls.Field> fields() {
        List<Controls.Field> fields = new ArrayList<>(fieldsWithoutMargin());
        if (margin != DEFAULT_MARGIN) {
            fields.add(new Controls.Field("margin", String.valueOf(margin)));
        }
        return fields;
    }

    /** What the form of the margin must keep, but for the days. */
    List<Controls.Field> fieldsWithoutMargin() {
        List<Controls.Field> fields = new ArrayList<>();
        if (externalId != null) {
            fields.add(new Controls.Field("key", externalId));
        }
        if (asTable) {
            fields.add(new Controls.Field("view", "table"));
        }
        return fields;
    }
}
