package dev.costinsights.webui.overview;

import dev.costinsights.webui.range.Parameters;
import dev.costinsights.webui.range.RangeParser;
import dev.costinsights.webui.range.RangeState;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything the Overview shows is decided by this state, and all of it is in the address.
 *
 * @param asTable whether the chart is shown as its table
 */
record OverviewView(RangeState days, boolean asTable) {
    static final String PATH = "/overview";

    /**
     * What was read.
     *
     * @param notices a sentence for each value that could not be used
     */
    record Parsed(OverviewView view, List<String> notices) {}

    static Parsed parse(
            Function<String, @Nullable String> byName, ZoneId defaultZone, Function<ZoneId, LocalDate> todayIn) {
        var parameters = new Parameters(byName);
        RangeState days = RangeParser.parse(parameters, defaultZone, todayIn);
        var view = new OverviewView(days, parameters.asTable());
        return new Parsed(view, parameters.notices());
    }

    OverviewView with(RangeState other) {
        return new OverviewView(other, asTable);
    }

    OverviewView withTable(boolean shown) {
        return new OverviewView(days, shown);
    }

    String href() {
        StringJoiner query = new StringJoiner("&", PATH + "?", "").setEmptyValue(PATH);
        days.addTo(query);
        if (asTable) {
            query.add("view=table");
        }
        return query.toString();
    }
}
