package dev.costinsights.presentation;

import java.util.stream.IntStream;

/**
 * How what customers pay at some times follows from totals, said once for metrics and lists. A statement is a chain of
 * common table expressions: {@code paid} (who pays what from when until when), {@code placed} (at which of the times in $2
 * that is), {@code transitions} (who pays something else at a time than at the time before).
 *
 * <p>Parameters: $1 organization, $2 times, sorted; $3 customers; $4 products.
 */
final class MrrSql {
    /** Of everyone. */
    static final String PAID = """
            with paid as (
                select customer_id, from_at, to_at, usd_cents, other_prices, first_paid_at
                from totals.customer_mrr where organization_id = $1
            ),
            """;

    static final String PAID_OF_CUSTOMERS = """
            with paid as (
                select customer_id, from_at, to_at, usd_cents, other_prices, first_paid_at
                from totals.customer_mrr where organization_id = $1 and customer_id = any ($3::uuid[])
            ),
            """;

    /**
     * Of subscriptions while they were of some products, and of some customers unless $3 is null: spans laid over each
     * other as {@code totals.customer_mrr} has them of all products. Most customers have one span, and nothing to lay over.
     */
    static final String PAID_OF_PRODUCTS = """
            with spans as materialized (
                select customer_id, from_at, to_at, monthly_cents,
                       case when monthly_cents is null then
                           concat_ws(' ', currency, trim_scale(amount), recurring_interval, recurring_interval_count)
                       end as price
                from totals.subscription_spans
                where organization_id = $1 and product_id = any ($4::uuid[])
                  and ($3::uuid[] is null or customer_id = any ($3::uuid[])) and monthly_cents is distinct from 0
            ),
            shared as materialized (
                select s.* from spans s
                join (select customer_id from spans group by customer_id having count(*) > 1) several using (customer_id)
            ),
            edges as (
                select customer_id, from_at as at from shared
                union
                select customer_id, to_at from shared
            ),
            pieces as (
                select customer_id, at as from_at, lead(at) over (partition by customer_id order by at) as to_at,
                       min(at) over (partition by customer_id) as first_paid_at
                from edges
            ),
            paid as (
                select s.customer_id, s.from_at, s.to_at, coalesce(s.monthly_cents, 0) as usd_cents,
                       coalesce(s.price, '') as other_prices, s.from_at as first_paid_at
                from spans s
                where not exists (select from shared where shared.customer_id = s.customer_id)
                union all
                select customer_id, from_at, to_at, coalesce(sum(cents), 0),
                       coalesce(string_agg(case when subscriptions > 1 then subscriptions || ' x ' else '' end || price,
                                           ', ' order by price collate "C"), ''), first_paid_at
                from (select p.customer_id, p.from_at, p.to_at, p.first_paid_at, s.price, count(*) as subscriptions,
                             sum(s.monthly_cents) as cents
                      from pieces p
                      join shared s on s.customer_id = p.customer_id and s.from_at <= p.from_at and s.to_at >= p.to_at
                      group by p.customer_id, p.from_at, p.to_at, p.first_paid_at, s.price) priced
                group by customer_id, from_at, to_at, first_paid_at
            ),
            """;

    /**
     * From the time {@code first} to the time {@code last}, counted from 0: what begins at a time isn't paid then, what
     * ends at it is. Rows between two times come too, {@code first} after {@code last}.
     */
    static final String PLACED = """
            placed as (
                select customer_id, from_at, usd_cents, other_prices, first_paid_at,
                       width_bucket(from_at, $2::timestamptz[]) as first,
                       width_bucket(to_at, $2::timestamptz[]) - 1 as last
                from paid
                where to_at >= ($2::timestamptz[])[1]
                  and from_at < ($2::timestamptz[])[cardinality($2::timestamptz[])]
            )
            """;

    /** A customer who is seen from the first time to the last has no other row. */
    private static final String TRANSITIONS = PLACED + """
            ,
            seen as materialized (
                select * from placed where first <= last
            ),
            steps as (
                select *, lag(last) over customer as last_before, lag(usd_cents) over customer as usd_before,
                       lag(other_prices) over customer as prices_before, lead(first) over customer as first_after
                from seen
                where first > 0 or last < cardinality($2::timestamptz[]) - 1
                window customer as (partition by customer_id order by first)
            ),
            transitions as (
                select customer_id, first as period,
                       case when last_before = first - 1 then usd_before end as before_cents,
                       case when last_before = first - 1 then prices_before end as before_prices,
                       usd_cents as after_cents, other_prices as after_prices,
                       first_paid_at < ($2::timestamptz[])[first] as has_paid
                from steps where first > 0
                union all
                select customer_id, last + 1, usd_cents, other_prices, null, null, true
                from steps
                where last < cardinality($2::timestamptz[]) - 1 and first_after is distinct from last + 1
            )
            """;

    /**
     * Transitions in groups, those of usd alone summed; then what is paid at the first time, as of the period 0; then what
     * stays as it is but for the rates.
     */
    private static final String GROUPED = """
            select period as first_period, period as last_period, count(*) as customers,
                   sum(before_cents) as before_cents, before_prices, sum(after_cents) as after_cents, after_prices,
                   has_paid
            from transitions
            group by period, before_prices, after_prices, has_paid,
                     sign(coalesce(after_cents, 0) - coalesce(before_cents, 0)),
                     case when before_prices <> '' or after_prices <> '' then before_cents end,
                     case when before_prices <> '' or after_prices <> '' then after_cents end
            union all
            select 0, 0, count(*), null, null, sum(usd_cents), other_prices, false
            from seen where first = 0
            group by other_prices, case when other_prices <> '' then usd_cents end
            union all
            select first + 1, last, count(*), sum(usd_cents), other_prices, sum(usd_cents), other_prices, true
            from seen where other_prices <> '' and first < last
            group by first, last, other_prices, usd_cents
            """;

    /** Every transition that may be a movement, customer by customer where they pay different amounts. */
    private static final String LISTED = """
            select period as first_period, period as last_period, count(*) as customers,
                   before_cents, before_prices, after_cents, after_prices, has_paid
            from transitions
            group by period, before_cents, before_prices, after_cents, after_prices, has_paid
            union all
            select first + 1, last, count(*), usd_cents, other_prices, usd_cents, other_prices, true
            from seen where other_prices <> '' and first < last
            group by first, last, other_prices, usd_cents
            """;

    /**
     * The customers of some of the groups above, one period each, in the order of the ranks of the groups; with the number
     * of their group among these.
     */
    private static final String MEMBERS = """
            ,
            groups as (
                select rank, period, before_cents::numeric, before_prices, after_cents::numeric, after_prices, has_paid,
                       number
                from unnest($%1$d::integer[], $%2$d::integer[], $%3$d::text[], $%4$d::text[], $%5$d::text[],
                            $%6$d::text[], $%7$d::boolean[]) with ordinality
                     as g (rank, period, before_cents, before_prices, after_cents, after_prices, has_paid, number)
            ),
            members as (
                select g.rank, g.number, t.customer_id
                from groups g
                join transitions t
                  on t.period = g.period and t.has_paid = g.has_paid
                 and coalesce(t.before_cents, -1) = coalesce(g.before_cents, -1)
                 and coalesce(t.before_prices, '-') = coalesce(g.before_prices, '-')
                 and coalesce(t.after_cents, -1) = coalesce(g.after_cents, -1)
                 and coalesce(t.after_prices, '-') = coalesce(g.after_prices, '-')
                union all
                select g.rank, g.number, s.customer_id
                from groups g
                join seen s
                  on s.first < g.period and g.period <= s.last and s.other_prices <> ''
                 and s.usd_cents = g.before_cents and s.other_prices = g.before_prices
                 and s.usd_cents = g.after_cents and s.other_prices = g.after_prices
            )
            select m.number, m.customer_id, c.name, c.email,
                   case when c.deleted_at is null then c.external_id end as external_id
            from (select * from members order by rank, customer_id offset $%8$d limit $%9$d) m
            left join log.customers c on c.organization_id = $1 and c.id = m.customer_id
            order by m.rank, m.customer_id
            """;

    private MrrSql() {}

    /** @param paid one of the above */
    static String listed(String paid) {
        return paid + TRANSITIONS + LISTED;
    }

    /**
     * @param paid one of the above
     * @param firstParameter of nine: ranks, periods, cents and prices before, cents and prices after, whether they paid
     *     before; offset, limit
     */
    static String members(String paid, int firstParameter) {
        Object[] parameters =
                IntStream.range(firstParameter, firstParameter + 9).boxed().toArray();
        return paid + TRANSITIONS + MEMBERS.formatted(parameters);
    }

    /** @param paid one of the above */
    static String grouped(String paid) {
        return paid + TRANSITIONS + GROUPED;
    }
}
