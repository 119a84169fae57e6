package dev.costinsights.webui.products;

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
 * Everything the Products page shows is decided by this state, and all of it is in the address.
 *
 * @param margin for which prices are shown
 * @param order of the products
 * @param page page of the products, from 1
 * @param by model or vendor, in the second table
 */
record ProductsView(RangeState days, Margin margin, Column.Order order, int page, Dimension by) {
    static final String PATH = "/products";
    static final String CSV = PATH + ".csv";
    static final String MODELS_CSV = PATH + "/models.csv";

    /**
     * What was read.
     *
     * @param notices a sentence for each value that could not be used
     */
    record Parsed(ProductsView view, List<String> notices) {}

    static Parsed parse(
            Function<String, @Nullable String> byName, ZoneId defaultZone, Function<ZoneId, LocalDate> todayIn) {
        var parameters = new Parameters(byName);
        RangeState days = RangeParser.parse(parameters, defaultZone, todayIn);
        Margin margin = parameters
                .value(
                        "margin",
                        Margin::ofText,
                        "A margin is a number from 0 to 99.9 with one decimal at most; here it is "
                                + Margin.DEFAULT.words() + ".")
                .orElse(Margin.DEFAULT);
        Column.Order order = parameters
                .value(
                        "sort",
                        Column.Order::ofKey,
                        "The order in the address isn't known; the thinnest margin comes first.")
                .orElse(Column.Order.DEFAULT);
        Dimension by = parameters
                .value("by", ProductsView::by, "Costs are shown by model or vendor; here they are by model.")
                .orElse(Dimension.MODEL);
        return new Parsed(new ProductsView(days, margin, order, parameters.page(), by), parameters.notices());
    }

    private static Optional<Dimension> by(String text) {
        return switch (text) {
            case "model" -> Optional.of(Dimension.MODEL);
            case "vendor" -> Optional.of(Dimension.VENDOR);
            default -> Optional.empty();
        };
    }

    ProductsView with(RangeState other) {
        return new ProductsView(other, margin, order, 1, by);
    }

    ProductsView with(Column.Order other) {
        return new ProductsView(days, margin, other, 1, by);
    }

    ProductsView with(Dimension other) {
        return new ProductsView(days, margin, order, page, other);
    }

    ProductsView withPage(int other) {
        return new ProductsView(days, margin, order, other, by);
    }

    String href() {
        return href(PATH);
    }

    /** The address of the same state at another path of this page. */
    String href(String path) {
        StringJoiner query = new StringJoiner("&", path + "?", "").setEmptyValue(path);
        days.addTo(query);
        fields().forEach(field -> query.add(field.name() + "=" + field.value()));
        if (page != 1) {
            query.add("page=" + page);
        }
        return query.toString();
    }

    /** What a form of dates must keep; all values are their own encoding. */
    List<Controls.Field> fields() {
        List<Controls.Field> fields = new ArrayList<>();
        if (!margin.equals(Margin.DEFAULT)) {
            fields.add(new Controls.Field("margin", margin.text()));
        }
        if (!order.equals(Column.Order.DEFAULT)) {
            fields.add(new Controls.Field("sort", order.key()));
        }
        if (by != Dimension.MODEL) {
            fields.add(new Controls.Field("by", "vendor"));
        }
        return fields;
    }

    /** What the form of the margin must keep. */
    List<Controls.Field> fieldsOfMargin() {
        List<Controls.Field> fields = new ArrayList<>(fields());
        fields.removeIf(field -> field.name().equals("margin"));
        fields.addAll(days.fields());
        return fields;
    }
}
