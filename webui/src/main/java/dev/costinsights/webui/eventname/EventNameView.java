package dev.costinsights.webui.eventname;

import dev.costinsights.contracts.events.NewEvent;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything the page of an event name shows is decided by this state, and all of it is in the address.
 *
 * @param name the whole name; may be empty, as names may
 * @param customer external id or id of the customer whose traces alone are shown; empty for everybody
 * @param page page of the traces, from 1
 * @param asTable whether the chart is shown as its table
 */
record EventNameView(RangeState days, String name, String customer, int page, boolean asTable) {
    private static final int LONGEST_CUSTOMER = 1_000;

    /**
     * What was read.
     *
     * @param notices a sentence for each value that could not be used
     */
    record Parsed(EventNameView view, List<String> notices) {}

    /** @param name as it is in the address */
    static Parsed parse(
            String name,
            Function<String, @Nullable String> byName,
            ZoneId defaultZone,
            Function<ZoneId, LocalDate> todayIn) {
        var parameters = new Parameters(byName);
        RangeState days = RangeParser.parse(parameters, defaultZone, todayIn);
        String customer = parameters
                .value(
                        "customer",
                        EventNameView::customer,
                        "The customer in the address can't be one; here are the traces of everybody.")
                .orElse("");
        var view = new EventNameView(days, name, customer, parameters.page(), parameters.asTable());
        return new Parsed(view, parameters.notices());
    }

    private static Optional<String> customer(String text) {
        boolean possible = text.codePointCount(0, text.length()) <= LONGEST_CUSTOMER && text.indexOf('\0') < 0;
        return possible ? Optional.of(text) : Optional.empty();
    }

    /** Whether an event can have this name at all. */
    boolean isPossible() {
        return name.codePointCount(0, name.length()) <= NewEvent.MAX_NAME_LENGTH && name.indexOf('\0') < 0;
    }

    /** Other days start at the first page, another interval changes the chart alone. */
    EventNameView with(RangeState other) {
        boolean sameRange = other.range().equals(days.range());
        return new EventNameView(other, name, customer, sameRange ? page : 1, asTable);
    }

    EventNameView withPage(int other) {
        return new EventNameView(days, name, customer, other, asTable);
    }

    EventNameView withTable(boolean shown) {
        return new EventNameView(days, name, customer, page, shown);
    }

    EventNameView ofEverybody() {
        return new EventNameView(days, name, "", 1, asTable);
    }

    /** The same days of another name. */
    EventNameView of(String other) {
        return new EventNameView(days, other, customer, 1, asTable);
    }

    String href() {
        return at(Addresses.EVENT_NAME);
    }

    /** Where a form that changes the label is sent; the state is kept for the way back. */
    String labelHref() {
        return at(Addresses.EVENT_NAME + "/label");
    }

    /** The address of a table as a file. */
    String csvHref(CsvTable table) {
        String address = at(Addresses.EVENT_NAME + ".csv");
        return table == CsvTable.TRACES ? address : address + "&table=" + table.key();
    }

    /** The traces of this name, and of the customer if there is one, of some days. */
    String eventsHref(RangeState of) {
        String address = Addresses.eventsNamed(of, name) + "&tree=traces";
        return customer.isEmpty() ? address : address + "&customer=" + encoded(customer);
    }

    private String at(String path) {
        var query = new StringJoiner("&", path + "?", "");
        days.addTo(query);
        fields().forEach(field -> query.add(field.name() + "=" + encoded(field.value())));
        if (page != 1) {
            query.add("page=" + page);
        }
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What a form of dates must keep. */
    List<Controls.Field> fields() {
        List<Controls.Field> fields = new ArrayList<>();
        fields.add(new Controls.Field("name", name));
        if (!customer.isEmpty()) {
            fields.add(new Controls.Field("customer", customer));
        }
        if (asTable) {
            fields.add(new Controls.Field("view", "table"));
        }
        return fields;
    }
}
