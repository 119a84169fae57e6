package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerSelection.Sort;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What customers brought and cost, found by looking at every event, order, refund and dispute. */
record ExpectedProfit(List<TestLog.Event> events, Function<TestLog.Event, @Nullable UUID> owner, ProfitRows revenue) {

    static Predicate<Instant> inside(TimeRange range) {
        return at -> {
            var day = at.atZone(range.zone()).toLocalDate();
            return !day.isBefore(range.start()) && !day.isAfter(range.end());
        };
    }

    static Predicate<Instant> untilEndOf(TimeRange range) {
        return at -> !at.atZone(range.zone()).toLocalDate().isAfter(range.end());
    }

    List<UUID> customers(TimeRange range) {
        Predicate<Instant> until = untilEndOf(range);
        var ids = new TreeSet<UUID>(Comparator.comparing(UUID::toString));
        events.stream()
                .filter(event -> until.test(event.occurredAt()))
                .map(owner)
                .filter(Objects::nonNull)
                .forEach(ids::add);
        revenue.orders.stream()
                .filter(order -> order.counts() && until.test(order.createdAt()))
                .forEach(order -> ids.add(order.customerId()));
        // What was refunded of an order that doesn't count stands at the order's time, too.
        revenue.refunds.stream()
                .filter(refund -> until.test(refund.createdAt())
                        || until.test(refund.order().createdAt()))
                .forEach(refund -> ids.add(refund.order().customerId()));
        revenue.disputes.stream()
                .filter(dispute -> until.test(dispute.createdAt()))
                .forEach(dispute -> ids.add(dispute.order().customerId()));
        return List.copyOf(ids);
    }

    /** @param customerId null for everything */
    ProfitFigures figures(@Nullable UUID customerId, Predicate<Instant> when) {
        long gross = 0;
        long fees = 0;
        long orderRefunds = 0;
        long refunds = 0;
        long disputes = 0;
        for (ProfitRows.Order order : revenue.orders) {
            if (order.counts() && isOf(order, customerId) && when.test(order.createdAt())) {
                gross += order.revenueCents();
                fees += order.feeCents();
            }
        }
        for (ProfitRows.Refund refund : revenue.refunds) {
            if (isOf(refund.order(), customerId)) {
                orderRefunds += when.test(refund.order().createdAt()) ? refund.cents() : 0;
                refunds += when.test(refund.createdAt()) ? refund.cents() : 0;
            }
        }
        for (ProfitRows.Dispute dispute : revenue.disputes) {
            if (isOf(dispute.order(), customerId)) {
                disputes += when.test(dispute.createdAt()) ? dispute.cents() : 0;
                disputes -= dispute.wonAt() != null && when.test(dispute.wonAt()) ? dispute.cents() : 0;
            }
        }
        return new ProfitFigures(
                BigDecimal.valueOf(gross),
                BigDecimal.valueOf(gross - fees - orderRefunds - disputes),
                BigDecimal.valueOf(gross - fees - refunds - disputes),
                BigDecimal.valueOf(refunds),
                Sums.plain(eventsOf(customerId, when)
                        .map(TestLog.Event::costCents)
                        .filter(Objects::nonNull)
                        .reduce(BigDecimal.ZERO, BigDecimal::add)));
    }

    long events(@Nullable UUID customerId, Predicate<Instant> when) {
        return eventsOf(customerId, when).count();
    }

    private Stream<TestLog.Event> eventsOf(@Nullable UUID customerId, Predicate<Instant> when) {
        return events.stream()
                .filter(event -> when.test(event.occurredAt()))
                .filter(event -> customerId == null || customerId.equals(owner.apply(event)));
    }

    private static boolean isOf(ProfitRows.Order order, @Nullable UUID customerId) {
        return customerId == null || order.customerId().equals(customerId);
    }

    Stream<Instant> activity(UUID customerId) {
        return Stream.concat(
                eventsOf(customerId, at -> true).map(TestLog.Event::occurredAt),
                revenue.orders.stream()
                        .filter(order -> order.counts() && isOf(order, customerId))
                        .map(ProfitRows.Order::createdAt));
    }

    @Nullable
    String driver(UUID customerId, Predicate<Instant> when) {
        var costs = new TreeMap<String, BigDecimal>();
        eventsOf(customerId, when)
                .forEach(event -> costs.merge(
                        event.name(),
                        event.costCents() == null ? BigDecimal.ZERO : event.costCents(),
                        BigDecimal::add));
        String most = null;
        for (var entry : costs.entrySet()) {
            BigDecimal before = most == null ? BigDecimal.ZERO : costs.get(most);
            if (entry.getValue().compareTo(before) > 0) {
                most = entry.getKey();
            }
        }
        return most;
    }

    static Comparator<CustomerProfit> order(Sort sort, boolean descending) {
        Comparator<CustomerProfit> byId =
                Comparator.comparing(row -> row.customerId().toString());
        return by(row -> value(row, sort), descending).thenComparing(byId);
    }

    private static @Nullable Comparable<?> value(CustomerProfit row, Sort sort) {
        return switch (sort) {
            case CUSTOMER_ID -> row.customerId().toString();
            case EXTERNAL_CUSTOMER_ID -> row.externalCustomerId();
            case NAME -> row.name();
            case EMAIL -> row.email();
            case REVENUE -> row.figures().revenueCents();
            case NET_REVENUE -> row.figures().netRevenueCents();
            case NET_REVENUE_BY_DATE -> row.figures().netRevenueByDateCents();
            case REFUNDS -> row.figures().refundCents();
            case COSTS -> row.figures().costCents();
            case PROFIT -> row.figures().profitCents();
            case PROFIT_MARGIN -> row.figures().profitMargin();
            case REALIZED_LTV -> row.realizedLtvCents();
            case PREDICTED_LTV -> row.predictedLtvCents();
            case FIRST_ACTIVITY_AT -> row.firstActivityAt();
            case LAST_ACTIVITY_AT -> row.lastActivityAt();
            case EVENTS -> row.events();
        };
    }

    @SuppressWarnings("unchecked")
    private static Comparator<CustomerProfit> by(
            Function<CustomerProfit, @Nullable Comparable<?>> value, boolean descending) {
        Comparator<Comparable<Object>> values = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return Comparator.comparing(row -> (Comparable<Object>) value.apply(row), Comparator.nullsLast(values));
    }
}
