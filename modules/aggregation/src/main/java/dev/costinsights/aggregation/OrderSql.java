package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;

/** Statements on the rows of orders, refunds and disputes. $1 is the organization. */
final class OrderSql {
    private static final String ORDER_COLUMNS = """
            o.id, o.customer_id, o.product_id, o.subscription_id, o.created_at, o.status, o.counts, o.currency,
            o.net_amount, o.own_rate, o.rate, o.converted, o.revenue_cents, o.fee_cents, o.refund_cents, o.stage,
            o.subscription_started_at, o.previous_at""";

    static final Statement ORDERS = new Statement(
            "select " + ORDER_COLUMNS + " from totals.orders o where o.organization_id = $1 and o.id = any ($2)");

    /** The orders of refunds ($2) and of disputes ($3), as their rows say. */
    static final Statement ORDERS_OF_CLAIMS = new Statement("""
            select order_id from totals.refunds where organization_id = $1 and id = any ($2)
            union
            select order_id from totals.disputes where organization_id = $1 and id = any ($3)
            """);

    /** Orders of subscriptions ($2) that have another start than the orders' rows say. */
    private static final String STARTED_OTHERWISE = """
            select o.id
            from totals.subscriptions s
            join totals.orders o on o.organization_id = s.organization_id and o.subscription_id = s.id
            where s.organization_id = $1 and s.id = any ($2)
              and o.subscription_started_at is distinct from s.started_at""";

    /** Orders that take their rate from one of the days ($3, $4) or have none, and whose rows say another. Usd is 1. */
    private static final String RATED_OTHERWISE = """
            select o.id
            from unnest($3::text[], $4::date[]) as d (currency, day)
            join totals.exchange_rates r
              on r.organization_id = $1 and r.currency = d.currency and r.day = d.day
            cross join lateral (
                select min(n.day) as day from totals.exchange_rates n
                where n.organization_id = $1 and n.currency = d.currency and n.day > d.day) next
            join totals.orders o
              on o.organization_id = $1 and o.currency = d.currency
             and o.created_at >= d.day::timestamp at time zone 'UTC'
             and o.created_at < coalesce(next.day::timestamp at time zone 'UTC', 'infinity')
            where o.currency <> 'usd' and o.own_rate is null and (o.rate <> r.rate or not o.converted)""";

    private static final String DEPENDENTS = STARTED_OTHERWISE + "\nunion\n" + RATED_OTHERWISE;

    /** At most $5 of the orders that no longer are what the starts of subscriptions and rates of days make them. */
    static final Statement DEPENDENT_ORDERS = new Statement(DEPENDENTS + "\nlimit $5::bigint");

    /**
     * A ticket for each of them, as old as what it comes from ($5; null: it's new): until they are folded, not
     * everything since then is in. Numbers below zero, so that who waits until the tickets that it saw are gone waits
     * for these, too.
     */
    static final Statement POSTPONE_DEPENDENT_ORDERS = new Statement("""
            insert into log.fact_tickets (organization_id, id, kind, object_id, appended_at)
            select $1, -nextval('log.fact_ticket_ids'), 'order', id, coalesce($5::timestamptz, clock_timestamp())
            from (%s) dependents
            """.formatted(DEPENDENTS));

    static final Statement REFUNDS_OF = new Statement("""
            select id, order_id, waiting, customer_id, product_id, created_at, refund_cents from totals.refunds
            where organization_id = $1 and id = any ($2)
            union
            select id, order_id, waiting, customer_id, product_id, created_at, refund_cents from totals.refunds
            where organization_id = $1 and order_id = any ($3)
            """);

    static final Statement DISPUTES_OF = new Statement("""
            select id, order_id, waiting, customer_id, product_id, created_at, won_at, dispute_cents
            from totals.disputes where organization_id = $1 and id = any ($2)
            union
            select id, order_id, waiting, customer_id, product_id, created_at, won_at, dispute_cents
            from totals.disputes where organization_id = $1 and order_id = any ($3)
            """);

    static final Statement STARTS = new Statement("""
            select id, started_at from totals.subscriptions
            where organization_id = $1 and id = any ($2) and started_at is not null
            """);

    /** For each currency and day ($2, $3) the rate of that day, else of the nearest earlier one. */
    static final Statement RATES_OF_DAYS = new Statement("""
            select d.currency, d.day, r.rate
            from unnest($2::text[], $3::date[]) as d (currency, day)
            cross join lateral (
                select rate from totals.exchange_rates
                where organization_id = $1 and currency = d.currency and day <= d.day
                order by day desc limit 1) r
            """);

    /**
     * The counting orders next to places in subscriptions ($2 subscription, $3 time, $4 id): when and which the one
     * before was, and the whole row of the one after.
     */
    static final Statement NEIGHBOURS = new Statement("""
            select p.place, b.created_at as before_at, b.id as before_id,\s""" + ORDER_COLUMNS + """

            from unnest($2::uuid[], $3::timestamptz[], $4::uuid[]) with ordinality
                as p (subscription_id, created_at, id, place)
            left join lateral (
                select n.created_at, n.id from totals.orders n
                where n.organization_id = $1 and n.subscription_id = p.subscription_id and n.counts
                  and (n.created_at, n.id) < (p.created_at, p.id)
                order by n.created_at desc, n.id desc limit 1) b on true
            left join lateral (
                select * from totals.orders n
                where n.organization_id = $1 and n.subscription_id = p.subscription_id and n.counts
                  and (n.created_at, n.id) > (p.created_at, p.id)
                order by n.created_at, n.id limit 1) o on true
            """);

    static final Statement PUT_ORDERS = new Statement("""
            insert into totals.orders
                (organization_id, id, customer_id, product_id, subscription_id, created_at, status, counts, currency,
                 net_amount, own_rate, rate, converted, revenue_cents, fee_cents, refund_cents, stage,
                 subscription_started_at, previous_at)
            select $1, id, customer_id, product_id, subscription_id, created_at, status, counts, currency,
                   net_amount::numeric, own_rate::numeric, rate::numeric, converted, revenue_cents::numeric,
                   fee_cents::numeric, refund_cents::numeric, stage, subscription_started_at, previous_at
            from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::timestamptz[], $7::text[], $8::boolean[],
                        $9::text[], $10::text[], $11::text[], $12::text[], $13::boolean[], $14::text[], $15::text[],
                        $16::text[], $17::smallint[], $18::timestamptz[], $19::timestamptz[])
                as o (id, customer_id, product_id, subscription_id, created_at, status, counts, currency, net_amount,
                      own_rate, rate, converted, revenue_cents, fee_cents, refund_cents, stage,
                      subscription_started_at, previous_at)
            on conflict (organization_id, id) do update
            set customer_id = excluded.customer_id, product_id = excluded.product_id,
                subscription_id = excluded.subscription_id, created_at = excluded.created_at,
                status = excluded.status, counts = excluded.counts, currency = excluded.currency,
                net_amount = excluded.net_amount, own_rate = excluded.own_rate, rate = excluded.rate,
                converted = excluded.converted, revenue_cents = excluded.revenue_cents,
                fee_cents = excluded.fee_cents, refund_cents = excluded.refund_cents, stage = excluded.stage,
                subscription_started_at = excluded.subscription_started_at, previous_at = excluded.previous_at
            """);

    static final Statement PUT_REFUNDS = new Statement("""
            insert into totals.refunds
                (organization_id, id, order_id, waiting, customer_id, product_id, created_at, refund_cents)
            select $1, id, order_id, waiting, customer_id, product_id, created_at, refund_cents::numeric
            from unnest($2::uuid[], $3::uuid[], $4::boolean[], $5::uuid[], $6::uuid[], $7::timestamptz[], $8::text[])
                as r (id, order_id, waiting, customer_id, product_id, created_at, refund_cents)
            on conflict (organization_id, id) do update
            set order_id = excluded.order_id, waiting = excluded.waiting, customer_id = excluded.customer_id,
                product_id = excluded.product_id, created_at = excluded.created_at,
                refund_cents = excluded.refund_cents
            """);

    static final Statement PUT_DISPUTES = new Statement("""
            insert into totals.disputes
                (organization_id, id, order_id, waiting, customer_id, product_id, created_at, won_at, dispute_cents)
            select $1, id, order_id, waiting, customer_id, product_id, created_at, won_at, dispute_cents::numeric
            from unnest($2::uuid[], $3::uuid[], $4::boolean[], $5::uuid[], $6::uuid[], $7::timestamptz[],
                        $8::timestamptz[], $9::text[])
                as d (id, order_id, waiting, customer_id, product_id, created_at, won_at, dispute_cents)
            on conflict (organization_id, id) do update
            set order_id = excluded.order_id, waiting = excluded.waiting, customer_id = excluded.customer_id,
                product_id = excluded.product_id, created_at = excluded.created_at, won_at = excluded.won_at,
                dispute_cents = excluded.dispute_cents
            """);

    private OrderSql() {}
}
