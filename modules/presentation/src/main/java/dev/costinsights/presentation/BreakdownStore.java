package dev.costinsights.presentation;

import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads ranked lists of what costs by event name, model, vendor or customer. */
final class BreakdownStore {
    private BreakdownStore() {}

    /**
     * A page of a list.
     *
     * @param rowCount rows on all pages
     * @param all sums of all of them
     * @param allPreviousCostCents what all of them cost in the previous range
     */
    record Page(List<Line> lines, int rowCount, Sums all, BigDecimal allPreviousCostCents) {}

    /**
     * One row. A key with events in the previous range only is a row too, so that what was saved can be seen.
     *
     * @param key of the dictionary
     */
    record Line(int key, String label, Sums sums, BigDecimal previousCostCents) {}

    static Future<Page> page(
            SqlConnection snapshot,
            UUID organizationId,
            TimeRange range,
            TimeRange previous,
            CustomerTwins twins,
            BreakdownRequest request) {
        Tuple parameters = request.dimension() == Dimension.CUSTOMER
                ? customerParameters(organizationId, range, previous, twins, request)
                : labelParameters(organizationId, range, previous, request);
        return snapshot.preparedQuery(
                        BreakdownSql.list(request.dimension(), twins).sql())
                .execute(parameters)
                .map(BreakdownStore::page);
    }

    private static Tuple labelParameters(
            UUID organizationId, TimeRange range, TimeRange previous, BreakdownRequest request) {
        return parameters(
                organizationId,
                Cover.of(Boundaries.of(range)).segments(),
                Cover.of(Boundaries.of(previous)).segments(),
                request);
    }

    private static Tuple customerParameters(
            UUID organizationId, TimeRange range, TimeRange previous, CustomerTwins twins, BreakdownRequest request) {
        CustomerCover now = CustomerCover.of(range);
        CustomerCover before = CustomerCover.of(previous);
        List<CustomerCover.Edge> edges = new ArrayList<>(now.edges());
        edges.addAll(before.edges());
        Tuple parameters = parameters(organizationId, now.segments(), before.segments(), request)
                .addArrayOfOffsetDateTime(Segment.times(
                        edges.stream().map(CustomerCover.Edge::from).toList()))
                .addArrayOfOffsetDateTime(
                        Segment.times(edges.stream().map(CustomerCover.Edge::to).toList()))
                .addArrayOfBoolean(
                        nowThenBefore(now.edges().size(), before.edges().size()));
        return twins.isEmpty() ? parameters : twins.addTo(parameters);
    }

    private static Tuple parameters(
            UUID organizationId, List<Segment> now, List<Segment> before, BreakdownRequest request) {
        List<Segment> segments = new ArrayList<>(now);
        segments.addAll(before);
        Tuple parameters = Tuple.of(organizationId);
        Segment.addTo(parameters, segments);
        return addPageTo(parameters.addArrayOfBoolean(nowThenBefore(now.size(), before.size())), request);
    }

    /** Appends which rows are wanted: text, boolean, two bigint. */
    static Tuple addPageTo(Tuple parameters, BreakdownRequest request) {
        return parameters
                .addString(request.sort().name())
                .addBoolean(request.descending())
                .addLong((long) request.offset())
                .addLong((long) request.limit());
    }

    private static Boolean[] nowThenBefore(int now, int before) {
        var flags = new Boolean[now + before];
        Arrays.setAll(flags, i -> i < now);
        return flags;
    }

    static Page page(RowSet<Row> rows) {
        Row first = rows.iterator().next();
        List<Line> lines = new ArrayList<>();
        for (Row row : rows) {
            if (row.getInteger("key") != null) {
                lines.add(new Line(
                        row.getInteger("key"),
                        row.getString("label"),
                        Sums.of(row),
                        Sums.plain(row.getBigDecimal("previous_cost_cents"))));
            }
        }
        return new Page(
                lines,
                first.getInteger("row_count"),
                new Sums(Sums.plain(first.getBigDecimal("all_cost_cents")), first.getLong("all_events")),
                Sums.plain(first.getBigDecimal("all_previous_cost_cents")));
    }

    /** Costs of each day of the range, by key: days of its zone, but UTC days by customer. */
    static Future<Map<Integer, List<BigDecimal>>> days(
            SqlConnection snapshot,
            UUID organizationId,
            TimeRange range,
            Dimension dimension,
            CustomerTwins twins,
            List<Line> lines) {
        List<Integer> keys = lines.stream().map(Line::key).toList();
        List<Instant> boundaries = Boundaries.of(Interval.DAY.periodsOf(
                dimension == Dimension.CUSTOMER ? new TimeRange(range.start(), range.end(), ZoneOffset.UTC) : range));
        int days = boundaries.size() - 1;
        Tuple parameters = dimension == Dimension.CUSTOMER
                ? customerDaysParameters(organizationId, boundaries.subList(0, days), keys, twins)
                : labelDaysParameters(organizationId, boundaries, keys);
        return snapshot.preparedQuery(BreakdownSql.days(dimension).sql())
                .execute(parameters)
                .map(rows -> byKey(rows, keys, days));
    }

    private static Tuple labelDaysParameters(UUID organizationId, List<Instant> boundaries, List<Integer> keys) {
        Cover cover = Cover.of(boundaries);
        Tuple parameters = Tuple.of(organizationId);
        Segment.addTo(parameters, cover.segments());
        return parameters
                .addArrayOfOffsetDateTime(Segment.times(cover.boundaries()))
                .addArrayOfInteger(keys.toArray(Integer[]::new));
    }

    private static Tuple customerDaysParameters(
            UUID organizationId, List<Instant> days, List<Integer> rowKeys, CustomerTwins twins) {
        List<Integer> keys = new ArrayList<>(rowKeys);
        List<Integer> rows = new ArrayList<>(rowKeys);
        Set<Integer> shown = new HashSet<>(rowKeys);
        for (int i = 0; i < twins.from().size(); i++) {
            if (shown.contains(twins.to().get(i))) {
                keys.add(twins.from().get(i));
                rows.add(twins.to().get(i));
            }
        }
        return Tuple.of(organizationId)
                .addArrayOfOffsetDateTime(Segment.times(days))
                .addArrayOfInteger(keys.toArray(Integer[]::new))
                .addArrayOfInteger(rows.toArray(Integer[]::new));
    }

    static Map<Integer, List<BigDecimal>> byKey(RowSet<Row> rows, List<Integer> keys, int days) {
        Map<Integer, List<BigDecimal>> costs = new HashMap<>();
        for (Integer key : keys) {
            costs.put(key, new ArrayList<>(Collections.nCopies(days, BigDecimal.ZERO)));
        }
        for (Row row : rows) {
            costs.get(row.getInteger("key"))
                    .set(row.getInteger("day") - 1, Sums.plain(row.getBigDecimal("cost_cents")));
        }
        return costs;
    }
}
