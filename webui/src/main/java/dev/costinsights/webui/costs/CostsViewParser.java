package dev.costinsights.webui.costs;

import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.webui.range.Parameters;
import dev.costinsights.webui.range.RangeParser;
import dev.costinsights.webui.range.RangeState;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the state of the Costs page from its address. */
final class CostsViewParser {
    private static final int MAX_CUSTOMER_LENGTH = 1_000;

    private CostsViewParser() {}

    /**
     * What was read.
     *
     * @param view a state that can be shown
     * @param notices a sentence for each value that could not be used
     */
    record Parsed(CostsView view, List<String> notices) {}

    /**
     * Reads a state.
     *
     * @param byName query parameters by name; null when absent
     * @param defaultZone the zone of an address that names none
     * @param todayIn the day it is in a zone
     */
    static Parsed parse(
            Function<String, @Nullable String> byName, ZoneId defaultZone, Function<ZoneId, LocalDate> todayIn) {
        var parameters = new Parameters(byName);
        RangeState days = RangeParser.parse(parameters, defaultZone, todayIn);
        String customer = parameters
                .value(
                        "customer",
                        CostsViewParser::customer,
                        "The customer in the address can't be read; here are everybody's costs.")
                .orElse("");
        Tab by = parameters
                .value(
                        "by",
                        key -> Tab.ofKey(key).filter(tab -> customer.isEmpty() || tab != Tab.CUSTOMER),
                        "The table in the address isn't known, or not of one customer; here are events.")
                .orElse(Tab.EVENT);
        String property = by != Tab.PROPERTY
                ? ""
                : parameters
                        .value(
                                "property",
                                CostsViewParser::property,
                                "The property in the address can't be one: its name has letters, digits, points and"
                                        + " underscores.")
                        .orElse("");
        Column.Order order = parameters
                .value("sort", Column.Order::ofKey, "The order in the address isn't known; highest costs come first.")
                .orElse(Column.Order.DEFAULT);
        var view = new CostsView(days, by, property, customer, order, parameters.page(), parameters.asTable());
        return new Parsed(view, parameters.notices());
    }

    private static Optional<String> property(String text) {
        return StatisticsScope.PATH.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /** Ids are whatever senders make them, but the database has no characters that control. */
    private static Optional<String> customer(String text) {
        return text.length() > MAX_CUSTOMER_LENGTH || text.chars().anyMatch(Character::isISOControl)
                ? Optional.empty()
                : Optional.of(text);
    }
}
