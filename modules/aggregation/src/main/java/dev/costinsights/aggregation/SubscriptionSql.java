package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;

/** Writes and compares rows of subscriptions. $1 is the organization. */
final class SubscriptionSql {
    /** Computed rows of {@code totals.subscriptions}: $2 to $20. */
    private static final String SUBSCRIPTIONS = """
            select $1::uuid as organization_id, id, customer_id, product_id, status, created_at, started_at, trial_start,
                   trial_end, canceled_at, end_at, cancel_at_period_end, current_period_start, current_period_end,
                   cancellation_reason, amount::numeric as amount, currency, recurring_interval,
                   recurring_interval_count, monthly_cents::numeric as monthly_cents
            from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $7::timestamptz[],
                        $8::timestamptz[], $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::boolean[],
                        $13::timestamptz[], $14::timestamptz[], $15::text[], $16::text[], $17::text[], $18::text[],
                        $19::integer[], $20::text[])
                as u (id, customer_id, product_id, status, created_at, started_at, trial_start, trial_end, canceled_at,
                      end_at, cancel_at_period_end, current_period_start, current_period_end, cancellation_reason,
                      amount, currency, recurring_interval, recurring_interval_count, monthly_cents)
            """;

    /** Computed rows of {@code totals.subscription_spans}: $3 to $12; a null time has no end. */
    private static final String SPANS = """
            select $1::uuid as organization_id, subscription_id, customer_id, product_id,
                   coalesce(from_at, '-infinity') as from_at, coalesce(to_at, 'infinity') as to_at,
                   amount::numeric as amount, currency, recurring_interval, recurring_interval_count,
                   monthly_cents::numeric as monthly_cents
            from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::text[],
                        $9::text[], $10::text[], $11::integer[], $12::text[])
                as u (subscription_id, customer_id, product_id, from_at, to_at, amount, currency,
                      recurring_interval, recurring_interval_count, monthly_cents)
            """;

    /** Computed rows of {@code totals.customer_mrr}: $3 to $8; a null time has no end. */
    private static final String MRR = """
            select $1::uuid as organization_id, customer_id, coalesce(from_at, '-infinity') as from_at,
                   coalesce(to_at, 'infinity') as to_at, usd_cents::numeric as usd_cents, other_prices,
                   coalesce(first_paid_at, '-infinity') as first_paid_at
            from unnest($3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[],
                        $8::timestamptz[])
                as u (customer_id, from_at, to_at, usd_cents, other_prices, first_paid_at)
            """;

    static final Statement PUT = new Statement("""
            insert into totals.subscriptions as s (organization_id, id, customer_id, product_id, status, created_at,
                started_at, trial_start, trial_end, canceled_at, end_at, cancel_at_period_end, current_period_start,
                current_period_end, cancellation_reason, amount, currency, recurring_interval,
                recurring_interval_count, monthly_cents)
            """ + SUBSCRIPTIONS + """
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
            """ + SPANS + """
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
                select * from computed
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
            """ + MRR + """
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
            select * from computed
            order by customer_id, from_at
            on conflict (organization_id, customer_id, from_at) do update
            set to_at = excluded.to_at, usd_cents = excluded.usd_cents, other_prices = excluded.other_prices,
                first_paid_at = excluded.first_paid_at
            where m is distinct from excluded
            """);

    /** How many rows of the subscriptions in the computed ones differ. */
    static final Statement DIFFERING = new Statement("""
            with computed as materialized (
            """ + SUBSCRIPTIONS + """
            )
            select count(*) as rows
            from (select * from computed
                  except
                  select organization_id, id, customer_id, product_id, status, created_at, started_at, trial_start,
                         trial_end, canceled_at, end_at, cancel_at_period_end, current_period_start,
                         current_period_end, cancellation_reason, amount, currency, recurring_interval,
                         recurring_interval_count, monthly_cents
                  from totals.subscriptions where organization_id = $1 and id = any ($2)) differing
            """);

    /** How many spans of the subscriptions $2 are missing, too many, or of other values. */
    static final Statement DIFFERING_SPANS = new Statement("""
            with computed as materialized (
            """ + SPANS + """
            ),
            kept as materialized (
                select organization_id, subscription_id, customer_id, product_id, from_at, to_at, amount, currency,
                       recurring_interval, recurring_interval_count, monthly_cents
                from totals.subscription_spans
                where organization_id = $1 and subscription_id = any ($2)
            )
            select (select count(*) from (select * from computed except select * from kept) missing)
                   + (select count(*) from (select * from kept except select * from computed) wrong) as rows
            """);

    /** How many rows of the customers $2 are missing, too many, or of other values. */
    static final Statement DIFFERING_MRR = new Statement("""
            with computed as materialized (
            """ + MRR + """
            ),
            kept as materialized (
                select organization_id, customer_id, from_at, to_at, usd_cents, other_prices, first_paid_at
                from totals.customer_mrr
                where organization_id = $1 and customer_id = any ($2)
            )
            select (select count(*) from (select * from computed except select * from kept) missing)
                   + (select count(*) from (select * from kept except select * from computed) wrong) as rows
            """);

    private SubscriptionSql() {}
}
