package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.Parameters;
import dev.costinsights.webui.range.RangeParser;
import dev.costinsights.webui.range.RangeState;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Function;

/**
 * Everything a page of charts shows is decided by this state, and all of it is in the address.
 *
 * @param path of the group or dashboard
 * @param asTable whether the charts are shown as one table
 * @param filtering whether the form of filters is open
 */
record MetricsView(String path, RangeState days, Filters filters, boolean asTable, boolean filtering) {
    static final String PATH = Addresses.METRICS;
    static final String DASHBOARDS = PATH + "/dashboards";

    /**
     * What was read.
     *
     * @param notices a sentence for each value that could not be used
     */
    record Parsed(MetricsView view, List<String> notices) {}

    static Parsed parse(String path, MultiMap query, ZoneId defaultZone, Function<ZoneId, LocalDate> todayIn) {
        var parameters = new Parameters(query::get);
        RangeState days = RangeParser.parse(parameters, defaultZone, todayIn);
        boolean asTable = parameters.asTable();
        List<String> notices = new ArrayList<>(parameters.notices());
        Filters filters = Filters.parse(query, notices);
        return new Parsed(
                new MetricsView(path, days, filters, asTable, "open".equals(query.get("filters"))),
                List.copyOf(notices));
    }

    /** An id as a reader may write it. */
    static Optional<UUID> id(String text) {
        boolean fits = text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
        return fits ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    static String dashboard(UUID id) {
        return DASHBOARDS + "/" + id;
    }

    MetricsView at(String otherPath) {
        return new MetricsView(otherPath, days, filters, asTable, false);
    }

    MetricsView with(RangeState other) {
        return new MetricsView(path, other, filters, asTable, filtering);
    }

    MetricsView with(Filters other) {
        return new MetricsView(path, days, other, asTable, filtering);
    }

    MetricsView withTable(boolean shown) {
        return new MetricsView(path, days, filters, shown, filtering);
    }

    MetricsView withFiltering(boolean open) {
        return new MetricsView(path, days, filters, asTable, open);
    }

    String href() {
        String query = query(true);
        return query.isEmpty() ? path : path + "?" + query;
    }

    /** The table of this page as a file. */
    String tableFile() {
        return file(path + "/table.csv");
    }

    /** One chart as a file. */
    String file(Metric metric, String ending) {
        return file(PATH + "/" + metric.slug() + "." + ending);
    }

    /** The parameters that are not defaults, without how they are shown. */
    String query() {
        return query(false);
    }

    /** The same as fields of a form. */
    List<Controls.Field> fields(boolean withFilters) {
        MetricsView kept = withFilters ? this : with(Filters.NONE);
        List<Controls.Field> fields = new ArrayList<>();
        var decoder = new QueryStringDecoder(kept.withFiltering(false).query(true), false);
        decoder.parameters()
                .forEach((name, values) -> values.forEach(value -> fields.add(new Controls.Field(name, value))));
        return List.copyOf(fields);
    }

    private String file(String path) {
        String query = query(false);
        return query.isEmpty() ? path : path + "?" + query;
    }

    private String query(boolean withView) {
        var query = new StringJoiner("&");
        days.addTo(query);
        filters.addTo(query);
        if (withView && asTable) {
            query.add("view=table");
        }
        if (withView && filtering) {
            query.add("filters=open");
        }
        return query.toString();
    }
}
