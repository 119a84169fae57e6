package dev.costinsights.webui.customers;

import dev.costinsights.contracts.profit.CustomerSelection.Sort;
import java.util.Arrays;
import java.util.Optional;

/** A column of the table that can be sorted; its key is in the address. */
enum Column {
    NAME("name", "Customer", Sort.NAME, ""),
    REVENUE("revenue", "Net revenue", Sort.NET_REVENUE_BY_DATE, "r hide-s"),
    COSTS("costs", "Costs", Sort.COSTS, "r hide-s"),
    PROFIT("profit", "Profit", Sort.PROFIT, "r"),
    MARGIN("margin", "Margin", Sort.PROFIT_MARGIN, "r le"),
    REALIZED("ltv", "LTV to date", Sort.REALIZED_LTV, "r hide-s"),
    PREDICTED("predicted", "Predicted LTV", Sort.PREDICTED_LTV, "r hide-s");

    private final String key;
    private final String label;
    private final Sort question;
    private final String css;

    Column(String key, String label, Sort question, String css) {
        this.key = key;
        this.label = label;
        this.question = question;
        this.css = css;
    }

    String key() {
        return key;
    }

    String label() {
        return label;
    }

    /** The same order in the words of the question. */
    Sort question() {
        return question;
    }

    /** Classes of the header. */
    String css() {
        return css;
    }

    /**
     * Order of the table; in the address its column, after a minus when descending.
     *
     * @param descending whether the largest comes first
     */
    record Order(Column column, boolean descending) {

        /** Those who lose most money come first. */
        static final Order DEFAULT = new Order(PROFIT, false);

        static Optional<Order> ofKey(String key) {
            boolean descending = key.startsWith("-");
            String name = descending ? key.substring(1) : key;
            return Arrays.stream(Column.values())
                    .filter(column -> column.key.equals(name))
                    .findFirst()
                    .map(column -> new Order(column, descending));
        }

        String key() {
            return (descending ? "-" : "") + column.key;
        }

        /** The order after a click on a header: the other direction, or at first the largest amounts and names from A. */
        Order clicked(Column clicked) {
            return clicked == column ? new Order(column, !descending) : new Order(clicked, clicked != NAME);
        }
    }
}
