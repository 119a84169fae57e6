package dev.costinsights.webui.trace;

import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.range.Parameters;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything the Event page shows is decided by this state, and all of it is in the URL; defaults are left out.
 *
 * @param id of the event
 * @param byCost whether its steps are listed by what each cost, instead of as a tree
 * @param rows how many steps are listed at most
 */
record EventView(UUID id, boolean byCost, int rows) {
    static final int ROWS = 200;

    /**
     * What was read.
     *
     * @param notices a sentence for each value that could not be used
     */
    record Parsed(EventView view, List<String> notices) {}

    /** @param byName query parameters by name; null when absent */
    static Parsed parse(UUID id, Function<String, @Nullable String> byName) {
        var parameters = new Parameters(byName);
        boolean byCost = parameters
                .value("view", EventView::byCost, "The view in the address isn't known; here is the tree.")
                .orElse(false);
        int rows = parameters
                .value(
                        "rows",
                        EventView::rows,
                        "The number of rows in the address can't be used; here are the first " + ROWS + ".")
                .orElse(ROWS);
        return new Parsed(new EventView(id, byCost, rows), parameters.notices());
    }

    EventView as(boolean listedByCost) {
        return new EventView(id, listedByCost, rows);
    }

    EventView withMoreRows() {
        return new EventView(id, byCost, Math.min(rows + ROWS, TraceReader.MOST_STEPS));
    }

    String href() {
        return address("");
    }

    String csvHref() {
        return address(".csv");
    }

    private String address(String suffix) {
        String path = Addresses.event(id) + suffix;
        var query = new StringJoiner("&", path + "?", "").setEmptyValue(path);
        if (byCost) {
            query.add("view=cost");
        }
        if (rows != ROWS) {
            query.add("rows=" + rows);
        }
        return query.toString();
    }

    private static Optional<Boolean> byCost(String text) {
        return switch (text) {
            case "cost" -> Optional.of(true);
            case "tree" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> rows(String text) {
        return text.matches("[1-9][0-9]{0,5}")
                ? Optional.of(Math.min(Integer.parseInt(text), TraceReader.MOST_STEPS))
                : Optional.empty();
    }
}
