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

/** Brings the rows of subscriptions to what was computed, and changes only those that differ. */
final class SubscriptionStore {
    static final Statement PUT = new Statement("""
            insert into totals.subscriptions as s (organization_id, id, customer_id, product_id, status, created_at,
                started_at, trial_start, trial_end, canceled_at, end_at, cancel_at_period_end, current_period_start,
                current_period_end, cancellation_reason, amount, currency, recurring_interval,
                recurring_interval_count, monthly_cents)
            select $1, id, customer_id, product_id, status, created_at, started_at, trial_start, trial_end, canceled_at,
                   end_at, cancel_at_period_end, current_period_start, current_period_end, cancellation_reason,
                   amount::numeric, currency, recurring_interval, recurring_interval_count, monthly_cents::numeric
            from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[],
                        $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::boolean[],
                        $13::timestamptz[], $14::timestamptz[], $15::text[], $16::text[], $17::text[], $18::text[],
                        $19::integer[], $20::text[])
                as u (id, customer_id, product_id, status, created_at, started_at, trial_start, trial_end, canceled_at,
                      end_at, cancel_at_period_end, current_period_start, current_period_end, cancellation_reason,
                      amount, currency, recurring_interval, recurring_interval_count, monthly_cents)
            order by id
            on conflict (organization_id, id) do update
            set customer_id = excluded.customer_id, product_id = excluded.product_id, status = excluded.status,
                created_at = excluded.created_at, started_at = excluded.started_at, trial_start = excluded.trial_start,
                trial_end = excluded.trial_end, canceled_at = excluded.canceled_at, end_at = excluded.end_at,
                cancel_at_period_end = excluded.cancel_at_period_end,
                current_period_start = excluded.current_period_start,
                current_period_end = excluded.current_period_end, cancellation_reason = excluded.cancellation_reason,
                amount = excluded.amount, currency = excluded.currency,
                recurring_interval = excluded.recurring_interval,
                recurring_interval_count = excluded.recurring_interval_count, monthly_cents = excluded.monthly_cents
            where s is distinct from excluded
            """);

    /** Of the subscriptions $2; a null time has no end. Answers the customers of the spans before and after. */
    static final Statement REPLACE_SPANS = new Statement("""
            with computed as materialized (
                select subscription_id, customer_id, product_id, coalesce(from_at, '-infinity') as from_at,
                       coalesce(to_at, 'infinity') as to_at, amount::numeric as amount, currency, recurring_interval,
                       recurring_interval_count, monthly_cents::numeric as monthly_cents
                from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::text[],
                            $9::text[], $10::text[], $11::integer[], $12::text[])
                    as u (subscription_id, customer_id, product_id, from_at, to_at, amount, currency,
                          recurring_interval, recurring_interval_count, monthly_cents)
            ),
            kept as materialized (
                select subscription_id, from_at, customer_id from totals.subscription_spans
                where organization_id = $1 and subscription_id = any ($2)
            ),
            gone as (
                delete from totals.subscription_spans s
                using (select subscription_id, from_at from kept
                       except select subscription_id, from_at from computed) k
                where s.organization_id = $1 and s.subscription_id = k.subscription_id and s.from_at = k.from_at
            ),
            put as (
                insert into totals.subscription_spans as s (organization_id, subscription_id, customer_id, product_id,
                    from_at, to_at, amount, currency, recurring_interval, recurring_interval_count, monthly_cents)
                select $1, subscription_id, customer_id, product_id, from_at, to_at, amount, currency,
                       recurring_interval, recurring_interval_count, monthly_cents
                from computed
                order by subscription_id, from_at
                on conflict (organization_id, subscription_id, from_at) do update
                set customer_id = excluded.customer_id, product_id = excluded.product_id, to_at = excluded.to_at,
                    amount = excluded.amount, currency = excluded.currency,
                    recurring_interval = excluded.recurring_interval,
                    recurring_interval_count = excluded.recurring_interval_count,
                    monthly_cents = excluded.monthly_cents
                where s is distinct from excluded
            )
            select customer_id from kept union select customer_id from computed
            """);

    /** A null time has no end. */
    static final Statement SPANS_OF_CUSTOMERS = new Statement("""
            select customer_id, product_id, nullif(from_at, '-infinity') as from_at, nullif(to_at, 'infinity') as to_at,
                   amount, currency, recurring_interval, recurring_interval_count
            from totals.subscription_spans
            where organization_id = $1 and customer_id = any ($2)
            """);

    /** Of the customers $2; a null time has no end. */
    static final Statement REPLACE_MRR = new Statement("""
            with computed as materialized (
                select customer_id, coalesce(from_at, '-infinity') as from_at, coalesce(to_at, 'infinity') as to_at,
                       usd_cents::numeric as usd_cents, other_prices,
                       coalesce(first_paid_at, '-infinity') as first_paid_at
                from unnest($3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[],
                            $8::timestamptz[])
                    as u (customer_id, from_at, to_at, usd_cents, other_prices, first_paid_at)
            ),
            gone as (
                delete from totals.customer_mrr m
                using (select customer_id, from_at from totals.customer_mrr
                       where organization_id = $1 and customer_id = any ($2)
                       except select customer_id, from_at from computed) k
                where m.organization_id = $1 and m.customer_id = k.customer_id and m.from_at = k.from_at
            )
            insert into totals.customer_mrr as m (organization_id, customer_id, from_at, to_at, usd_cents,
                other_prices, first_paid_at)
            select $1, customer_id, from_at, to_at, usd_cents, other_prices, first_paid_at
            from computed
            order by customer_id, from_at
            on conflict (organization_id, customer_id, from_at) do update
            set to_at = excluded.to_at, usd_cents = excluded.usd_cents, other_prices = excluded.other_prices,
                first_paid_at = excluded.first_paid_at
            where m is distinct from excluded
            """);

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
        List<SubscriptionState> states =
                histories.stream().map(SubscriptionHistory::state).toList();
        return execute(
                        PUT,
                        Tuple.of(organizationId)
                                .addArrayOfUUID(Columns.of(states, UUID.class, SubscriptionState::id))
                                .addArrayOfUUID(Columns.of(
                                        states,
                                        UUID.class,
                                        state -> state.plan().customerId()))
                                .addArrayOfUUID(Columns.of(
                                        states,
                                        UUID.class,
                                        state -> state.plan().productId()))
                                .addArrayOfString(Columns.of(states, String.class, SubscriptionState::status))
                                .addArrayOfOffsetDateTime(Columns.ofInstants(states, SubscriptionState::createdAt))
                                .addArrayOfOffsetDateTime(Columns.ofInstants(states, SubscriptionState::startedAt))
                                .addArrayOfOffsetDateTime(Columns.ofInstants(states, SubscriptionState::trialStart))
                                .addArrayOfOffsetDateTime(Columns.ofInstants(states, SubscriptionState::trialEnd))
                                .addArrayOfOffsetDateTime(Columns.ofInstants(states, SubscriptionState::canceledAt))
                                .addArrayOfOffsetDateTime(Columns.ofInstants(states, SubscriptionState::endAt))
                                .addArrayOfBoolean(
                                        Columns.of(states, Boolean.class, SubscriptionState::cancelAtPeriodEnd))
                                .addArrayOfOffsetDateTime(
                                        Columns.ofInstants(states, SubscriptionState::currentPeriodStart))
                                .addArrayOfOffsetDateTime(
                                        Columns.ofInstants(states, SubscriptionState::currentPeriodEnd))
                                .addArrayOfString(
                                        Columns.of(states, String.class, SubscriptionState::cancellationReason))
                                .addArrayOfString(Columns.ofDecimals(
                                        states, state -> state.plan().amount()))
                                .addArrayOfString(Columns.of(
                                        states,
                                        String.class,
                                        state -> state.plan().currency()))
                                .addArrayOfString(Columns.of(
                                        states,
                                        String.class,
                                        state -> state.plan().interval()))
                                .addArrayOfInteger(Columns.of(
                                        states,
                                        Integer.class,
                                        state -> state.plan().intervalCount()))
                                .addArrayOfString(Columns.ofDecimals(
                                        states, state -> state.plan().monthlyCents())))
                .mapEmpty();
    }

    /** Answers whose MRR may have changed. */
    Future<Set<UUID>> replaceSpans(List<SubscriptionHistory> histories) {
        List<SpanOfSubscription> spans = new ArrayList<>();
        for (SubscriptionHistory history : histories) {
            history.paid()
                    .forEach(span ->
                            spans.add(new SpanOfSubscription(history.state().id(), span)));
        }
        UUID[] ids = histories.stream().map(history -> history.state().id()).toArray(UUID[]::new);
        return execute(
                        REPLACE_SPANS,
                        Tuple.of(organizationId)
                                .addArrayOfUUID(ids)
                                .addArrayOfUUID(Columns.of(spans, UUID.class, SpanOfSubscription::subscriptionId))
                                .addArrayOfUUID(Columns.of(
                                        spans, UUID.class, span -> span.plan().customerId()))
                                .addArrayOfUUID(Columns.of(
                                        spans, UUID.class, span -> span.plan().productId()))
                                .addArrayOfOffsetDateTime(Columns.ofInstants(
                                        spans, span -> unlessEndless(span.span().from())))
                                .addArrayOfOffsetDateTime(Columns.ofInstants(
                                        spans, span -> unlessEndless(span.span().to())))
                                .addArrayOfString(Columns.ofDecimals(
                                        spans, span -> span.plan().amount()))
                                .addArrayOfString(Columns.of(
                                        spans, String.class, span -> span.plan().currency()))
                                .addArrayOfString(Columns.of(
                                        spans, String.class, span -> span.plan().interval()))
                                .addArrayOfInteger(Columns.of(
                                        spans,
                                        Integer.class,
                                        span -> span.plan().intervalCount()))
                                .addArrayOfString(Columns.ofDecimals(
                                        spans, span -> span.plan().monthlyCents())))
                .map(rows -> {
                    Set<UUID> customers = new LinkedHashSet<>();
                    rows.forEach(row -> customers.add(row.getUUID("customer_id")));
                    return customers;
                });
    }

    /** All spans of each customer; a customer without any isn't there. */
    Future<Collection<List<PaidSpan>>> spansOfCustomers(Set<UUID> customers) {
        return execute(SPANS_OF_CUSTOMERS, Tuple.of(organizationId).addArrayOfUUID(customers.toArray(UUID[]::new)))
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
        return execute(
                        REPLACE_MRR,
                        Tuple.of(organizationId)
                                .addArrayOfUUID(customers.toArray(UUID[]::new))
                                .addArrayOfUUID(Columns.of(rows, UUID.class, MrrOfCustomer::customerId))
                                .addArrayOfOffsetDateTime(Columns.ofInstants(
                                        rows, row -> unlessEndless(row.mrr().from())))
                                .addArrayOfOffsetDateTime(Columns.ofInstants(
                                        rows, row -> unlessEndless(row.mrr().to())))
                                .addArrayOfString(Columns.ofDecimals(
                                        rows, row -> row.mrr().usdCents()))
                                .addArrayOfString(Columns.of(
                                        rows, String.class, row -> row.mrr().otherPrices()))
                                .addArrayOfOffsetDateTime(Columns.ofInstants(
                                        rows, row -> unlessEndless(row.mrr().firstPaidAt()))))
                .mapEmpty();
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
