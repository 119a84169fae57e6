package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.webui.range.Parameters;
import dev.costinsights.webui.range.RangeParser;
import dev.costinsights.webui.range.RangeState;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the state of the Costs page from its address. */
final class CostsViewParser {

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
        Dimension by = parameters
                .value("by", Words::dimension, "The table in the address isn't known; here are events.")
                .orElse(Dimension.EVENT_NAME);
        Column.Order order = parameters
                .value("sort", Column.Order::ofKey, "The order in the address isn't known; highest costs come first.")
                .orElse(Column.Order.DEFAULT);
        var view = new CostsView(days, by, order, parameters.page(), parameters.asTable());
        return new Parsed(view, parameters.notices());
    }
}
