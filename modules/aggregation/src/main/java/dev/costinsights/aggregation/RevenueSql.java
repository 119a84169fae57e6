package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;

/**
 * Adds differences to the totals of revenue, and takes away rows that say nothing any more. Parameters: the
 * organization, then arrays of grains, buckets, owners and stages, then of the numbers.
 */
final class RevenueSql {
    private static final String NUMBERS =
            "orders, revenue_cents, fee_cents, order_refund_cents, refund_cents, dispute_cents";

    static final Statement ADD_TO_ORGANIZATION = new Statement(add("organization_revenue", "grain, bucket, stage"));
    static final Statement ADD_TO_PRODUCTS = new Statement(add("product_revenue", "grain, bucket, product_id, stage"));
    static final Statement ADD_TO_CUSTOMERS = new Statement(add("customer_revenue", "grain, bucket, customer_id"));

    static final Statement CLEAN_ORGANIZATION = new Statement(clean("organization_revenue", "t.stage = k.stage"));
    static final Statement CLEAN_PRODUCTS =
            new Statement(clean("product_revenue", "t.product_id = k.owner_id and t.stage = k.stage"));
    static final Statement CLEAN_CUSTOMERS = new Statement(clean("customer_revenue", "t.customer_id = k.owner_id"));

    static final Statement ADD_TO_RATES = new Statement("""
            insert into totals.order_rates as t (organization_id, grain, bucket, currency, rates, orders)
            select $1, grain, bucket, currency, rates::numeric, orders
            from unnest($2::smallint[], $3::timestamptz[], $4::text[], $5::text[], $6::bigint[])
                as d (grain, bucket, currency, rates, orders)
            order by grain, bucket, currency
            on conflict (organization_id, grain, bucket, currency) do update
            set rates = t.rates + excluded.rates, orders = t.orders + excluded.orders
            """);

    static final Statement CLEAN_RATES = new Statement("""
            delete from totals.order_rates t
            using unnest($2::smallint[], $3::timestamptz[], $4::text[]) as k (grain, bucket, currency)
            where t.organization_id = $1 and t.grain = k.grain and t.bucket = k.bucket and t.currency = k.currency
              and t.orders = 0
            """);

    private RevenueSql() {}

    /** Sorted by key, so that two transactions never wait for each other in a circle. */
    private static String add(String table, String key) {
        String owner = table.equals("customer_revenue") ? "customer_id" : "product_id";
        return """
            insert into totals.%1$s as t (organization_id, %2$s, %4$s)
            select $1, %2$s, orders, revenue_cents::numeric, fee_cents::numeric, order_refund_cents::numeric,
                   refund_cents::numeric, dispute_cents::numeric
            from unnest($2::smallint[], $3::timestamptz[], $4::uuid[], $5::smallint[], $6::bigint[], $7::text[],
                        $8::text[], $9::text[], $10::text[], $11::text[])
                as d (grain, bucket, %3$s, stage, %4$s)
            order by %2$s
            on conflict (organization_id, %2$s) do update
            set orders = t.orders + excluded.orders,
                revenue_cents = t.revenue_cents + excluded.revenue_cents,
                fee_cents = t.fee_cents + excluded.fee_cents,
                order_refund_cents = t.order_refund_cents + excluded.order_refund_cents,
                refund_cents = t.refund_cents + excluded.refund_cents,
                dispute_cents = t.dispute_cents + excluded.dispute_cents
            """.formatted(table, key, owner, NUMBERS);
    }

    private static String clean(String table, String condition) {
        return """
            delete from totals.%s t
            using unnest($2::smallint[], $3::timestamptz[], $4::uuid[], $5::smallint[])
                as k (grain, bucket, owner_id, stage)
            where t.organization_id = $1 and t.grain = k.grain and t.bucket = k.bucket and %s
              and t.orders = 0 and t.revenue_cents = 0 and t.fee_cents = 0 and t.order_refund_cents = 0
              and t.refund_cents = 0 and t.dispute_cents = 0
            """.formatted(table, condition);
    }
}
