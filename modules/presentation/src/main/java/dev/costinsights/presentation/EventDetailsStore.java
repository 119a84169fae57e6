package dev.costinsights.presentation;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads everything there is to say of the few events of a page: their customers, links, labels and sums. */
final class EventDetailsStore {
    /** Of texts without a limit of their own on one page, some counted twice; one event has at most a request's worth. */
    private static final long MAX_TEXT_BYTES = 24L * 1024 * 1024;

    private final SqlConnection snapshot;
    private final UUID organizationId;
    private final List<String> fields;

    /** @param fields to be summed over each event and everything beneath it */
    EventDetailsStore(SqlConnection snapshot, UUID organizationId, List<String> fields) {
        this.snapshot = snapshot;
        this.organizationId = organizationId;
        this.fields = fields;
    }

    /** In the order of the ids; those that there aren't, or that aren't folded, are left out. */
    Future<List<Event>> of(List<UUID> ids) {
        if (ids.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return ask(EventDetailsSql.TEXT_SIZE, ids.stream())
                .compose(size -> size.iterator().next().getLong("bytes") > MAX_TEXT_BYTES
                        ? Future.failedFuture(tooLarge())
                        : ask(EventDetailsSql.EVENTS, ids.stream()))
                .map(rows -> rows.stream().map(EventRow::of).toList())
                .compose(rows -> customers(rows)
                        .compose(customers -> childCounts(rows)
                                .compose(childCounts -> sums(rows, childCounts)
                                        .map(sums -> rows.stream()
                                                .map(row -> row.toEvent(
                                                        organizationId,
                                                        customers.get(row.registeredCustomerId()),
                                                        childCounts.getOrDefault(row.id(), 0L),
                                                        EventRow.rounded(sums.getOrDefault(row.id(), Map.of()))))
                                                .toList()))));
    }

    private static ContractException tooLarge() {
        String message = "These events hold more text than one answer can. Ask for fewer at once.";
        return new ContractException(
                ErrorCode.INVALID, message, List.of(new FieldError(null, "limit", "too_large", message)));
    }

    private Future<RowSet<Row>> ask(Statement statement, Stream<UUID> ids) {
        return snapshot.preparedQuery(statement.sql())
                .execute(Tuple.of(organizationId).addArrayOfUUID(ids.toArray(UUID[]::new)));
    }

    private Future<Map<UUID, Customer>> customers(List<EventRow> rows) {
        Set<UUID> ids = new HashSet<>();
        rows.stream()
                .map(EventRow::registeredCustomerId)
                .filter(Objects::nonNull)
                .forEach(ids::add);
        Map<UUID, Customer> customers = new HashMap<>();
        if (ids.isEmpty()) {
            return Future.succeededFuture(customers);
        }
        return ask(EventDetailsSql.CUSTOMERS, ids.stream()).map(found -> {
            found.forEach(row -> customers.put(row.getUUID("id"), CustomerStore.customer(row)));
            return customers;
        });
    }

    /** Of a root the totals know it; beneath one it is looked for. */
    private Future<Map<UUID, Long>> childCounts(List<EventRow> rows) {
        Map<UUID, Long> counts = new HashMap<>();
        rows.forEach(row -> {
            if (row.traceEvents() != null) {
                counts.put(row.id(), row.traceEvents() - 1);
            }
        });
        List<UUID> beneath =
                rows.stream().filter(row -> !row.isRoot()).map(EventRow::id).toList();
        if (beneath.isEmpty()) {
            return Future.succeededFuture(counts);
        }
        return ask(EventDetailsSql.CHILD_COUNTS, beneath.stream()).map(found -> {
            found.forEach(row -> counts.put(row.getUUID("anchor_id"), row.getLong("events")));
            return counts;
        });
    }

    /** What a trace costs the totals know. */
    private Future<Map<UUID, Map<String, BigDecimal>>> sums(List<EventRow> rows, Map<UUID, Long> childCounts) {
        Map<UUID, Map<String, BigDecimal>> sums = new HashMap<>();
        if (fields.isEmpty()) {
            return Future.succeededFuture(sums);
        }
        rows.forEach(row -> sums.put(row.id(), new HashMap<>(known(row, childCounts))));
        boolean onlyCosts = fields.stream().allMatch(EventRow.COST::equals);
        List<UUID> searched = rows.stream()
                .filter(row -> !(onlyCosts && row.isRoot()))
                .map(EventRow::id)
                .toList();
        if (searched.isEmpty()) {
            return Future.succeededFuture(sums);
        }
        return snapshot.preparedQuery(EventDetailsSql.SUMS.sql())
                .execute(Tuple.of(organizationId)
                        .addArrayOfUUID(searched.toArray(UUID[]::new))
                        .addArrayOfString(fields.stream().distinct().toArray(String[]::new)))
                .map(found -> {
                    found.forEach(row ->
                            sums.get(row.getUUID("anchor_id")).put(row.getString("path"), row.getBigDecimal("total")));
                    return sums;
                });
    }

    /** The whole cost of a root; that events beneath which nothing has a cost cost nothing. */
    private Map<String, BigDecimal> known(EventRow row, Map<UUID, Long> childCounts) {
        if (!fields.contains(EventRow.COST)) {
            return Map.of();
        } else if (row.traceCostCents() != null) {
            return Map.of(EventRow.COST, row.traceCostCents());
        } else if (row.costCents() != null) {
            return Map.of(EventRow.COST, row.costCents());
        }
        return childCounts.containsKey(row.id()) ? Map.of(EventRow.COST, BigDecimal.ZERO) : Map.of();
    }
}
