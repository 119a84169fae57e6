package dev.costinsights.presentation;

/**
 * Orders, refunds and disputes one by one, as the totals of a time add them up: orders at their creation, refunds and
 * disputes at theirs, what is won when it is won.
 */
final class RevenueEdges {
    private RevenueEdges() {}

    /** Everything of the organization $1 between two times. */
    static String between(String first, String last) {
        return query(first, last, "");
    }

    /**
     * Of one customer.
     *
     * @param customerId expression of its id
     */
    static String of(String customerId, String first, String last) {
        return query(first, last, " and %s.customer_id = " + customerId);
    }

    /** Of a dispute that is won in the same stretch nothing is left. */
    private static String query(String first, String last, String whose) {
        return """
                select o.customer_id, o.product_id, o.created_at as at, 1::bigint as orders, o.revenue_cents, o.fee_cents,
                       o.refund_cents as order_refund_cents, 0::numeric as refund_cents, 0::numeric as dispute_cents
                from totals.orders o
                where o.organization_id = $1 and o.counts and o.created_at >= %1$s and o.created_at < %2$s%3$s
                union all
                select o.customer_id, o.product_id, o.created_at, 0, 0, 0, o.refund_cents, 0, 0
                from totals.orders o
                where o.organization_id = $1 and not o.counts and o.refund_cents <> 0
                  and o.created_at >= %1$s and o.created_at < %2$s%3$s
                union all
                select r.customer_id, r.product_id, r.created_at, 0, 0, 0, 0, r.refund_cents, 0
                from totals.refunds r
                where r.organization_id = $1 and not r.waiting and r.refund_cents <> 0
                  and r.created_at >= %1$s and r.created_at < %2$s%4$s
                union all
                select d.customer_id, d.product_id, d.created_at, 0, 0, 0, 0, 0, d.dispute_cents
                from totals.disputes d
                where d.organization_id = $1 and not d.waiting and d.created_at >= %1$s and d.created_at < %2$s%5$s
                union all
                select d.customer_id, d.product_id, d.won_at, 0, 0, 0, 0, 0, -d.dispute_cents
                from totals.disputes d
                where d.organization_id = $1 and not d.waiting and d.won_at >= %1$s and d.won_at < %2$s%5$s
                """.formatted(first, last, whose.formatted("o"), whose.formatted("r"), whose.formatted("d"));
    }
}
