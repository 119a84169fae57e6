package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;

/** Reads orders over consecutive periods: from totals where the stage says all, else one by one. */
final class OrderSql {
    private static final String SUMS = """
            sum(t.orders)::bigint as orders, sum(t.revenue_cents) as revenue_cents, sum(t.fee_cents) as fee_cents,
            sum(t.order_refund_cents) as order_refund_cents, sum(t.refund_cents) as refund_cents,
            sum(t.dispute_cents) as dispute_cents
            """;

    /** Parameters: $1 organization, $2 to $4 segments, $5 where periods meet. {@code offset 0}: see TotalsStore. */
    static final Statement TOTALS = new Statement("""
            select width_bucket(t.bucket, $5::timestamptz[]) as period, t.stage::integer as stage, %s
            from unnest($2::smallint[], $3::timestamptz[], $4::timestamptz[]) as s (grain, first, last)
            cross join lateral (
                select * from totals.organization_revenue t
                where t.organization_id = $1 and t.grain = s.grain and t.bucket >= s.first and t.bucket < s.last
                offset 0) t
            group by 1, 2
            """.formatted(SUMS));

    /** With products: $6. */
    static final Statement PRODUCT_TOTALS = new Statement("""
            select width_bucket(t.bucket, $5::timestamptz[]) as period, t.stage::integer as stage, %s
            from unnest($6::uuid[]) as p (id)
            cross join unnest($2::smallint[], $3::timestamptz[], $4::timestamptz[]) as s (grain, first, last)
            cross join lateral (
                select * from totals.product_revenue t
                where t.organization_id = $1 and t.product_id = p.id
                  and t.grain = s.grain and t.bucket >= s.first and t.bucket < s.last
                offset 0) t
            group by 1, 2
            """.formatted(SUMS));

    /**
     * The number of an {@link OrderFamily}. The start of the subscription is held against the whole period, the order
     * before it against the part inside the range.
     *
     * @param again whether an order is in the same part of the same period as one before it
     */
    private static String family(String again) {
        return """
                case when o.stage = 1 then 1
                     when o.stage = 2 then 0
                     when o.stage = 3
                       or width_bucket(o.subscription_started_at, $2::timestamptz[])
                        = width_bucket(o.created_at, $2::timestamptz[]) then 2
                     when o.previous_at >= $3
                       and width_bucket(o.previous_at, $2::timestamptz[])
                         = width_bucket(o.created_at, $2::timestamptz[])%s then 4
                     else 3 end
                """.formatted(again);
    }

    /**
     * The order before it may be another product's or another customer's; whether there is one of these is asked only then.
     *
     * @param ofThese a condition on it
     */
    private static String againOf(String ofThese) {
        return """

                       and exists (
                           select from totals.orders p
                           where p.organization_id = $1 and p.subscription_id = o.subscription_id
                             and p.counts and p.created_at >= $3 %s
                             and (p.created_at, p.id) < (o.created_at, o.id)
                             and width_bucket(p.created_at, $2::timestamptz[])
                               = width_bucket(o.created_at, $2::timestamptz[]))""".formatted(ofThese);
    }

    private static final String ONE_BY_ONE = """
            select width_bucket(t.created_at, $2::timestamptz[]) as period, t.family, %s
            from (
                select o.created_at, %s as family, case when o.counts then 1 else 0 end as orders,
                       o.revenue_cents, o.fee_cents, o.refund_cents as order_refund_cents,
                       0::numeric as refund_cents, 0::numeric as dispute_cents
                from totals.orders o
                where o.organization_id = $1 and o.stage = any ($5::smallint[])
                  and o.created_at >= $3 and o.created_at < $4%s) t
            group by 1, 2
            """;

    /** Parameters: $1 organization, $2 where whole periods meet, $3 and $4 the range, $5 stages. */
    static final Statement UNCERTAIN = new Statement(ONE_BY_ONE.formatted(SUMS, family(""), ""));

    /** With products: $6. */
    static final Statement UNCERTAIN_OF_PRODUCTS = new Statement(ONE_BY_ONE.formatted(
            SUMS, family(againOf("and p.product_id = any ($6::uuid[])")), " and o.product_id = any ($6::uuid[])"));

    /**
     * Parameters: $1 organization, $2 where whole periods meet, $3 and $4 the range, $5 where its periods meet, $6
     * customers, $7 products or null. All of these customers: history is theirs alone.
     */
    static final Statement OF_CUSTOMERS = new Statement(ofCustomers(family(againOf(RevenueScope.condition("p", 6)))));

    private static String ofCustomers(String family) {
        return """
                select width_bucket(t.at, $5::timestamptz[]) as period, t.family, %1$s
                from (
                    select o.created_at as at, %2$s as family, case when o.counts then 1 else 0 end as orders,
                           o.revenue_cents, o.fee_cents, o.refund_cents as order_refund_cents,
                           0::numeric as refund_cents, 0::numeric as dispute_cents
                    from totals.orders o where o.organization_id = $1 %3$s
                    union all
                    select r.created_at, 0, 0, 0, 0, 0, r.refund_cents, 0
                    from totals.refunds r where r.organization_id = $1 and not r.waiting %4$s
                    union all
                    select d.created_at, 0, 0, 0, 0, 0, 0, d.dispute_cents
                    from totals.disputes d where d.organization_id = $1 and not d.waiting %5$s
                    union all
                    select d.won_at, 0, 0, 0, 0, 0, 0, -d.dispute_cents
                    from totals.disputes d
                    where d.organization_id = $1 and not d.waiting and d.won_at is not null %5$s) t
                where t.at < $4
                group by 1, 2
                """.formatted(
                        SUMS,
                        family,
                        RevenueScope.condition("o", 6),
                        RevenueScope.condition("r", 6),
                        RevenueScope.condition("d", 6));
    }

    private OrderSql() {}
}
