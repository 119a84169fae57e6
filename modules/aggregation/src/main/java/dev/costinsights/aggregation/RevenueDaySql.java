package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;

/**
 * Totals of revenue computed a second time, from the rows of orders, refunds and disputes: what those of the times from
 * $2 until $3 make. $1 is the organization.
 */
final class RevenueDaySql {
    private static final String NUMBERS =
            "orders, revenue_cents, fee_cents, order_refund_cents, refund_cents, dispute_cents";

    private static final String SUMS = """
            sum(orders)::bigint as orders, sum(revenue_cents) as revenue_cents, sum(fee_cents) as fee_cents,
                       sum(order_refund_cents) as order_refund_cents, sum(refund_cents) as refund_cents,
                       sum(dispute_cents) as dispute_cents""";

    private static final String ANYTHING = """
            having sum(orders) <> 0 or sum(revenue_cents) <> 0 or sum(fee_cents) <> 0 or sum(order_refund_cents) <> 0
                    or sum(refund_cents) <> 0 or sum(dispute_cents) <> 0""";

    private static final String EXPECTED = """
            with moments as materialized (
                select created_at as at, customer_id, coalesce(product_id, '00000000-0000-0000-0000-000000000000')
                           as product_id, stage, counts::integer as orders, revenue_cents, fee_cents,
                       refund_cents as order_refund_cents, numeric '0' as refund_cents, numeric '0' as dispute_cents
                from totals.orders where organization_id = $1 and created_at >= $2 and created_at < $3
                union all
                select created_at, customer_id, coalesce(product_id, '00000000-0000-0000-0000-000000000000'), 0, 0, 0, 0,
                       0, refund_cents, 0
                from totals.refunds where organization_id = $1 and created_at >= $2 and created_at < $3 and not waiting
                union all
                select created_at, customer_id, coalesce(product_id, '00000000-0000-0000-0000-000000000000'), 0, 0, 0, 0,
                       0, 0, dispute_cents
                from totals.disputes where organization_id = $1 and created_at >= $2 and created_at < $3 and not waiting
                union all
                select won_at, customer_id, coalesce(product_id, '00000000-0000-0000-0000-000000000000'), 0, 0, 0, 0,
                       0, 0, -dispute_cents
                from totals.disputes where organization_id = $1 and won_at >= $2 and won_at < $3 and not waiting
            ),
            grains (grain, length) as (
                values (smallint '15', interval '15 minutes'),
                       (smallint '60', interval '1 hour'),
                       (smallint '1440', interval '1 day')
            ),
            organization_rows as (
                select grain, date_bin(length, at, timestamptz '4713-01-01 00:00:00+00 BC') as bucket, stage,
                       %1$s
                from moments cross join grains
                group by 1, 2, 3
                %2$s
            ),
            product_rows as (
                select grain, date_bin(length, at, timestamptz '4713-01-01 00:00:00+00 BC') as bucket, product_id, stage,
                       %1$s
                from moments cross join grains
                group by 1, 2, 3, 4
                %2$s
            ),
            customer_rows as (
                select smallint '1440' as grain, date_trunc('day', at, 'UTC') as bucket, customer_id,
                       %1$s
                from moments
                group by 2, 3
                %2$s
            ),
            rate_rows as (
                select grain, date_bin(length, created_at, timestamptz '4713-01-01 00:00:00+00 BC') as bucket, currency,
                       sum(rate) as rates, count(*) as orders
                from totals.orders cross join grains
                where organization_id = $1 and created_at >= $2 and created_at < $3 and counts and currency <> 'usd'
                group by 1, 2, 3
            )""".formatted(SUMS, ANYTHING);

    static final Statement DELETE_DAY = new Statement("""
            with organization as (
                delete from totals.organization_revenue
                where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3
            ), product as (
                delete from totals.product_revenue
                where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3
            ), customer as (
                delete from totals.customer_revenue
                where organization_id = $1 and grain = 1440 and bucket >= $2 and bucket < $3
            )
            delete from totals.order_rates
            where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3
            """);

    static final Statement ADD_DAY = new Statement(EXPECTED + """
            ,
            organization as (
                insert into totals.organization_revenue (organization_id, grain, bucket, stage, %1$s)
                select $1, grain, bucket, stage, %1$s from organization_rows
            ), product as (
                insert into totals.product_revenue (organization_id, grain, bucket, product_id, stage, %1$s)
                select $1, grain, bucket, product_id, stage, %1$s from product_rows
            ), customer as (
                insert into totals.customer_revenue (organization_id, grain, bucket, customer_id, %1$s)
                select $1, grain, bucket, customer_id, %1$s from customer_rows
            )
            insert into totals.order_rates (organization_id, grain, bucket, currency, rates, orders)
            select $1, grain, bucket, currency, rates, orders from rate_rows
            """.formatted(NUMBERS));

    static final Statement DELETE_MONTH = new Statement("""
            delete from totals.customer_revenue
            where organization_id = $1 and grain = 0 and bucket >= $2 and bucket < $3
            """);

    private static final String MONTH_ROWS = """
            select customer_id, %s
            from totals.customer_revenue
            where organization_id = $1 and grain = 1440 and bucket >= $2 and bucket < $3
            group by customer_id
            %s""".formatted(SUMS, ANYTHING);

    static final Statement ADD_MONTH = new Statement("""
            insert into totals.customer_revenue (organization_id, grain, bucket, customer_id, %1$s)
            select $1, 0, $2, customer_id, %1$s from (%2$s) days
            """.formatted(NUMBERS, MONTH_ROWS));

    /** How far two rows e and t, either of which may be missing, are apart. */
    private static final String APART = """
            abs(coalesce(e.revenue_cents, 0) - coalesce(t.revenue_cents, 0))
                       + abs(coalesce(e.fee_cents, 0) - coalesce(t.fee_cents, 0))
                       + abs(coalesce(e.order_refund_cents, 0) - coalesce(t.order_refund_cents, 0))
                       + abs(coalesce(e.refund_cents, 0) - coalesce(t.refund_cents, 0))
                       + abs(coalesce(e.dispute_cents, 0) - coalesce(t.dispute_cents, 0)) as cents,
                       abs(coalesce(e.orders, 0) - coalesce(t.orders, 0)) as orders""";

    private static final String DIFFERENCES = """
            select dimension, cost_cents, events::bigint, 0::bigint as customers
            from differences where cost_cents <> 0 or events <> 0
            """;

    static final Statement COMPARE_DAY = new Statement(EXPECTED + """
            ,
            organization_differences as (
                select %1$s
                from organization_rows e
                full join (select * from totals.organization_revenue
                           where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3) t
                  using (grain, bucket, stage)
            ),
            product_differences as (
                select %1$s
                from product_rows e
                full join (select * from totals.product_revenue
                           where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3) t
                  using (grain, bucket, product_id, stage)
            ),
            customer_differences as (
                select %1$s
                from customer_rows e
                full join (select * from totals.customer_revenue
                           where organization_id = $1 and grain = 1440 and bucket >= $2 and bucket < $3) t
                  using (grain, bucket, customer_id)
            ),
            rate_differences as (
                select abs(coalesce(e.rates, 0) - coalesce(t.rates, 0)) as cents,
                       abs(coalesce(e.orders, 0) - coalesce(t.orders, 0)) as orders
                from rate_rows e
                full join (select * from totals.order_rates
                           where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3) t
                  using (grain, bucket, currency)
            ),
            differences (dimension, cost_cents, events) as (
                select 'revenue', sum(cents), sum(orders) from organization_differences
                union all
                select 'revenue of product', sum(cents), sum(orders) from product_differences
                union all
                select 'revenue of customer', sum(cents), sum(orders) from customer_differences
                union all
                select 'rates of orders', sum(cents), sum(orders) from rate_differences
            )
            %2$s""".formatted(APART, DIFFERENCES));

    static final Statement COMPARE_MONTH = new Statement("""
            with e as (%1$s),
            t as (
                select * from totals.customer_revenue
                where organization_id = $1 and grain = 0 and bucket >= $2 and bucket < $3
            ),
            month_differences as (
                select %2$s
                from e full join t using (customer_id)
            ),
            differences (dimension, cost_cents, events) as (
                select 'revenue of customer by month', sum(cents), sum(orders) from month_differences
            )
            %3$s""".formatted(MONTH_ROWS, APART, DIFFERENCES));

    private RevenueDaySql() {}
}
