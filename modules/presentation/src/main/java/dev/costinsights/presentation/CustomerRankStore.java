package dev.costinsights.presentation;

import dev.costinsights.contracts.profit.CustomerRanking;
import dev.costinsights.contracts.profit.CustomerSelection;
import dev.costinsights.contracts.profit.CustomerSelection.Sort;
import dev.costinsights.contracts.profit.CustomerSelection.Who;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts customers in order. */
final class CustomerRankStore {
    private static final int MOST = CustomerRanking.MAX_CUSTOMERS;

    private CustomerRankStore() {}

    /**
     * A part of the order.
     *
     * @param total how many customers there are
     * @param attributed what all customers cost in the range, whether they match a search or not
     */
    record Ranking(List<UUID> customerIds, long total, Sums attributed) {}

    /** A stretch of time whose sums decide the order. */
    private record Window(Instant from, Instant to) {}

    static Future<Ranking> rank(
            SqlConnection snapshot, CustomerSelection selection, ProfitRange range, long offset, int limit) {
        boolean byOtherTimes = !window(selection.sort(), range).equals(new Window(range.from(), range.to()));
        if (selection.who() == Who.EVERYBODY || !byOtherTimes) {
            return rank(snapshot, selection, null, range, offset, limit);
        }
        return rank(snapshot, sortedBy(selection, selection.who(), Sort.CUSTOMER_ID), null, range, 0, MOST)
                .compose(meant -> rank(
                        snapshot,
                        sortedBy(selection, Who.EVERYBODY, selection.sort()),
                        meant.customerIds().toArray(UUID[]::new),
                        range,
                        offset,
                        limit));
    }

    private static CustomerSelection sortedBy(CustomerSelection selection, Who who, Sort sort) {
        return new CustomerSelection(
                selection.organizationId(),
                selection.range(),
                selection.query(),
                who,
                sort,
                selection.descending(),
                selection.consistency());
    }

    /** @param only these customers; null for all */
    private static Future<Ranking> rank(
            SqlConnection snapshot,
            CustomerSelection selection,
            UUID @Nullable [] only,
            ProfitRange range,
            long offset,
            int limit) {
        Window window = window(selection.sort(), range);
        Tuple parameters = parameters(selection, range, window, offset, limit)
                .addString(selection.who().name())
                .addArrayOfUUID(only);
        return LargeSums.read(snapshot, CustomerRankSql.RANK, parameters).compose(rows -> {
            Row first = rows.iterator().next();
            List<UUID> ids = new ArrayList<>(rows.size());
            for (Row row : rows) {
                UUID id = row.getUUID("customer_id");
                if (id != null) {
                    ids.add(id);
                }
            }
            Sums attributed = new Sums(
                    Sums.plain(first.getBigDecimal("attributed_cost_cents")), first.getLong("attributed_events"));
            Future<Sums> ofRange = window.equals(new Window(range.from(), range.to()))
                    ? Future.succeededFuture(attributed)
                    : attributed(snapshot, range);
            return ofRange.map(sums -> new Ranking(ids, first.getLong("customers"), sums));
        });
    }

    private static Window window(Sort sort, ProfitRange range) {
        return switch (sort) {
            case REALIZED_LTV -> new Window(Cover.BEGINNING, range.to());
            case PREDICTED_LTV ->
                new Window(range.window().monthsFrom(), range.window().monthsTo());
            default -> new Window(range.from(), range.to());
        };
    }

    private static Tuple parameters(
            CustomerSelection selection, ProfitRange range, Window window, long offset, int limit) {
        Tuple parameters = range.costs(window.from(), window.to()).addTo(Tuple.of(selection.organizationId()));
        Segment.addTo(parameters, Cover.withHistory(List.of(range.to())).segments());
        CustomerCover revenue = CustomerCover.withHistory(boundaries(window, range));
        Segment.addTo(parameters, revenue.segments());
        revenue.addEdgesTo(parameters);
        String query = selection.query();
        return parameters
                .addOffsetDateTime(window.from().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(window.to().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(range.window().from().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(range.window().to().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(range.to().atOffset(ZoneOffset.UTC))
                .addString(query == null ? null : EventPredicate.containing(query))
                .addString(selection.sort().name())
                .addBoolean(selection.descending())
                .addLong(offset)
                .addLong((long) limit);
    }

    /** No segment reaches over an end of the window, and all of them together to the end of the range. */
    private static List<Instant> boundaries(Window window, ProfitRange range) {
        var boundaries = new TreeSet<>(List.of(window.from(), window.to(), range.to()));
        boundaries.remove(Cover.BEGINNING);
        return List.copyOf(boundaries);
    }

    private static Future<Sums> attributed(SqlConnection snapshot, ProfitRange range) {
        return LargeSums.read(
                        snapshot, CustomerRankSql.ATTRIBUTED, range.costs().addTo(Tuple.of(range.organizationId())))
                .map(rows -> Sums.of(rows.iterator().next()));
    }
}
