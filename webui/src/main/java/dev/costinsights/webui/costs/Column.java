package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.CostReportQuery;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A column of the ranked table that can be sorted; its lower-case name is in the URL. */
enum Column {
    NAME(CostReportQuery.Sort.KEY),
    COSTS(CostReportQuery.Sort.COSTS),
    CHANGE(CostReportQuery.Sort.CHANGE),
    EVENTS(CostReportQuery.Sort.EVENTS),
    AVERAGE(CostReportQuery.Sort.AVERAGE);

    private final CostReportQuery.Sort question;

    Column(CostReportQuery.Sort question) {
        this.question = question;
    }

    /** The same order in the words of the report. */
    CostReportQuery.Sort question() {
        return question;
    }

    private String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Order of the ranked table; in the URL its column after a minus when descending.
     *
     * @param column what is compared
     * @param descending whether the largest comes first
     */
    record Order(Column column, boolean descending) {

        static final Order DEFAULT = new Order(COSTS, true);

        static Optional<Order> ofKey(String key) {
            boolean descending = key.startsWith("-");
            String name = descending ? key.substring(1) : key;
            return Arrays.stream(Column.values())
                    .filter(column -> column.key().equals(name))
                    .findFirst()
                    .map(column -> new Order(column, descending));
        }

        String key() {
            return (descending ? "-" : "") + column.key();
        }

        /** The order after a click on a header: the other direction, or at first the largest amounts and names from A. */
        Order clicked(Column clicked) {
            return clicked == column ? new Order(column, !descending) : new Order(clicked, clicked != NAME);
        }
    }
}
