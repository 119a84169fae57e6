package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.BillingType;
import dev.costinsights.contracts.profit.ProductProfit;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what products brought, and splits the costs of customers over the products that they hold: docs/decisions/0015. */
final class ProductProfitStore {
    private static final UUID NO_PRODUCT = new UUID(0, 0);

    /** Products, and no product where it has revenue. Parameters: $1 organization, $2 to $4 segments of the range. */
    static final Statement REVENUE = new Statement("""
            with earned as (
                select t.product_id, sum(t.orders)::bigint as orders, sum(t.revenue_cents) as revenue_cents,
                       sum(t.fee_cents) as fee_cents, sum(t.order_refund_cents) as order_refund_cents,
                       sum(t.refund_cents) as refund_cents, sum(t.dispute_cents) as dispute_cents
                from unnest($2::smallint[], $3::timestamptz[], $4::timestamptz[]) as s (grain, first, last)
                cross join lateral (
                    select * from totals.product_revenue t
                    where t.organization_id = $1 and t.grain = s.grain and t.bucket >= s.first and t.bucket < s.last
                    offset 0) t
                group by 1
            )
            select coalesce(p.id, e.product_id) as product_id, p.name, p.billing_type, coalesce(e.orders, 0) as orders,
                   e.revenue_cents, e.fee_cents, e.order_refund_cents, e.refund_cents, e.dispute_cents,
                   0::numeric as cost_cents
            from (select id, name, billing_type from totals.products where organization_id = $1) p
            full join earned e on e.product_id = p.id
            """);

    /**
     * What is allocated to each product, and its customers. A share has 12 decimals; the first of a customer's largest ones
     * is whatever the others leave of 1. Parameters: $1 organization; $2 to $8 costs of the range; $9 and $10 the range.
     */
    static final Statement ALLOCATION =
            new Statement("with " + CustomerRankSql.OWNERS + ", " + CustomerRankSql.SPENT + """
            , costs as materialized (
                select o.customer_id, sum(s.cost_cents) as cost_cents
                from owners o join spent s on s.customer_key = o.customer_key
                group by 1 having sum(s.cost_cents) <> 0
            ), ordered as materialized (
                select o.customer_id, coalesce(o.product_id, '00000000-0000-0000-0000-000000000000') as product_id,
                       sum(o.revenue_cents) as weight
                from totals.orders o
                where o.organization_id = $1 and o.counts
                  and o.created_at >= $9::timestamptz and o.created_at < $10::timestamptz
                group by 1, 2
            ), by_revenue as materialized (
                select c.customer_id, c.cost_cents, o.product_id, o.weight
                from costs c join ordered o on o.customer_id = c.customer_id
                where o.weight > 0
            ), without_revenue as materialized (
                select c.* from costs c
                where not exists (select from by_revenue b where b.customer_id = c.customer_id)
            ), by_plan as materialized (
                select distinct c.customer_id, c.cost_cents, s.product_id
                from without_revenue c
                join totals.subscription_spans s on s.organization_id = $1 and s.customer_id = c.customer_id
                where s.from_at < $10::timestamptz and s.to_at > $9::timestamptz
            ), by_history as (
                select distinct c.customer_id, c.cost_cents,
                       coalesce(o.product_id, '00000000-0000-0000-0000-000000000000') as product_id
                from without_revenue c
                join totals.orders o on o.organization_id = $1 and o.customer_id = c.customer_id
                where o.counts and o.created_at < $10::timestamptz
                  and not exists (select from by_plan p where p.customer_id = c.customer_id)
            ), held as (
                select customer_id, cost_cents, product_id, weight from by_revenue
                union all select customer_id, cost_cents, product_id, 1 from by_plan
                union all select customer_id, cost_cents, product_id, 1 from by_history
            ), rounded as (
                select customer_id, cost_cents, product_id,
                       round(weight / sum(weight) over (partition by customer_id), 12) as share,
                       row_number() over (partition by customer_id order by weight desc, product_id) = 1 as is_largest
                from held
            ), allocated as (
                select product_id,
                       sum(cost_cents * case when is_largest then share + 1 - all_shares else share end) as cost_cents
                from (select *, sum(share) over (partition by customer_id) as all_shares from rounded) shares
                group by 1
            ), buyers as (
                select product_id, count(*) as customers from ordered group by 1
            )
            select product_id, coalesce(a.cost_cents, 0) as cost_cents, coalesce(b.customers, 0) as customers,
                   (select count(distinct customer_id) from ordered) as all_customers
            from allocated a full join buyers b using (product_id)
            """);

    private ProductProfitStore() {}

    /** @param customers with an order of the range that counts */
    private record Allocation(BigDecimal costCents, long customers) {
        static final Allocation NONE = new Allocation(BigDecimal.ZERO, 0);
    }

    /**
     * Products in no order.
     *
     * @param customers of all of them
     */
    record Products(List<ProductProfit> rows, long customers) {}

    static Future<Products> products(SqlConnection snapshot, ProfitRange range) {
        Tuple parameters = Tuple.of(range.organizationId());
        Segment.addTo(parameters, Cover.of(List.of(range.from(), range.to())).segments());
        return snapshot.preparedQuery(REVENUE.sql())
                .execute(parameters)
                .compose(earned -> LargeSums.read(snapshot, ALLOCATION, allocation(range))
                        .map(allocated -> {
                            Map<UUID, Allocation> byProduct = new HashMap<>();
                            long customers = 0;
                            for (Row row : allocated) {
                                byProduct.put(
                                        row.getUUID("product_id"),
                                        new Allocation(row.getBigDecimal("cost_cents"), row.getLong("customers")));
                                customers = row.getLong("all_customers");
                            }
                            List<ProductProfit> rows = new ArrayList<>(earned.size());
                            for (Row row : earned) {
                                Allocation allocation = byProduct.remove(row.getUUID("product_id"));
                                rows.add(product(row, allocation == null ? Allocation.NONE : allocation));
                            }
                            byProduct.forEach((id, allocation) -> rows.add(product(
                                    id,
                                    null,
                                    null,
                                    withCosts(ProfitFigures.NONE, allocation),
                                    0,
                                    allocation.customers())));
                            return new Products(rows, customers);
                        }));
    }

    private static Tuple allocation(ProfitRange range) {
        return range.costs()
                .addTo(Tuple.of(range.organizationId()))
                .addOffsetDateTime(range.from().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(range.to().atOffset(ZoneOffset.UTC));
    }

    private static ProductProfit product(Row row, Allocation allocation) {
        String billingType = row.getString("billing_type");
        return product(
                row.getUUID("product_id"),
                row.getString("name"),
                billingType == null ? null : BillingType.ofWireName(billingType).orElseThrow(),
                withCosts(CustomerProfitStore.figures(row), allocation),
                row.getLong("orders"),
                allocation.customers());
    }

    private static ProductProfit product(
            UUID id,
            @Nullable String name,
            @Nullable BillingType billingType,
            ProfitFigures figures,
            long orders,
            long customers) {
        return new ProductProfit(id.equals(NO_PRODUCT) ? null : id, name, billingType, figures, orders, customers);
    }

    private static ProfitFigures withCosts(ProfitFigures figures, Allocation allocation) {
        return new ProfitFigures(
                figures.revenueCents(),
                figures.netRevenueCents(),
                figures.netRevenueByDateCents(),
                figures.refundCents(),
                Sums.plain(allocation.costCents()));
    }
}
