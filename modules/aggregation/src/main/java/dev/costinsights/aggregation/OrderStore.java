package dev.costinsights.aggregation;

import dev.costinsights.aggregation.RateFolder.DayRate;
import dev.costinsights.aggregation.SubscriptionOrders.Neighbours;
import dev.costinsights.aggregation.SubscriptionOrders.Place;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads and writes the rows of an organization's orders, refunds and disputes in one transaction. */
final class OrderStore {
    private final SqlConnection connection;
    private final UUID organizationId;

    OrderStore(SqlConnection connection, UUID organizationId) {
        this.connection = connection;
        this.organizationId = organizationId;
    }

    /** A currency on a UTC day. */
    record RateDay(String currency, LocalDate day) {}

    /** What is kept of the last fact of each object. */
    <T> Future<Map<UUID, T>> latest(FactKind kind, Collection<UUID> ids, Function<Fact, T> kept) {
        return FactStore.latestOfObjects(connection, organizationId, kind, ids, kept);
    }

    /** All facts of each dispute by version. */
    Future<Map<UUID, List<Fact>>> disputeFacts(Collection<UUID> ids) {
        Map<UUID, List<Fact>> facts = new HashMap<>();
        return FactStore.read(
                        connection,
                        organizationId,
                        FactKind.DISPUTE,
                        ids,
                        fact -> facts.computeIfAbsent(fact.objectId(), id -> new ArrayList<>())
                                .add(fact.only(DisputeRow.FIELDS)))
                .map(read -> facts);
    }

    /** As the rows of refunds and disputes say. */
    Future<Set<UUID>> ordersOfClaims(Set<UUID> refunds, Set<UUID> disputes) {
        if (refunds.isEmpty() && disputes.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        return connection
                .preparedQuery(OrderSql.ORDERS_OF_CLAIMS.sql())
                .execute(Tuple.of(organizationId, ids(refunds), ids(disputes)))
                .map(rows -> {
                    Set<UUID> orders = new HashSet<>();
                    rows.forEach(row -> orders.add(row.getUUID("order_id")));
                    return orders;
                });
    }

    /** Orders whose rows don't say what the starts of subscriptions and rates of days make them, at most so many. */
    Future<Set<UUID>> dependents(Set<UUID> subscriptions, List<DayRate> rates, int atMost) {
        if (subscriptions.isEmpty() && rates.isEmpty()) {
            return Future.succeededFuture(Set.of());
        }
        return connection
                .preparedQuery(OrderSql.DEPENDENT_ORDERS.sql())
                .execute(dependentsOf(subscriptions, rates).addLong((long) atMost))
                .map(rows -> {
                    Set<UUID> orders = new HashSet<>();
                    rows.forEach(row -> orders.add(row.getUUID("id")));
                    return orders;
                });
    }

    /** Gives each of them a ticket of its own, appended then; null: now. */
    Future<Void> postponeDependents(Set<UUID> subscriptions, List<DayRate> rates, @Nullable OffsetDateTime appendedAt) {
        return connection
                .preparedQuery(OrderSql.POSTPONE_DEPENDENT_ORDERS.sql())
                .execute(dependentsOf(subscriptions, rates).addOffsetDateTime(appendedAt))
                .mapEmpty();
    }

    private Tuple dependentsOf(Set<UUID> subscriptions, List<DayRate> rates) {
        return Tuple.of(organizationId)
                .addArrayOfUUID(ids(subscriptions))
                .addArrayOfString(Columns.of(rates, String.class, DayRate::currency))
                .addArrayOfLocalDate(Columns.of(rates, LocalDate.class, DayRate::day));
    }

    Future<Map<UUID, OrderRow>> orders(Set<UUID> ids) {
        return rows(
                OrderSql.ORDERS.sql(),
                Tuple.of(organizationId).addArrayOfUUID(ids(ids)),
                OrderStore::order,
                OrderRow::id);
    }

    /** Refunds by id, and all of some orders. */
    Future<Map<UUID, RefundRow>> refunds(Set<UUID> ids, Set<UUID> orders) {
        return rows(
                OrderSql.REFUNDS_OF.sql(),
                Tuple.of(organizationId, ids(ids), ids(orders)),
                row -> new RefundRow(
                        row.getUUID("id"),
                        row.getUUID("order_id"),
                        row.getBoolean("waiting"),
                        row.getUUID("customer_id"),
                        row.getUUID("product_id"),
                        instant(row, "created_at"),
                        row.getBigDecimal("refund_cents")),
                RefundRow::id);
    }

    /** Disputes by id, and all of some orders. */
    Future<Map<UUID, DisputeRow>> disputes(Set<UUID> ids, Set<UUID> orders) {
        return rows(
                OrderSql.DISPUTES_OF.sql(),
                Tuple.of(organizationId, ids(ids), ids(orders)),
                row -> new DisputeRow(
                        row.getUUID("id"),
                        row.getUUID("order_id"),
                        row.getBoolean("waiting"),
                        row.getUUID("customer_id"),
                        row.getUUID("product_id"),
                        instant(row, "created_at"),
                        instantOrNull(row, "won_at"),
                        row.getBigDecimal("dispute_cents")),
                DisputeRow::id);
    }

    /** Those that are known. */
    Future<Map<UUID, Instant>> subscriptionStarts(Set<UUID> subscriptions) {
        if (subscriptions.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return connection
                .preparedQuery(OrderSql.STARTS.sql())
                .execute(Tuple.of(organizationId).addArrayOfUUID(ids(subscriptions)))
                .map(rows -> {
                    Map<UUID, Instant> starts = new HashMap<>();
                    rows.forEach(row -> starts.put(row.getUUID("id"), instant(row, "started_at")));
                    return starts;
                });
    }

    /** Of each day, else of the nearest earlier; without those that have neither. */
    Future<Map<RateDay, BigDecimal>> ratesOfDays(Set<RateDay> days) {
        if (days.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return connection
                .preparedQuery(OrderSql.RATES_OF_DAYS.sql())
                .execute(Tuple.of(organizationId)
                        .addArrayOfString(Columns.of(days, String.class, RateDay::currency))
                        .addArrayOfLocalDate(Columns.of(days, LocalDate.class, RateDay::day)))
                .map(rows -> {
                    Map<RateDay, BigDecimal> rates = new HashMap<>();
                    rows.forEach(row -> rates.put(
                            new RateDay(row.getString("currency"), row.getLocalDate("day")),
                            row.getBigDecimal("rate")));
                    return rates;
                });
    }

    /** What stands next to each place. */
    Future<List<Neighbours>> neighbours(List<Place> places) {
        if (places.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return connection
                .preparedQuery(OrderSql.NEIGHBOURS.sql())
                .execute(Tuple.of(
                        organizationId,
                        Columns.of(places, UUID.class, Place::subscriptionId),
                        Columns.ofInstants(places, Place::createdAt),
                        Columns.of(places, UUID.class, Place::orderId)))
                .map(rows -> {
                    List<Neighbours> neighbours = new ArrayList<>(rows.size());
                    rows.forEach(row -> neighbours.add(neighbours(row, places)));
                    return neighbours;
                });
    }

    private static Neighbours neighbours(Row row, List<Place> places) {
        Place place = places.get(Math.toIntExact(row.getLong("place") - 1));
        Instant beforeAt = instantOrNull(row, "before_at");
        return new Neighbours(
                place,
                beforeAt == null ? null : new Place(place.subscriptionId(), beforeAt, row.getUUID("before_id")),
                row.getUUID("id") == null ? null : order(row));
    }

    Future<Void> putOrders(List<OrderRow> orders) {
        return put(
                OrderSql.PUT_ORDERS.sql(),
                orders,
                () -> Tuple.of(organizationId)
                        .addArrayOfUUID(Columns.of(orders, UUID.class, OrderRow::id))
                        .addArrayOfUUID(Columns.of(orders, UUID.class, OrderRow::customerId))
                        .addArrayOfUUID(Columns.of(orders, UUID.class, OrderRow::productId))
                        .addArrayOfUUID(Columns.of(orders, UUID.class, OrderRow::subscriptionId))
                        .addArrayOfOffsetDateTime(Columns.ofInstants(orders, OrderRow::createdAt))
                        .addArrayOfString(Columns.of(orders, String.class, OrderRow::status))
                        .addArrayOfBoolean(Columns.of(orders, Boolean.class, OrderRow::counts))
                        .addArrayOfString(Columns.of(orders, String.class, OrderRow::currency))
                        .addArrayOfString(Columns.ofDecimals(orders, OrderRow::netAmount))
                        .addArrayOfString(Columns.ofDecimals(orders, OrderRow::ownRate))
                        .addArrayOfString(Columns.ofDecimals(orders, OrderRow::rate))
                        .addArrayOfBoolean(Columns.of(orders, Boolean.class, OrderRow::converted))
                        .addArrayOfString(Columns.ofDecimals(orders, OrderRow::revenueCents))
                        .addArrayOfString(Columns.ofDecimals(orders, OrderRow::feeCents))
                        .addArrayOfString(Columns.ofDecimals(orders, OrderRow::refundCents))
                        .addArrayOfShort(Columns.of(orders, Short.class, OrderRow::stage))
                        .addArrayOfOffsetDateTime(Columns.ofInstants(orders, OrderRow::subscriptionStartedAt))
                        .addArrayOfOffsetDateTime(Columns.ofInstants(orders, OrderRow::previousAt)));
    }

    Future<Void> putRefunds(List<RefundRow> refunds) {
        return put(
                OrderSql.PUT_REFUNDS.sql(),
                refunds,
                () -> Tuple.of(organizationId)
                        .addArrayOfUUID(Columns.of(refunds, UUID.class, RefundRow::id))
                        .addArrayOfUUID(Columns.of(refunds, UUID.class, RefundRow::orderId))
                        .addArrayOfBoolean(Columns.of(refunds, Boolean.class, RefundRow::waiting))
                        .addArrayOfUUID(Columns.of(refunds, UUID.class, RefundRow::customerId))
                        .addArrayOfUUID(Columns.of(refunds, UUID.class, RefundRow::productId))
                        .addArrayOfOffsetDateTime(Columns.ofInstants(refunds, RefundRow::createdAt))
                        .addArrayOfString(Columns.ofDecimals(refunds, RefundRow::refundCents)));
    }

    Future<Void> putDisputes(List<DisputeRow> disputes) {
        return put(
                OrderSql.PUT_DISPUTES.sql(),
                disputes,
                () -> Tuple.of(organizationId)
                        .addArrayOfUUID(Columns.of(disputes, UUID.class, DisputeRow::id))
                        .addArrayOfUUID(Columns.of(disputes, UUID.class, DisputeRow::orderId))
                        .addArrayOfBoolean(Columns.of(disputes, Boolean.class, DisputeRow::waiting))
                        .addArrayOfUUID(Columns.of(disputes, UUID.class, DisputeRow::customerId))
                        .addArrayOfUUID(Columns.of(disputes, UUID.class, DisputeRow::productId))
                        .addArrayOfOffsetDateTime(Columns.ofInstants(disputes, DisputeRow::createdAt))
                        .addArrayOfOffsetDateTime(Columns.ofInstants(disputes, DisputeRow::wonAt))
                        .addArrayOfString(Columns.ofDecimals(disputes, DisputeRow::disputeCents)));
    }

    private Future<Void> put(String sql, List<?> rows, Supplier<Tuple> parameters) {
        return rows.isEmpty()
                ? Future.succeededFuture()
                : connection.preparedQuery(sql).execute(parameters.get()).mapEmpty();
    }

    private <T> Future<Map<UUID, T>> rows(String sql, Tuple parameters, Function<Row, T> read, Function<T, UUID> id) {
        return connection.preparedQuery(sql).execute(parameters).map(rows -> {
            Map<UUID, T> byId = new HashMap<>(rows.size() * 2);
            for (Row row : rows) {
                T value = read.apply(row);
                byId.put(id.apply(value), value);
            }
            return byId;
        });
    }

    private static OrderRow order(Row row) {
        return new OrderRow(
                row.getUUID("id"),
                row.getUUID("customer_id"),
                row.getUUID("product_id"),
                row.getUUID("subscription_id"),
                instant(row, "created_at"),
                row.getString("status"),
                row.getBoolean("counts"),
                row.getString("currency"),
                row.getBigDecimal("net_amount"),
                row.getBigDecimal("own_rate"),
                row.getBigDecimal("rate"),
                row.getBoolean("converted"),
                row.getBigDecimal("revenue_cents"),
                row.getBigDecimal("fee_cents"),
                row.getBigDecimal("refund_cents"),
                row.getShort("stage"),
                instantOrNull(row, "subscription_started_at"),
                instantOrNull(row, "previous_at"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static @Nullable Instant instantOrNull(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static UUID[] ids(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}
