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

/** Rows of revenue as the fold leaves them, with the totals that follow from them. */
final class RevenueRows {
    final List<Product> products = new ArrayList<>();
    final List<Order> orders = new ArrayList<>();
    final List<Refund> refunds = new ArrayList<>();
    final List<Dispute> disputes = new ArrayList<>();
    final List<Subscription> subscriptions = new ArrayList<>();
    final List<Checkout> checkouts = new ArrayList<>();
    final List<Seat> seats = new ArrayList<>();

    record Product(UUID id, String billingType) {}

    record Order(
            UUID id,
            UUID customer,
            @Nullable UUID product,
            @Nullable UUID subscription,
            Instant createdAt,
            boolean counts,
            String currency,
            BigDecimal rate,
            long revenue,
            long fee) {}

    record Refund(Order order, Instant createdAt, long cents) {}

    record Dispute(Order order, Instant createdAt, @Nullable Instant wonAt, long cents) {}

    record Subscription(
            UUID id,
            UUID customer,
            UUID product,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant trialEnd,
            @Nullable Instant canceledAt,
            @Nullable Instant endAt,
            String reason,
            long amount,
            String currency,
            String interval,
            int count) {}

    record Checkout(
            @Nullable UUID customer,
            @Nullable UUID product,
            @Nullable Instant at,
            boolean succeeded) {}

    record Seat(
            boolean waiting,
            @Nullable UUID customer,
            @Nullable UUID product,
            Instant createdAt,
            @Nullable Instant claimedAt,
            @Nullable Instant revokedAt) {}

    @Nullable
    Subscription subscription(Order order) {
        return subscriptions.stream()
                .filter(subscription -> subscription.id().equals(order.subscription()))
                .findFirst()
                .orElse(null);
    }

    void write(Connection connection, UUID organizationId) throws SQLException {
        for (Product product : products) {
            insert(connection, """
                    insert into totals.products (organization_id, id, name, billing_type, is_archived, created_at)
                    values (?, ?, 'A product', ?, false, now())
                    """, organizationId, product.id(), product.billingType());
        }
        for (Order order : orders) {
            writeOrder(connection, organizationId, order);
        }
        for (Refund refund : refunds) {
            insert(
                    connection,
                    "insert into totals.refunds values (?, gen_random_uuid(), ?, false, ?, ?, ?, ?)",
                    organizationId,
                    refund.order().id(),
                    refund.order().customer(),
                    refund.order().product(),
                    refund.createdAt(),
                    refund.cents());
        }
        for (Dispute dispute : disputes) {
            insert(
                    connection,
                    "insert into totals.disputes values (?, gen_random_uuid(), ?, false, ?, ?, ?, ?, ?)",
                    organizationId,
                    dispute.order().id(),
                    dispute.order().customer(),
                    dispute.order().product(),
                    dispute.createdAt(),
                    dispute.wonAt(),
                    dispute.cents());
        }
        for (Subscription subscription : subscriptions) {
            writeSubscription(connection, organizationId, subscription);
        }
        for (Checkout checkout : checkouts) {
            insert(
                    connection,
                    "insert into totals.checkouts values (?, gen_random_uuid(), ?, ?, now(), ?, ?)",
                    organizationId,
                    checkout.customer(),
                    checkout.product(),
                    checkout.at(),
                    checkout.succeeded());
        }
        for (Seat seat : seats) {
            insert(
                    connection,
                    "insert into totals.seats values (?, gen_random_uuid(), null, gen_random_uuid(), ?, ?, ?, ?, ?, ?)",
                    organizationId,
                    seat.waiting(),
                    seat.customer(),
                    seat.product(),
                    seat.createdAt(),
                    seat.claimedAt(),
                    seat.revokedAt());
        }
        RevenueTotals.write(connection, organizationId);
    }

    private void writeOrder(Connection connection, UUID organizationId, Order order) throws SQLException {
        Subscription subscription = subscription(order);
        Instant started = subscription == null ? null : subscription.startedAt();
        Instant previous = previous(order);
        insert(
                connection,
                """
                insert into totals.orders (organization_id, id, customer_id, product_id, subscription_id, created_at,
                    status, counts, currency, net_amount, rate, converted, revenue_cents, fee_cents, refund_cents, stage,
                    subscription_started_at, previous_at)
                values (?, ?, ?, ?, ?, ?, 'paid', ?, ?, 0, ?, true, ?, ?, ?, ?, ?, ?)
                """,
                organizationId,
                order.id(),
                order.customer(),
                order.product(),
                order.subscription(),
                order.createdAt(),
                order.counts(),
                order.currency(),
                order.rate(),
                order.revenue(),
                order.fee(),
                refunds.stream()
                        .filter(refund -> refund.order().equals(order))
                        .mapToLong(Refund::cents)
                        .sum(),
                Stages.of(order.subscription() != null, order.createdAt(), started, previous),
                started,
                previous);
    }

    private @Nullable Instant previous(Order order) {
        return order.subscription() == null
                ? null
                : orders.stream()
                        .filter(other -> other.counts() && order.subscription().equals(other.subscription()))
                        .filter(other -> other.createdAt().isBefore(order.createdAt())
                                || other.createdAt().equals(order.createdAt())
                                        && other.id()
                                                        .toString()
                                                        .compareTo(order.id().toString())
                                                < 0)
                        .map(Order::createdAt)
                        .max(Instant::compareTo)
                        .orElse(null);
    }

    private static void writeSubscription(Connection connection, UUID organizationId, Subscription subscription)
            throws SQLException {
        insert(
                connection,
                """
                insert into totals.subscriptions (organization_id, id, customer_id, product_id, status, created_at,
                    started_at, trial_end, canceled_at, end_at, cancel_at_period_end, cancellation_reason, amount,
                    currency, recurring_interval, recurring_interval_count, monthly_cents)
                values (?, ?, ?, ?, 'active', ?, ?, ?, ?, ?, false, ?, ?, ?, ?, ?, ?)
                """,
                organizationId,
                subscription.id(),
                subscription.customer(),
                subscription.product(),
                subscription.createdAt(),
                subscription.startedAt(),
                subscription.trialEnd(),
                subscription.canceledAt(),
                subscription.endAt(),
                subscription.reason(),
                subscription.amount(),
                subscription.currency(),
                subscription.interval(),
                subscription.count(),
                subscription.currency().equals("usd")
                        ? ExpectedRevenue.monthly(subscription, BigDecimal.ONE, 1)
                        : null);
    }

    private static void insert(Connection connection, String sql, @Nullable Object... values) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i] instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : values[i];
                insert.setObject(i + 1, value);
            }
            insert.executeUpdate();
        }
    }
}
