package dev.costinsights.presentation;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes orders, refunds and disputes as they are once folded, and the totals that follow from them. */
final class ProfitRows {
    private static final String TOTALS = """
            with facts as (
                select customer_id, product_id, created_at as at, 1 as orders, revenue_cents, fee_cents,
                       refund_cents as order_refund_cents, 0::numeric as refund_cents, 0::numeric as dispute_cents, stage
                from totals.orders where organization_id = ? and counts
                union all
                select customer_id, product_id, created_at, 0, 0, 0, refund_cents, 0, 0, stage
                from totals.orders where organization_id = ? and not counts and refund_cents <> 0
                union all
                select customer_id, product_id, created_at, 0, 0, 0, 0, refund_cents, 0, 0
                from totals.refunds where organization_id = ? and not waiting
                union all
                select customer_id, product_id, created_at, 0, 0, 0, 0, 0, dispute_cents, 0
                from totals.disputes where organization_id = ? and not waiting
                union all
                select customer_id, product_id, won_at, 0, 0, 0, 0, 0, -dispute_cents, 0
                from totals.disputes where organization_id = ? and not waiting and won_at is not null
            )
            insert into totals.%1$s_revenue
            select ?, g.grain,
                   case g.grain when 0 then date_trunc('month', at, 'UTC')
                                else date_bin(make_interval(mins => g.grain), at, timestamptz '4713-01-01 00:00:00+00 BC') end,
                   %2$s sum(orders), sum(revenue_cents), sum(fee_cents), sum(order_refund_cents),
                   sum(refund_cents), sum(dispute_cents)
            from facts cross join (values %3$s) as g (grain)
            group by %4$s
            """;

    private final Connection connection;
    private final UUID organizationId;
    final List<Order> orders = new ArrayList<>();
    final List<Refund> refunds = new ArrayList<>();
    final List<Dispute> disputes = new ArrayList<>();

    ProfitRows(Connection connection, UUID organizationId) {
        this.connection = connection;
        this.organizationId = organizationId;
    }

    record Order(
            UUID id,
            UUID customerId,
            @Nullable UUID productId,
            Instant createdAt,
            boolean counts,
            long revenueCents,
            long feeCents) {
        static Order of(UUID customerId, @Nullable UUID productId, String createdAt, long revenueCents) {
            return new Order(UUID.randomUUID(), customerId, productId, Instant.parse(createdAt), true, revenueCents, 0);
        }
    }

    record Refund(Order order, Instant createdAt, long cents) {}

    record Dispute(Order order, Instant createdAt, @Nullable Instant wonAt, long cents) {}

    /** Once, after everything was added to the lists. */
    void write() throws SQLException {
        for (Order order : orders) {
            long refunded = refunds.stream()
                    .filter(refund -> refund.order().equals(order))
                    .mapToLong(Refund::cents)
                    .sum();
            insert(
                    """
                    insert into totals.orders values (?, ?, ?, ?, null, ?, ?, ?, 'usd', ?, null, 1, true, ?, ?, ?, 1)
                    """,
                    organizationId,
                    order.id(),
                    order.customerId(),
                    order.productId(),
                    order.createdAt(),
                    order.counts() ? "paid" : "void",
                    order.counts(),
                    order.revenueCents(),
                    order.counts() ? order.revenueCents() : 0L,
                    order.counts() ? order.feeCents() : 0L,
                    refunded);
        }
        for (Refund refund : refunds) {
            insert(
                    "insert into totals.refunds values (?, gen_random_uuid(), ?, false, ?, ?, ?, ?)",
                    organizationId,
                    refund.order().id(),
                    refund.order().customerId(),
                    refund.order().productId(),
                    refund.createdAt(),
                    refund.cents());
        }
        for (Dispute dispute : disputes) {
            insert(
                    "insert into totals.disputes values (?, gen_random_uuid(), ?, false, ?, ?, ?, ?, ?)",
                    organizationId,
                    dispute.order().id(),
                    dispute.order().customerId(),
                    dispute.order().productId(),
                    dispute.createdAt(),
                    dispute.wonAt(),
                    dispute.cents());
        }
        String quarters = "(smallint '15'), (smallint '60'), (smallint '1440')";
        totals("organization", "stage,", quarters, "g.grain, 3, stage");
        totals(
                "product",
                "coalesce(product_id, '00000000-0000-0000-0000-000000000000'), stage,",
                quarters,
                "g.grain, 3, 4, stage");
        totals("customer", "customer_id,", "(smallint '1440'), (smallint '0')", "g.grain, 3, customer_id");
    }

    /** A stretch in which a customer paid. */
    void paid(UUID customerId, @Nullable String from, @Nullable String to) throws SQLException {
        insert(
                "insert into totals.customer_mrr values (?, ?, ?::timestamptz, ?::timestamptz, 1000, '', ?::timestamptz)",
                organizationId,
                customerId,
                from == null ? "-infinity" : from,
                to == null ? "infinity" : to,
                from == null ? "-infinity" : from);
    }

    /** A stretch in which a subscription to a product paid. */
    void subscribed(UUID customerId, UUID productId, String from, @Nullable String to) throws SQLException {
        insert("""
                insert into totals.subscription_spans
                values (?, gen_random_uuid(), ?, ?, ?::timestamptz, ?::timestamptz, 1000, 'usd', 'month', 1, 1000)
                """, organizationId, customerId, productId, from, to == null ? "infinity" : to);
    }

    void product(UUID id, String name, String billingType) throws SQLException {
        insert(
                "insert into totals.products values (?, ?, ?, ?, null, null, null, null, false, now())",
                organizationId,
                id,
                name,
                billingType);
    }

    private void totals(String table, String keys, String grains, String groups) throws SQLException {
        UUID id = organizationId;
        insert(TOTALS.formatted(table, keys, grains, groups), id, id, id, id, id, id);
    }

    private void insert(String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                if (value instanceof Instant instant) {
                    statement.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
                } else if (value instanceof Long number) {
                    statement.setBigDecimal(i + 1, BigDecimal.valueOf(number));
                } else {
                    statement.setObject(i + 1, value, value == null ? java.sql.Types.OTHER : sqlType(value));
                }
            }
            statement.executeUpdate();
        }
    }

    private static int sqlType(Object value) {
        return value instanceof UUID
                ? java.sql.Types.OTHER
                : value instanceof Boolean ? java.sql.Types.BOOLEAN : java.sql.Types.VARCHAR;
    }
}
