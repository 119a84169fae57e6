package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The statement that puts customers in order, and its parts. It sums no more than the order needs: costs and revenue of a
 * window, which is the range itself unless customers are ordered by what they brought at other times.
 *
 * <p>Parameters: $1 organization; $2 to $8 costs of the window as a {@link SignedCover}; $9 to $11 segments of bitmaps up
 * to the end of the range; $12 to $16 revenue up to there, segments and edges; $17 and $18 the window; $19 and $20 the days
 * in which customers must have paid to be foretold; $21 where the range ends; $22 pattern of a part; $23 sort; $24 whether
 * descending; $25 offset; $26 limit; $27 which customers, by the window; $28 only these customers, or null for all.
 */
final class CustomerRankSql {

    /** Whose events the keys of the dictionary are, as the register has it now: docs/decisions/0007. */
    static final String OWNERS = """
            owners as materialized (
                select k.customer_key, k.digest, c.id as customer_id
                from totals.customer_keys k
                join log.customers c on c.organization_id = $1 and c.id = k.customer_id
                where k.organization_id = $1 and k.customer_id is not null
                union all
                select k.customer_key, k.digest, c.id
                from log.customers c
                join totals.customer_keys k on k.organization_id = $1 and k.digest = c.external_digest
                where c.organization_id = $1 and c.external_digest is not null and c.deleted_at is null
            )""";

    /** As in {@link TotalsStore}, {@code offset 0} makes each segment one range scan. */
    static final String SPENT = """
            spent as materialized (
                select p.customer_key, sum(p.cost_cents) as cost_cents, sum(p.events)::bigint as events
                from (
                    select t.customer_key,
                           sum(case when s.taken then -t.cost_cents else t.cost_cents end) as cost_cents,
                           sum(case when s.taken then -t.events else t.events end) as events
                    from unnest($2::smallint[], $3::timestamptz[], $4::timestamptz[], $5::boolean[])
                        as s (grain, first, last, taken)
                    cross join lateral (
                        select * from totals.customer_costs t
                        where t.organization_id = $1 and t.grain = s.grain
                          and t.bucket >= s.first and t.bucket < s.last
                        offset 0) t
                    group by 1
                    union all
                    select k.customer_key, e.cost_cents, e.events
                    from (
                        select e.customer_digest,
                               sum(case when s.taken then -e.cost_cents else e.cost_cents end) as cost_cents,
                               sum(case when s.taken then -1 else 1 end) as events
                        from unnest($6::timestamptz[], $7::timestamptz[], $8::boolean[]) as s (first, last, taken)
                        join log.events e
                          on e.organization_id = $1 and e.occurred_at >= s.first and e.occurred_at < s.last
                        where e.customer_digest is not null
                          and e.batch_id not in (select t.batch_id from log.tickets t where t.organization_id = $1)
                        group by 1
                    ) e
                    join totals.customer_keys k on k.organization_id = $1 and k.digest = e.customer_digest
                ) p
                group by 1
            )""";

    /** An event ever: twins are two keys of one customer. */
    static final String SPENT_BY_CUSTOMER = """
            active as materialized (
                select t.chunk, bit_or(t.customers) as customers
                from unnest($9::smallint[], $10::timestamptz[], $11::timestamptz[]) as s (grain, first, last)
                cross join lateral (
                    select * from totals.active_customers t
                    where t.organization_id = $1 and t.grain = s.grain and t.bucket >= s.first and t.bucket < s.last
                    offset 0) t
                group by 1
            ), spenders as materialized (
                select o.customer_id, sum(s.cost_cents) as cost_cents, sum(s.events)::bigint as events
                from owners o
                join active a
                  on a.chunk = o.customer_key / 2048 and get_bit(a.customers, o.customer_key % 2048) = 1
                left join spent s on s.customer_key = o.customer_key
                group by 1
            )""";

    /** The one sum that the order needs. */
    private static final String VALUE = """
            sum(case when %1$s >= $17::timestamptz and %1$s < $18::timestamptz then
                case $23::text
                    when 'REVENUE' then revenue_cents
                    when 'REFUNDS' then refund_cents
                    when 'NET_REVENUE' then revenue_cents - fee_cents - order_refund_cents - dispute_cents
                    when 'NET_REVENUE_BY_DATE' then %2$s
                    when 'PROFIT' then %2$s
                    when 'PROFIT_MARGIN' then %2$s
                    when 'REALIZED_LTV' then %2$s
                    when 'PREDICTED_LTV' then %2$s
                end end)""";

    /** The one sum that says whether a customer is one of those asked for. */
    private static final String JUDGED = """
            sum(case when %1$s >= $17::timestamptz and %1$s < $18::timestamptz then
                case $27::text when 'PAYING' then revenue_cents when 'LOSING' then %2$s end end)""";

    private static final String NET = "revenue_cents - fee_cents - refund_cents - dispute_cents";

    /** Whoever had an order that counts, a refund or a dispute ever. */
    private static final String EARNED = earned(
            "earned_cents, judged_cents",
            at -> VALUE.formatted(at, NET) + " as earned_cents, " + JUDGED.formatted(at, NET) + " as judged_cents");

    /**
     * @param sums names of the sums, as they are in {@code sumsAt}
     * @param sumsAt expressions over one customer's revenue, by the expression of when it was
     */
    static String earned(String sums, UnaryOperator<String> sumsAt) {
        return """
            earned as materialized (
                select p.customer_id, %4$s
                from (
                    select t.customer_id, %1$s
                    from unnest($12::smallint[], $13::timestamptz[], $14::timestamptz[]) as s (grain, first, last)
                    cross join lateral (
                        select * from totals.customer_revenue t
                        where t.organization_id = $1 and t.grain = s.grain
                          and t.bucket >= s.first and t.bucket < s.last
                        offset 0) t
                    group by 1
                    union all
                    select e.customer_id, %2$s
                    from unnest($15::timestamptz[], $16::timestamptz[]) as s (first, last)
                    cross join lateral (%3$s) e
                    group by 1
                ) p
                group by 1
            )""".formatted(
                        sumsAt.apply("t.bucket"),
                        sumsAt.apply("e.at"),
                        RevenueEdges.between("s.first", "s.last"),
                        Arrays.stream(sums.split(", "))
                                .map(sum -> "sum(p.%1$s) as %1$s".formatted(sum))
                                .collect(Collectors.joining(", ")));
    }

    /** Nobody is looked at unless these figures decide the order. */
    private static final String FORETOLD_AND_SEEN =
            """
            payers as materialized (
                select m.customer_id from totals.customer_mrr m
                where $23::text = 'PREDICTED_LTV' and m.organization_id = $1
                  and m.from_at < $20::timestamptz and m.to_at > $19::timestamptz
                group by 1
                having sum(%s) > 0
            ), seen as materialized (
                select s.customer_id, min(s.at) as first_at, max(s.at) as last_at
                from (
                    select o.customer_id, e.occurred_at as at
                    from owners o
                    cross join lateral (
                        select e.occurred_at from log.events e
                        where e.organization_id = $1 and e.customer_digest = o.digest
                          and e.batch_id not in (select t.batch_id from log.tickets t where t.organization_id = $1)
                        order by e.occurred_at limit 1) e
                    where $23::text = 'FIRST_ACTIVITY_AT'
                    union all
                    select o.customer_id, e.occurred_at
                    from owners o
                    cross join lateral (
                        select e.occurred_at from log.events e
                        where e.organization_id = $1 and e.customer_digest = o.digest
                          and e.occurred_at < $21::timestamptz
                          and e.batch_id not in (select t.batch_id from log.tickets t where t.organization_id = $1)
                        order by e.occurred_at desc limit 1) e
                    where $23::text = 'LAST_ACTIVITY_AT'
                    union all
                    select r.customer_id, r.created_at from totals.orders r
                    where $23::text in ('FIRST_ACTIVITY_AT', 'LAST_ACTIVITY_AT')
                      and r.organization_id = $1 and r.counts
                      and ($23 = 'FIRST_ACTIVITY_AT' or r.created_at < $21::timestamptz)
                ) s
                group by 1
            )""".formatted(PayingDays.between("m", "$19::timestamptz", "$20::timestamptz"));

    /** The register is read only when somebody is searched for, or names decide the order. */
    private static final String NAMED = """
            named as materialized (
                select customer_id, coalesce(s.cost_cents, 0) as cost_cents, coalesce(s.events, 0) as events,
                       coalesce(e.earned_cents, 0) as earned_cents, c.name, c.email, c.external_id
                from spenders s full join earned e using (customer_id)
                left join (
                    select c.id as customer_id, c.name, c.email,
                           case when c.deleted_at is null then c.external_id end as external_id
                    from log.customers c
                    where c.organization_id = $1
                      and ($22::text is not null or $23 in ('NAME', 'EMAIL', 'EXTERNAL_CUSTOMER_ID'))
                ) c using (customer_id)
                where ($22 is null or c.name ilike $22 or c.email ilike $22 or c.external_id ilike $22
                       or customer_id::text ilike $22)
                  and case $27
                          when 'PAYING' then e.judged_cents > 0
                          when 'LOSING' then coalesce(e.judged_cents, 0) < coalesce(s.cost_cents, 0)
                          else true end
                  and ($28::uuid[] is null or customer_id in (select unnest($28::uuid[])))
            )""";

    /** One row even when the page is empty, for its sums. */
    private static final String PAGE = """
            sums as (
                select (select count(*) from named) as customers,
                       (select coalesce(sum(cost_cents), 0) from spenders) as attributed_cost_cents,
                       (select coalesce(sum(events), 0)::bigint from spenders) as attributed_events
            ), ranked as (
                select n.customer_id,
                       case $23 when 'REVENUE' then n.earned_cents
                                when 'NET_REVENUE' then n.earned_cents
                                when 'NET_REVENUE_BY_DATE' then n.earned_cents
                                when 'REFUNDS' then n.earned_cents
                                when 'COSTS' then n.cost_cents
                                when 'PROFIT' then n.earned_cents - n.cost_cents
                                when 'REALIZED_LTV' then n.earned_cents - n.cost_cents
                                when 'PROFIT_MARGIN' then
                                    case when n.earned_cents > 0
                                         then (n.earned_cents - n.cost_cents) / n.earned_cents end
                                when 'PREDICTED_LTV' then
                                    case when p.customer_id is not null then n.earned_cents - n.cost_cents end
                                when 'EVENTS' then n.events::numeric
                                when 'FIRST_ACTIVITY_AT' then extract(epoch from a.first_at)
                                when 'LAST_ACTIVITY_AT' then extract(epoch from a.last_at)
                       end * case when $24::boolean then -1 else 1 end as rank,
                       case $23 when 'NAME' then lower(n.name)
                                when 'EMAIL' then lower(n.email)
                                when 'EXTERNAL_CUSTOMER_ID' then n.external_id
                                when 'CUSTOMER_ID' then n.customer_id::text
                       end collate "C" as label
                from named n
                left join payers p on p.customer_id = n.customer_id
                left join seen a on a.customer_id = n.customer_id
            ), page as (
                select r.customer_id, r.rank, r.label
                from ranked r order by %1$s offset $25::bigint limit $26::bigint
            )
            select sums.*, r.customer_id from sums left join page r on true order by %1$s
            """.formatted(
                    "r.rank nulls last, case when $24::boolean then r.label end desc nulls last,"
                            + " r.label nulls last, r.customer_id");

    static final Statement RANK = new Statement(
            "with " + String.join(", ", OWNERS, SPENT, SPENT_BY_CUSTOMER, EARNED, FORETOLD_AND_SEEN, NAMED, PAGE));

    /** What customers of the register cost. Parameters: $1 organization; $2 to $8 costs of the range. */
    static final Statement ATTRIBUTED = new Statement("with " + OWNERS + ", " + SPENT + """

            select coalesce(sum(s.cost_cents), 0) as cost_cents, coalesce(sum(s.events), 0)::bigint as events
            from spent s join owners o on o.customer_key = s.customer_key
            """);

    private CustomerRankSql() {}
}
