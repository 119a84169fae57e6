package dev.costinsights.webui.products;

import dev.costinsights.contracts.profit.ProductProfit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A column of the table of products; its key is in the address. */
enum Column {
    NAME("name", "Product", "", (row, margin) -> Names.of(row).toLowerCase(Locale.ROOT)),
    TYPE("type", "Billing", "hide-s wide-only", (row, margin) -> row.billingType()),
    ORDERS("orders", "Orders", "r hide-s", (row, margin) -> row.orders()),
    CUSTOMERS("customers", "Customers", "r hide-s", (row, margin) -> row.customers()),
    REVENUE("revenue", "Net revenue", "r hide-s", (row, margin) -> row.figures().netRevenueByDateCents()),
    COSTS("costs", "Costs", "r hide-s", (row, margin) -> row.figures().costCents()),
    PROFIT("profit", "Profit", "r", (row, margin) -> row.figures().profitCents()),
    MARGIN("margin", "Margin", "r", (row, margin) -> row.figures().profitMargin()),
    PRICE(
            "price",
            "Price for",
            "r",
            (row, margin) -> Price.of(row.figures(), row.orders(), margin)
                    .map(Price::neededCents)
                    .orElse(null));

    private final String key;
    private final String label;
    private final String css;
    private final BiFunction<ProductProfit, Margin, @Nullable Object> value;

    Column(String key, String label, String css, BiFunction<ProductProfit, Margin, @Nullable Object> value) {
        this.key = key;
        this.label = label;
        this.css = css;
        this.value = value;
    }

    String key() {
        return key;
    }

    String label() {
        return label;
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

        /** The thinnest margin comes first. */
        static final Order DEFAULT = new Order(MARGIN, false);

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
            return clicked == column
                    ? new Order(column, !descending)
                    : new Order(clicked, clicked != NAME && clicked != TYPE && clicked != MARGIN);
        }

        /** What isn't known comes last either way. */
        Comparator<ProductProfit> rows(Margin margin) {
            Comparator<Object> values = Order::compare;
            Comparator<@Nullable Object> known = Comparator.nullsLast(descending ? values.reversed() : values);
            return Comparator.<ProductProfit, @Nullable Object>comparing(row -> column.value.apply(row, margin), known)
                    .thenComparing(ProductProfit::productId, Comparator.nullsLast(Comparator.naturalOrder()));
        }

        /** All values of a column are of one type. */
        @SuppressWarnings("unchecked")
        private static int compare(Object a, Object b) {
            return ((Comparable<Object>) a).compareTo(b);
        }
    }
}
