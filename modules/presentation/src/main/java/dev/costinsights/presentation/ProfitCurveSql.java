package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;

/**
 * The statement that stands all customers in a row by their profit. It sums what {@link CustomerRankSql} does, once.
 *
 * <p>Parameters: $1 to $16 those of {@link CustomerRankSql}; $17 and $18 the range; $19 most steps; $20 how many of each
 * end are told by id.
 */
final class ProfitCurveSql {
    private static final String SUM =
            "sum(case when %1$s >= $17::timestamptz and %1$s < $18::timestamptz then %2$s end) as %3$s";

    private static final String EARNED = CustomerRankSql.earned(
            "net_cents, revenue_cents",
            at -> SUM.formatted(at, "revenue_cents - fee_cents - refund_cents - dispute_cents", "net_cents")
                    + ", "
                    + SUM.formatted(at, "revenue_cents", "revenue_cents"));

    /** A customer belongs to the half as long as those before it made less than half. */
    private static final String STEPS = """
            profits as materialized (
                select customer_id, coalesce(e.net_cents, 0) - coalesce(s.cost_cents, 0) as profit_cents,
                       coalesce(e.revenue_cents, 0) > 0 as pays
                from spenders s full join earned e using (customer_id)
            ), placed as (
                select p.*, row_number() over w - 1 as place, count(*) over () as customers,
                       sum(greatest(p.profit_cents, 0)) over w - greatest(p.profit_cents, 0) as before_cents,
                       sum(greatest(p.profit_cents, 0)) over () as gain_cents
                from profits p
                window w as (order by p.profit_cents desc, p.customer_id rows unbounded preceding)
            ), parted as (
                select p.*, case when p.profit_cents < 0 then 'LOSS'
                                 when p.profit_cents > 0 and 2 * p.before_cents < p.gain_cents then 'HALF'
                                 else 'REST' end as part
                from placed p
            )
            select p.part, count(*) as customers, sum(p.profit_cents) as profit_cents,
                   count(*) filter (where p.pays) as paying,
                   coalesce(sum(p.profit_cents) filter (where p.pays), 0) as profit_of_paying_cents,
                   array_agg(p.customer_id order by p.place)
                       filter (where p.place < $20::bigint) as best,
                   array_agg(p.customer_id order by p.place)
                       filter (where p.place >= greatest($20, p.customers - $20)) as worst
            from parted p
            group by p.place * least(p.customers, $19::bigint) / p.customers, p.part
            order by min(p.place)
            """;

    static final Statement CURVE = new Statement("with "
            + String.join(
                    ", ",
                    CustomerRankSql.OWNERS,
                    CustomerRankSql.SPENT,
                    CustomerRankSql.SPENT_BY_CUSTOMER,
                    EARNED,
                    STEPS));

    private ProfitCurveSql() {}
}
