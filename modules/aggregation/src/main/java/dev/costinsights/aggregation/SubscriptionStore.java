package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brings the rows of subscriptions to what was computed, changing only those that differ, or tells how many do. */
final class SubscriptionStore {
    private final SqlConnection connection;
    private final UUID organizationId;

    SubscriptionStore(SqlConnection connection, UUID organizationId) {
        this.connection = connection;
        this.organizationId = organizationId;
    }

    /** A row of {@code totals.customer_mrr}. */
    record MrrOfCustomer(UUID customerId, CustomerMrr mrr) {}

    private record SpanOfSubscription(UUID subscriptionId, PaidSpan span) {
        private SubscriptionPlan plan() {
            return span.plan();
        }
    }

    Future<Void> put(List<SubscriptionHistory> histories) {
        return execute(SubscriptionSql.PUT, states(histories)).mapEmpty();
    }

    private Tuple states(List<SubscriptionHistory> histories) {
        List<SubscriptionState> states =
                histories.stream().map(SubscriptionHistory::state).toList();
        return Tuple.of(organizationId)
                .addArrayOfUUID(Columns.of(states, UUID.class, SubscriptionState::id))
                .addArrayOfUUID(
                        Columns.of(states, UUID.class, state -> state.plan().customerId()))
                .addArrayOfUUID(
                        Columns.of(states, UUID.class, state -> state.plan().productId()))
                .addArrayOfString(Columns.of(states, String.class, SubscriptionState::status))
                .addArrayOfOffsetDateTime(Columns.ofInstants(states, SubscriptionState::createdAt))
                .addArrayOfOffsetDateTime(Columns.ofInstants(states, SubscriptionState::startedAt))
                .addArrayOfOffsetDateTime(Columns.ofInstants(states, SubscriptionState::trialStart))
                .addArrayOfOffsetDateTime(Columns.ofInstants(states, SubscriptionState::trialEnd))
                .addArrayOfOffsetDateTime(Columns.ofInstants(states, SubscriptionState::canceledAt))
                .addArrayOfOffsetDateTime(Columns.ofInstants(states, SubscriptionState::endAt))
                .addArrayOfBoolean(Columns.of(states, Boolean.class, SubscriptionState::cancelAtPeriodEnd))
                .addArrayOfOffsetDateTime(Columns.ofInstants(states, SubscriptionState::currentPeriodStart))
                .addArrayOfOffsetDateTime(Columns.ofInstants(states, SubscriptionState::currentPeriodEnd))
                .addArrayOfString(Columns.of(states, String.class, SubscriptionState::cancellationReason))
                .addArrayOfString(
                        Columns.ofDecimals(states, state -> state.plan().amount()))
                .addArrayOfString(
                        Columns.of(states, String.class, state -> state.plan().currency()))
                .addArrayOfString(
                        Columns.of(states, String.class, state -> state.plan().interval()))
                .addArrayOfInteger(
                        Columns.of(states, Integer.class, state -> state.plan().intervalCount()))
                .addArrayOfString(
                        Columns.ofDecimals(states, state -> state.plan().monthlyCents()));
    }

    /** Answers whose MRR may have changed. */
    Future<Set<UUID>> replaceSpans(List<SubscriptionHistory> histories) {
        return execute(SubscriptionSql.REPLACE_SPANS, spans(histories)).map(rows -> {
            Set<UUID> customers = new LinkedHashSet<>();
            rows.forEach(row -> customers.add(row.getUUID("customer_id")));
            return customers;
        });
    }

    private Tuple spans(List<SubscriptionHistory> histories) {
        List<SpanOfSubscription> spans = new ArrayList<>();
        for (SubscriptionHistory history : histories) {
            history.paid()
                    .forEach(span ->
                            spans.add(new SpanOfSubscription(history.state().id(), span)));
        }
        UUID[] ids = histories.stream().map(history -> history.state().id()).toArray(UUID[]::new);
        return Tuple.of(organizationId)
                .addArrayOfUUID(ids)
                .addArrayOfUUID(Columns.of(spans, UUID.class, SpanOfSubscription::subscriptionId))
                .addArrayOfUUID(
                        Columns.of(spans, UUID.class, span -> span.plan().customerId()))
                .addArrayOfUUID(
                        Columns.of(spans, UUID.class, span -> span.plan().productId()))
                .addArrayOfOffsetDateTime(Columns.ofInstants(
                        spans, span -> unlessEndless(span.span().from())))
                .addArrayOfOffsetDateTime(Columns.ofInstants(
                        spans, span -> unlessEndless(span.span().to())))
                .addArrayOfString(Columns.ofDecimals(spans, span -> span.plan().amount()))
                .addArrayOfString(
                        Columns.of(spans, String.class, span -> span.plan().currency()))
                .addArrayOfString(
                        Columns.of(spans, String.class, span -> span.plan().interval()))
                .addArrayOfInteger(
                        Columns.of(spans, Integer.class, span -> span.plan().intervalCount()))
                .addArrayOfString(Columns.ofDecimals(spans, span -> span.plan().monthlyCents()));
    }

    /** All spans of each customer; a customer without any isn't there. */
    Future<Collection<List<PaidSpan>>> spansOfCustomers(Set<UUID> customers) {
        return execute(
                        SubscriptionSql.SPANS_OF_CUSTOMERS,
                        Tuple.of(organizationId).addArrayOfUUID(customers.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, List<PaidSpan>> spans = new LinkedHashMap<>();
                    for (Row row : rows) {
                        spans.computeIfAbsent(row.getUUID("customer_id"), id -> new ArrayList<>())
                                .add(span(row));
                    }
                    return spans.values();
                });
    }

    Future<Void> replaceMrr(Set<UUID> customers, List<MrrOfCustomer> rows) {
        return execute(SubscriptionSql.REPLACE_MRR, mrr(customers, rows)).mapEmpty();
    }

    private Tuple mrr(Set<UUID> customers, List<MrrOfCustomer> rows) {
        return Tuple.of(organizationId)
                .addArrayOfUUID(customers.toArray(UUID[]::new))
                .addArrayOfUUID(Columns.of(rows, UUID.class, MrrOfCustomer::customerId))
                .addArrayOfOffsetDateTime(
                        Columns.ofInstants(rows, row -> unlessEndless(row.mrr().from())))
                .addArrayOfOffsetDateTime(
                        Columns.ofInstants(rows, row -> unlessEndless(row.mrr().to())))
                .addArrayOfString(Columns.ofDecimals(rows, row -> row.mrr().usdCents()))
                .addArrayOfString(
                        Columns.of(rows, String.class, row -> row.mrr().otherPrices()))
                .addArrayOfOffsetDateTime(
                        Columns.ofInstants(rows, row -> unlessEndless(row.mrr().firstPaidAt())));
    }

    /** How many rows differ from what was computed. */
    Future<Long> differing(List<SubscriptionHistory> histories) {
        return execute(SubscriptionSql.DIFFERING, states(histories))
                .map(SubscriptionStore::rows)
                .compose(states -> execute(SubscriptionSql.DIFFERING_SPANS, spans(histories))
                        .map(found -> states + rows(found)));
    }

    /** How many rows of customers differ from what was computed. */
    Future<Long> differing(Set<UUID> customers, List<MrrOfCustomer> rows) {
        return execute(SubscriptionSql.DIFFERING_MRR, mrr(customers, rows)).map(SubscriptionStore::rows);
    }

    private static long rows(RowSet<Row> counted) {
        return counted.iterator().next().getLong("rows");
    }

    private Future<RowSet<Row>> execute(Statement statement, Tuple parameters) {
        return connection.preparedQuery(statement.sql()).execute(parameters);
    }

    private static PaidSpan span(Row row) {
        return new PaidSpan(
                instantOr(row.getOffsetDateTime("from_at"), Instant.MIN),
                instantOr(row.getOffsetDateTime("to_at"), Instant.MAX),
                new SubscriptionPlan(
                        row.getUUID("customer_id"),
                        row.getUUID("product_id"),
                        row.getBigDecimal("amount"),
                        row.getString("currency"),
                        row.getString("recurring_interval"),
                        row.getInteger("recurring_interval_count")));
    }

    private static @Nullable Instant unlessEndless(Instant instant) {
        return instant.equals(Instant.MIN) || instant.equals(Instant.MAX) ? null : instant;
    }

    private static Instant instantOr(@Nullable OffsetDateTime time, Instant endless) {
        return time == null ? endless : time.toInstant();
    }
}
