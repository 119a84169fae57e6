package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MrrMovement;
import dev.costinsights.presentation.PredictedLtv.Churn;
import dev.costinsights.presentation.PredictedLtv.Window;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Our metrics row by row.
 *
 * @param registered who is registered
 * @param customers only these; empty for all
 * @param products only of these; empty for all
 * @param predictions made so far
 */
record ExpectedOurs(
        RevenueRows rows,
        List<TestLog.Event> events,
        MrrWorld mrr,
        Set<UUID> registered,
        Set<UUID> customers,
        Set<UUID> products,
        Map<Window, Optional<BigDecimal>> predictions) {

    ExpectedOurs(
            RevenueRows rows,
            List<TestLog.Event> events,
            MrrWorld mrr,
            Set<UUID> registered,
            Set<UUID> customers,
            Set<UUID> products) {
        this(rows, events, mrr, registered, customers, products, new HashMap<>());
    }

    Map<Metric, BigDecimal> of(Instant from, Instant to) {
        Map<Metric, BigDecimal> values = new EnumMap<>(Metric.class);
        BigDecimal net = net(from, to);
        BigDecimal costs = costs(from, to, false);
        BigDecimal unattributed = customers.isEmpty() ? costs.subtract(costs(from, to, true)) : BigDecimal.ZERO;
        values.put(Metric.NET_REVENUE_BY_DATE, net);
        values.put(Metric.REFUNDS, refunds(from, to));
        values.put(Metric.PROFIT, net.subtract(costs));
        putRatio(values, Metric.PROFIT_MARGIN, net.subtract(costs), net);
        values.put(Metric.UNATTRIBUTED_COSTS, unattributed);
        putRatio(values, Metric.ATTRIBUTION_COVERAGE, costs.subtract(unattributed), costs);
        predictions
                .computeIfAbsent(Window.before(to), this::prediction)
                .ifPresent(cents -> values.put(Metric.PREDICTED_LTV, cents));
        return values;
    }

    private boolean matches(UUID customer, @Nullable UUID product) {
        return (customers.isEmpty() || customers.contains(customer))
                && (products.isEmpty() || product != null && products.contains(product));
    }

    private boolean matches(RevenueRows.Order order) {
        return matches(order.customer(), order.product());
    }

    private static boolean isIn(@Nullable Instant at, Instant from, Instant to) {
        return at != null && !at.isBefore(from) && at.isBefore(to);
    }

    private BigDecimal net(Instant from, Instant to) {
        long orders = rows.orders.stream()
                .filter(order -> order.counts() && matches(order) && isIn(order.createdAt(), from, to))
                .mapToLong(order -> order.revenue() - order.fee())
                .sum();
        long disputed = 0;
        for (RevenueRows.Dispute dispute : rows.disputes) {
            if (matches(dispute.order())) {
                disputed += isIn(dispute.createdAt(), from, to) ? dispute.cents() : 0;
                disputed -= isIn(dispute.wonAt(), from, to) ? dispute.cents() : 0;
            }
        }
        return BigDecimal.valueOf(orders - disputed).subtract(refunds(from, to));
    }

    private BigDecimal refunds(Instant from, Instant to) {
        return BigDecimal.valueOf(rows.refunds.stream()
                .filter(refund -> matches(refund.order()) && isIn(refund.createdAt(), from, to))
                .mapToLong(RevenueRows.Refund::cents)
                .sum());
    }

    /** Of no product. */
    private BigDecimal costs(Instant from, Instant to, boolean onlyRegistered) {
        return events.stream()
                .filter(event -> customers.isEmpty() || customers.contains(event.customerId()))
                .filter(event -> !onlyRegistered || registered.contains(event.customerId()))
                .filter(event -> isIn(event.occurredAt(), from, to))
                .map(TestLog.Event::costCents)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Optional<BigDecimal> prediction(Window window) {
        Churn all = MrrIT.expectedChurn(mrr, window, MrrIT.filter(Set.of(), products));
        Churn own = MrrIT.expectedChurn(mrr, window, MrrIT.filter(customers, products));
        BigDecimal contribution = net(window.monthsFrom(), window.monthsTo())
                .subtract(costs(window.monthsFrom(), window.monthsTo(), false));
        return Optional.ofNullable(
                customers.size() == 1
                        ? PredictedLtv.ofCustomer(all, own.payingDays(), contribution)
                        : PredictedLtv.ofCustomers(all, own, contribution));
    }

    /** What moved between two instants. */
    Map<Metric, BigDecimal> mrr(Instant from, Instant to) {
        MrrMovements.OfPeriod period = MrrIT.expected(mrr, from, to, MrrIT.filter(customers, products));
        Map<Metric, BigDecimal> values = new EnumMap<>(Metric.class);
        values.put(Metric.MRR, period.endCents());
        values.put(Metric.NEW_MRR, period.cents(MrrMovement.NEW));
        values.put(Metric.EXPANSION_MRR, period.cents(MrrMovement.EXPANSION));
        values.put(Metric.CONTRACTION_MRR, period.cents(MrrMovement.CONTRACTION));
        values.put(Metric.CHURNED_MRR, period.cents(MrrMovement.CHURNED));
        values.put(Metric.REACTIVATION_MRR, period.cents(MrrMovement.REACTIVATION));
        putRates(values, period.startCents(), period.lostCustomers(), period.startCustomers());
        return values;
    }

    static void putRates(Map<Metric, BigDecimal> values, BigDecimal startCents, long lost, long startCustomers) {
        BigDecimal gone = values.get(Metric.CONTRACTION_MRR)
                .add(values.get(Metric.CHURNED_MRR))
                .negate();
        putRatio(values, Metric.GROSS_MRR_CHURN, gone, startCents);
        BigDecimal come = values.get(Metric.EXPANSION_MRR).add(values.get(Metric.REACTIVATION_MRR));
        putRatio(values, Metric.NET_MRR_CHURN, gone.subtract(come), startCents);
        putRatio(values, Metric.CUSTOMER_CHURN, BigDecimal.valueOf(lost), BigDecimal.valueOf(startCustomers));
    }

    private static void putRatio(Map<Metric, BigDecimal> values, Metric metric, BigDecimal part, BigDecimal whole) {
        if (whole.signum() > 0) {
            values.put(metric, part.divide(whole, 12, RoundingMode.HALF_UP));
        }
    }
}
