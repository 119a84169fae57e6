package dev.costinsights.presentation;

import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Reads what a whole organization brought and cost. */
final class ProfitTotalsStore {

    /** Parameters: $1 organization, $2 to $4 segments, $5 where the range starts. */
    static final Statement TOTALS = new Statement("""
            with parts as (
                select t.bucket >= $5::timestamptz as is_inside, 0::bigint as orders, 0::numeric as revenue_cents,
                       0::numeric as fee_cents, 0::numeric as order_refund_cents, 0::numeric as refund_cents,
                       0::numeric as dispute_cents, t.cost_cents, t.events
                from unnest($2::smallint[], $3::timestamptz[], $4::timestamptz[]) as s (grain, first, last)
                cross join lateral (
                    select * from totals.organization_costs t
                    where t.organization_id = $1 and t.grain = s.grain and t.bucket >= s.first and t.bucket < s.last
                    offset 0) t
                union all
                select t.bucket >= $5::timestamptz, t.orders, t.revenue_cents, t.fee_cents, t.order_refund_cents,
                       t.refund_cents, t.dispute_cents, 0, 0
                from unnest($2::smallint[], $3::timestamptz[], $4::timestamptz[]) as s (grain, first, last)
                cross join lateral (
                    select * from totals.organization_revenue t
                    where t.organization_id = $1 and t.grain = s.grain and t.bucket >= s.first and t.bucket < s.last
                    offset 0) t
            )
            select coalesce(sum(orders) filter (where is_inside), 0)::bigint as orders,
                   sum(revenue_cents) filter (where is_inside) as revenue_cents,
                   sum(fee_cents) filter (where is_inside) as fee_cents,
                   sum(order_refund_cents) filter (where is_inside) as order_refund_cents,
                   sum(refund_cents) filter (where is_inside) as refund_cents,
                   sum(dispute_cents) filter (where is_inside) as dispute_cents,
                   sum(cost_cents) filter (where is_inside) as cost_cents,
                   coalesce(sum(events) filter (where is_inside), 0)::bigint as events,
                   coalesce(sum(revenue_cents - fee_cents - refund_cents - dispute_cents - cost_cents), 0) as life_cents
            from parts
            """);

    private ProfitTotalsStore() {}

    /**
     * @param orders of the range that count
     * @param events in the range
     * @param realizedLtvCents of all time up to the end of the range
     */
    record Totals(ProfitFigures figures, long orders, long events, BigDecimal realizedLtvCents) {}

    static Future<Totals> totals(SqlConnection snapshot, UUID organizationId, Instant from, Instant to) {
        Tuple parameters = Tuple.of(organizationId);
        Segment.addTo(parameters, Cover.withHistory(List.of(from, to)).segments());
        parameters.addOffsetDateTime(Segment.times(List.of(from))[0]);
        return snapshot.preparedQuery(TOTALS.sql()).execute(parameters).map(rows -> {
            Row row = rows.iterator().next();
            return new Totals(
                    CustomerProfitStore.figures(row),
                    row.getLong("orders"),
                    row.getLong("events"),
                    Sums.plain(row.getBigDecimal("life_cents")));
        });
    }
}
