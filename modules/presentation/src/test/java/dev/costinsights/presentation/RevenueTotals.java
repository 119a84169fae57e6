package dev.costinsights.presentation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Sums up an organization's rows of revenue. */
final class RevenueTotals {
    private static final String DATED = """
            with dated as (
                select organization_id, coalesce(product_id, '00000000-0000-0000-0000-000000000000'::uuid) as product_id,
                       created_at as at, stage, counts::integer as orders, revenue_cents, fee_cents, refund_cents as order_refund_cents,
                       0 as refund_cents, 0 as dispute_cents
                from totals.orders
                union all
                select organization_id, coalesce(product_id, '00000000-0000-0000-0000-000000000000'::uuid), created_at,
                       0, 0, 0, 0, 0, refund_cents, 0 from totals.refunds
                union all
                select organization_id, coalesce(product_id, '00000000-0000-0000-0000-000000000000'::uuid), created_at,
                       0, 0, 0, 0, 0, 0, dispute_cents from totals.disputes
                union all
                select organization_id, coalesce(product_id, '00000000-0000-0000-0000-000000000000'::uuid), won_at,
                       0, 0, 0, 0, 0, 0, -dispute_cents from totals.disputes where won_at is not null
            )
            """;

    private static final String GRAINS = "(values (15), (60), (1440)) as g (grain)";
    private static final String BUCKET = "date_bin(make_interval(mins => g.grain), %s, timestamptz '2000-01-01Z')";
    private static final String SUMS = "sum(orders), sum(revenue_cents), sum(fee_cents), sum(order_refund_cents),"
            + " sum(refund_cents), sum(dispute_cents)";

    private RevenueTotals() {}

    static void write(Connection connection, UUID organizationId) throws SQLException {
        List<String> statements = List.of(
                "insert into totals.organization_revenue " + DATED + "select organization_id, g.grain, "
                        + BUCKET.formatted("at") + ", stage, " + SUMS + " from dated cross join " + GRAINS
                        + " where organization_id = ? group by 1, 2, 3, 4",
                "insert into totals.product_revenue " + DATED + "select organization_id, g.grain, "
                        + BUCKET.formatted("at") + ", product_id, stage, " + SUMS + " from dated cross join " + GRAINS
                        + " where organization_id = ? group by 1, 2, 3, 4, 5",
                "insert into totals.order_rates select organization_id, g.grain, " + BUCKET.formatted("created_at")
                        + ", currency, sum(rate), count(*) from totals.orders cross join " + GRAINS
                        + " where organization_id = ? and counts and currency <> 'usd' group by 1, 2, 3, 4");
        for (String sql : statements) {
            try (var insert = connection.prepareStatement(sql)) {
                insert.setObject(1, organizationId);
                insert.executeUpdate();
            }
        }
    }
}
