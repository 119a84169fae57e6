package dev.costinsights.webui.overview;

import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.Parameters;
import dev.costinsights.webui.range.RangeParser;
import dev.costinsights.webui.range.RangeState;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything the Overview shows is decided by this state, and all of it is in the address.
 *
 * @param asTable whether the chart is shown as its table
 * @param changes by what changes of costs are told: event name, customer or model
 */
record OverviewView(RangeState days, boolean asTable, Dimension changes) {
    static final String PATH = "/overview";
    static final String CSV = PATH + ".csv";
    static final String CHANGES_CSV = PATH + "/changes.csv";
    static final String LOSERS_CSV = PATH + "/losers.csv";

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
        Dimension changes = parameters
                .value(
                        "changes",
                        OverviewView::changes,
                        "Changes are told by event name, customer or model; here they are by event name.")
                .orElse(Dimension.EVENT_NAME);
        var view = new OverviewView(days, parameters.asTable(), changes);
        return new Parsed(view, parameters.notices());
    }

    private static Optional<Dimension> changes(String text) {
        return switch (text) {
            case "name" -> Optional.of(Dimension.EVENT_NAME);
            case "customer" -> Optional.of(Dimension.CUSTOMER);
            case "model" -> Optional.of(Dimension.MODEL);
            default -> Optional.empty();
        };
    }

    OverviewView with(RangeState other) {
        return new OverviewView(other, asTable, changes);
    }

    OverviewView with(Dimension other) {
        return new OverviewView(days, asTable, other);
    }

    OverviewView withTable(boolean shown) {
        return new OverviewView(days, shown, changes);
    }

    String href() {
        return href(PATH);
    }

    /** The address of the same state at another path of this page. */
    String href(String path) {
        StringJoiner query = new StringJoiner("&", path + "?", "").setEmptyValue(path);
        days.addTo(query);
        fields().forEach(field -> query.add(field.name() + "=" + field.value()));
        return query.toString();
    }

    /** What a form of dates must keep; all values are their own encoding. */
    List<Controls.Field> fields() {
        List<Controls.Field> fields = new ArrayList<>();
        if (asTable) {
            fields.add(new Controls.Field("view", "table"));
        }
        if (changes != Dimension.EVENT_NAME) {
            fields.add(new Controls.Field("changes", changes == Dimension.CUSTOMER ? "customer" : "model"));
        }
        return fields;
    }
}
