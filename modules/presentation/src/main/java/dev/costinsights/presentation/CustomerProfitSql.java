package dev.costinsights.presentation;

import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.platform.db.Statement;

/**
 * What some customers brought and cost, each found by its keys: a page costs the same however many customers there are.
 *
 * <p>Parameters: $1 organization, $2 customers; $3 to $7 parts of costs (segments, whether taken away, purpose) and $8 to
 * $11 their edges; $12 to $15 segments of revenue with their purpose and $16 to $18 their edges; $19 and $20 the range; $21
 * and $22 the days that prediction looks at. Purpose 0 is the range, 1 all time up to its end, 2 the months that prediction
 * looks at.
 */
final class CustomerProfitSql {
    static final int RANGE = 0;
    static final int LIFE = 1;
    static final int MONTHS = 2;

    private static final String FOLDED =
            "e.batch_id not in (select t.batch_id from log.tickets t where t.organization_id = $1)";

    private static final String CUSTOMERS = """
            wanted as materialized (
                select w.id, w.place, c.id is not null as registered, c.name, c.email,
                       case when c.deleted_at is null then c.external_id end as external_id,
                       case when c.deleted_at is null then c.external_digest end as external_digest
                from unnest($2::uuid[]) with ordinality as w (id, place)
                left join log.customers c on c.organization_id = $1 and c.id = w.id
            ), keys as materialized (
                select k.customer_key, k.digest, w.id as customer_id
                from wanted w
                join totals.customer_keys k
                  on k.organization_id = $1 and k.customer_id = w.id and k.customer_id is not null
                where w.registered
                union all
                select k.customer_key, k.digest, w.id
                from wanted w
                join totals.customer_keys k on k.organization_id = $1 and k.digest = w.external_digest
                where w.external_digest is not null
            )""";

    /** The buckets of a part are those that the organization has, so that each total is found by its whole key. */
    private static final String SPENT = """
            buckets as materialized (
                select distinct s.purpose, s.grain, s.taken,
                       case s.grain when 0 then date_trunc('month', o.bucket, 'UTC') else o.bucket end as bucket
                from unnest($3::smallint[], $4::timestamptz[], $5::timestamptz[], $6::boolean[], $7::smallint[])
                    as s (grain, first, last, taken, purpose)
                cross join lateral (
                    select o.bucket from totals.organization_costs o
                    where o.organization_id = $1 and o.grain = 1440 and o.bucket >= s.first and o.bucket < s.last
                    offset 0) o
                where exists (select from keys)
            ), spent as materialized (
                select p.customer_id, p.purpose, sum(p.cost_cents) as cost_cents, sum(p.events)::bigint as events
                from (
                    select k.customer_id, b.purpose,
                           case when b.taken then -t.cost_cents else t.cost_cents end as cost_cents,
                           case when b.taken then -t.events else t.events end as events
                    from buckets b
                    cross join keys k
                    cross join lateral (
                        select * from totals.customer_costs t
                        where t.organization_id = $1 and t.grain = b.grain and t.bucket = b.bucket
                          and t.customer_key = k.customer_key
                        offset 0) t
                    union all
                    select k.customer_id, s.purpose,
                           case when s.taken then -coalesce(e.cost_cents, 0) else coalesce(e.cost_cents, 0) end,
                           case when s.taken then -1 else 1 end
                    from unnest($8::timestamptz[], $9::timestamptz[], $10::boolean[], $11::smallint[])
                        as s (first, last, taken, purpose)
                    cross join keys k
                    cross join lateral (
                        select e.cost_cents from log.events e
                        where e.organization_id = $1 and e.customer_digest = k.digest
                          and e.occurred_at >= s.first and e.occurred_at < s.last and %s
                        offset 0) e
                ) p
                group by 1, 2
            )""".formatted(FOLDED);

    private static final String EARNED = """
            earned as materialized (
                select p.customer_id, p.purpose, sum(p.revenue_cents) as revenue_cents, sum(p.fee_cents) as fee_cents,
                       sum(p.order_refund_cents) as order_refund_cents, sum(p.refund_cents) as refund_cents,
                       sum(p.dispute_cents) as dispute_cents
                from (
                    select w.id as customer_id, s.purpose, t.revenue_cents, t.fee_cents, t.order_refund_cents,
                           t.refund_cents, t.dispute_cents
                    from unnest($12::smallint[], $13::timestamptz[], $14::timestamptz[], $15::smallint[])
                        as s (grain, first, last, purpose)
                    cross join wanted w
                    cross join lateral (
                        select * from totals.customer_revenue t
                        where t.organization_id = $1 and t.customer_id = w.id and t.grain = s.grain
                          and t.bucket >= s.first and t.bucket < s.last
                        offset 0) t
                    union all
                    select w.id, s.purpose, e.revenue_cents, e.fee_cents, e.order_refund_cents, e.refund_cents,
                           e.dispute_cents
                    from unnest($16::timestamptz[], $17::timestamptz[], $18::smallint[]) as s (first, last, purpose)
                    cross join wanted w
                    cross join lateral (%s) e
                ) p
                group by 1, 2
            )""".formatted(RevenueEdges.of("w.id", "s.first", "s.last"));

    private static final String SEEN = """
            seen as materialized (
                select s.customer_id, min(s.first_at) as first_at, max(s.last_at) as last_at
                from (
                    select k.customer_id, f.occurred_at as first_at, l.occurred_at as last_at
                    from keys k
                    left join lateral (
                        select e.occurred_at from log.events e
                        where e.organization_id = $1 and e.customer_digest = k.digest and %1$s
                        order by e.occurred_at limit 1) f on true
                    left join lateral (
                        select e.occurred_at from log.events e
                        where e.organization_id = $1 and e.customer_digest = k.digest
                          and e.occurred_at < $20::timestamptz and %1$s
                        order by e.occurred_at desc limit 1) l on true
                    union all
                    select w.id, min(o.created_at), max(o.created_at) filter (where o.created_at < $20::timestamptz)
                    from wanted w
                    join totals.orders o on o.organization_id = $1 and o.customer_id = w.id and o.counts
                    group by 1
                ) s
                group by 1
            )""".formatted(FOLDED);

    /** Of a customer's newest events of the range; of equal sums the first name. */
    private static final String DRIVERS = """
            drivers as materialized (
                select distinct on (n.customer_id) n.customer_id, n.name
                from (
                    select w.id as customer_id, e.name, sum(e.cost_cents) as cost_cents
                    from wanted w
                    cross join lateral (
                        select newest.name, newest.cost_cents
                        from keys k
                        cross join lateral (
                            select e.id, e.occurred_at, e.name, e.cost_cents from log.events e
                            where e.organization_id = $1 and e.customer_digest = k.digest
                              and e.occurred_at >= $19::timestamptz and e.occurred_at < $20::timestamptz and %1$s
                            order by e.occurred_at desc, e.id limit %2$d) newest
                        where k.customer_id = w.id
                        order by newest.occurred_at desc, newest.id limit %2$d) e
                    group by 1, 2
                    having sum(e.cost_cents) > 0
                ) n
                order by n.customer_id, n.cost_cents desc, n.name collate "C"
            )""".formatted(FOLDED, CustomerProfit.DRIVER_EVENTS);

    private static final String ROWS =
            """
            select w.id, w.registered, w.name, w.email, w.external_id, r.cost_cents, r.events, l.cost_cents as life_cost_cents,
                   m.cost_cents as month_cost_cents,
                   e.revenue_cents, e.fee_cents, e.order_refund_cents, e.refund_cents, e.dispute_cents,
                   el.revenue_cents - el.fee_cents - el.refund_cents - el.dispute_cents as life_net_cents,
                   em.revenue_cents - em.fee_cents - em.refund_cents - em.dispute_cents as month_net_cents,
                   s.first_at, s.last_at, d.name as driver,
                   (select coalesce(sum(%1$s), 0)::bigint from totals.customer_mrr p
                    where p.organization_id = $1 and p.customer_id = w.id
                      and p.from_at < $22::timestamptz and p.to_at > $21::timestamptz) as paying_days,
                   w.registered
                       or exists (select from totals.orders o where o.organization_id = $1 and o.customer_id = w.id)
                       or exists (select from totals.refunds o where o.organization_id = $1 and o.customer_id = w.id)
                       or exists (select from totals.disputes o where o.organization_id = $1 and o.customer_id = w.id)
                       as known
            from wanted w
            left join spent r on r.customer_id = w.id and r.purpose = %2$d
            left join spent l on l.customer_id = w.id and l.purpose = %3$d
            left join spent m on m.customer_id = w.id and m.purpose = %4$d
            left join earned e on e.customer_id = w.id and e.purpose = %2$d
            left join earned el on el.customer_id = w.id and el.purpose = %3$d
            left join earned em on em.customer_id = w.id and em.purpose = %4$d
            left join seen s on s.customer_id = w.id
            left join drivers d on d.customer_id = w.id
            order by w.place
            """.formatted(PayingDays.between("p", "$21::timestamptz", "$22::timestamptz"), RANGE, LIFE, MONTHS);

    static final Statement ROWS_OF_CUSTOMERS =
            new Statement("with " + String.join(", ", CUSTOMERS, SPENT, EARNED, SEEN, DRIVERS) + "\n" + ROWS);

    private CustomerProfitSql() {}
}
