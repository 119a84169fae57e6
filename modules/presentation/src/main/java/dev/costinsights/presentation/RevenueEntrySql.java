package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;

/**
 * What orders, refunds and disputes brought and took, one by one: the same rows that {@link RevenueEdges} adds up. Each
 * kind is cut by itself first, along the index of its times, so that a page costs the same however many there are.
 *
 * <p>Parameters: $1 organization, $2 and $3 the range, $4 and $5 the position behind which a page begins, $6 product or
 * null, $7 how many; $8 customers where some are asked for.
 */
final class RevenueEntrySql {
    static final Statement NEWEST = new Statement(ofAll(Direction.NEWEST_FIRST));
    static final Statement OLDEST = new Statement(ofAll(Direction.OLDEST_FIRST));
    static final Statement NEWEST_OF_CUSTOMERS = new Statement(ofCustomers(Direction.NEWEST_FIRST));
    static final Statement OLDEST_OF_CUSTOMERS = new Statement(ofCustomers(Direction.OLDEST_FIRST));

    private RevenueEntrySql() {}

    private enum Direction {
        NEWEST_FIRST("<", "desc"),
        OLDEST_FIRST(">", "asc");

        private final String behind;
        private final String order;

        Direction(String behind, String order) {
            this.behind = behind;
            this.order = order;
        }
    }

    static Statement page(boolean newestFirst, boolean ofCustomers) {
        if (ofCustomers) {
            return newestFirst ? NEWEST_OF_CUSTOMERS : OLDEST_OF_CUSTOMERS;
        }
        return newestFirst ? NEWEST : OLDEST;
    }

    private static String ofAll(Direction direction) {
        return named(entries("", direction), direction);
    }

    private static String ofCustomers(Direction direction) {
        return named(
                """
                select e.* from unnest($8::uuid[]) as one (id)
                cross join lateral (
                %s) e
                order by e.at %2$s, e.id %2$s, e.kind %2$s limit $7::bigint
                """.replace("%2$s", direction.order).formatted(entries("and t.customer_id = one.id", direction)),
                direction);
    }

    private static String entries(String whose, Direction direction) {
        String branches = String.join(
                "union all\n",
                branch("0", "t.id", "t.revenue_cents - t.fee_cents", "orders", "t.created_at", "t.counts", whose),
                branch(
                        "1",
                        "t.order_id",
                        "-t.refund_cents",
                        "refunds",
                        "t.created_at",
                        "not t.waiting and t.refund_cents <> 0",
                        whose),
                branch("2", "t.order_id", "-t.dispute_cents", "disputes", "t.created_at", "not t.waiting", whose),
                branch("3", "t.order_id", "t.dispute_cents", "disputes", "t.won_at", "not t.waiting", whose));
        return """
                select u.* from (
                %s) u
                order by u.at %%2$s, u.id %%2$s, u.kind %%2$s limit $7::bigint
                """.formatted(branches).replace("%2$s", direction.order).replace("%3$s", direction.behind);
    }

    private static String branch(
            String kind, String orderId, String amount, String table, String at, String counts, String whose) {
        return """
                (select %1$s as kind, t.id, %2$s as order_id, %5$s as at, %3$s as amount_cents, t.customer_id, t.product_id
                 from totals.%4$s t
                 where t.organization_id = $1 and %5$s >= $2::timestamptz and %5$s < $3::timestamptz
                   and (%5$s, t.id) %%3$s ($4::timestamptz, $5::uuid)
                   and ($6::uuid is null or t.product_id = $6) and %6$s %7$s
                 order by %5$s %%2$s, t.id %%2$s limit $7::bigint)
                """.formatted(kind, orderId, amount, table, at, counts, whose);
    }

    private static String named(String entries, Direction direction) {
        return """
                select e.*, coalesce(c.name, c.email) as customer_name, p.name as product_name, f.billing_reason
                from (
                %1$s) e
                left join log.customers c on c.organization_id = $1 and c.id = e.customer_id
                left join totals.products p on p.organization_id = $1 and p.id = e.product_id
                left join lateral (
                    select f.data ->> 'billing_reason' as billing_reason from log.facts f
                    where e.kind = 0 and f.organization_id = $1 and f.kind = 'order' and f.object_id = e.id
                    order by f.version_at desc, f.batch_id desc, f.position desc limit 1) f on true
                order by e.at %2$s, e.id %2$s, e.kind %2$s
                """.formatted(entries, direction.order);
    }
}
