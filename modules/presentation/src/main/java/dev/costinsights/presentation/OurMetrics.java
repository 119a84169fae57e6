package dev.costinsights.presentation;

import static dev.costinsights.contracts.metrics.Metric.*;

import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MrrMovement;
import dev.costinsights.presentation.MrrMovements.OfPeriod;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Our own metrics of figures. What isn't known is absent. */
final class OurMetrics {
    private static final Map<MrrMovement, Metric> MOVEMENTS = new EnumMap<>(Map.of(
            MrrMovement.NEW, NEW_MRR,
            MrrMovement.EXPANSION, EXPANSION_MRR,
            MrrMovement.CONTRACTION, CONTRACTION_MRR,
            MrrMovement.CHURNED, CHURNED_MRR,
            MrrMovement.REACTIVATION, REACTIVATION_MRR));

    private OurMetrics() {}

    /** Puts the values of one period, beside those of the reference. */
    static void put(Figures figures, int period, Map<Metric, BigDecimal> values) {
        if (figures.users() != null) {
            putActiveCustomers(figures.users().byPeriod().get(period), values);
        }
        if (figures.orders() != null) {
            OrderSums orders = figures.orders().all().get(period);
            putRevenue(orders.netByDateCents(), orders.refundCents(), values);
        }
        if (figures.costs() != null && figures.attributedCosts() != null) {
            putAttribution(
                    figures.costs().costs().get(period).costCents(),
                    figures.attributedCosts().get(period).costCents(),
                    values);
        }
        if (figures.movements() != null) {
            OfPeriod movements = figures.movements().get(period - 1);
            MOVEMENTS.forEach((movement, metric) -> values.put(metric, Sums.plain(movements.cents(movement))));
            putMrr(movements, movements.endCents(), movements.lostCustomers(), values);
        }
        if (figures.predictedLtv() != null) {
            figures.predictedLtv().get(period).ifPresent(cents -> values.put(PREDICTED_LTV, Sums.plain(cents)));
        }
    }

    /** Puts what the periods come to together, beside the totals of the reference. */
    static void putTotals(Figures figures, List<Map<Metric, BigDecimal>> periods, Map<Metric, BigDecimal> totals) {
        if (figures.users() != null) {
            putActiveCustomers(figures.users().ofRange(), totals);
        }
        if (figures.orders() != null) {
            putRevenue(sum(NET_REVENUE_BY_DATE, periods), sum(REFUNDS, periods), totals);
        }
        if (figures.costs() != null && figures.attributedCosts() != null) {
            BigDecimal costs = sum(COSTS, periods);
            putAttribution(costs, costs.subtract(sum(UNATTRIBUTED_COSTS, periods)), totals);
        }
        if (figures.movements() != null) {
            List<OfPeriod> movements = figures.movements();
            MOVEMENTS.values().forEach(metric -> totals.put(metric, Sums.plain(sum(metric, periods))));
            putMrr(
                    movements.get(0),
                    movements.get(movements.size() - 1).endCents(),
                    movements.stream().mapToLong(OfPeriod::lostCustomers).sum(),
                    totals);
        }
        if (figures.predictedLtv() != null) {
            figures.predictedLtv()
                    .get(figures.periods())
                    .ifPresent(cents -> totals.put(PREDICTED_LTV, Sums.plain(cents)));
        }
    }

    private static BigDecimal sum(Metric metric, List<Map<Metric, BigDecimal>> periods) {
        return periods.stream().map(values -> values.get(metric)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void putActiveCustomers(ActiveCustomers active, Map<Metric, BigDecimal> values) {
        BigDecimal customers = BigDecimal.valueOf(active.customers());
        values.put(ACTIVE_CUSTOMERS, customers);
        if (values.containsKey(COSTS)) {
            putRatio(COST_PER_ACTIVE_CUSTOMER, values.get(COSTS), customers, values);
        }
    }

    private static void putRevenue(BigDecimal netByDateCents, BigDecimal refundCents, Map<Metric, BigDecimal> values) {
        values.put(NET_REVENUE_BY_DATE, Sums.plain(netByDateCents));
        values.put(REFUNDS, Sums.plain(refundCents));
        if (values.containsKey(COSTS)) {
            BigDecimal profit = netByDateCents.subtract(values.get(COSTS));
            values.put(PROFIT, Sums.plain(profit));
            putRatio(PROFIT_MARGIN, profit, netByDateCents, values);
        }
    }

    private static void putAttribution(
            BigDecimal costCents, BigDecimal attributedCents, Map<Metric, BigDecimal> values) {
        values.put(UNATTRIBUTED_COSTS, Sums.plain(costCents.subtract(attributedCents)));
        if (costCents.signum() != 0) {
            values.put(ATTRIBUTION_COVERAGE, Ratios.of(attributedCents, costCents));
        }
    }

    /** Rates are of what there is at the start; the movements are in the values. */
    private static void putMrr(
            OfPeriod start, BigDecimal endCents, long lostCustomers, Map<Metric, BigDecimal> values) {
        values.put(MRR, Sums.plain(endCents));
        BigDecimal gross =
                values.get(CHURNED_MRR).add(values.get(CONTRACTION_MRR)).negate();
        BigDecimal regained = values.get(EXPANSION_MRR).add(values.get(REACTIVATION_MRR));
        putRatio(GROSS_MRR_CHURN, gross, start.startCents(), values);
        putRatio(NET_MRR_CHURN, gross.subtract(regained), start.startCents(), values);
        putRatio(CUSTOMER_CHURN, BigDecimal.valueOf(lostCustomers), BigDecimal.valueOf(start.startCustomers()), values);
    }

    /** Unless what is below the line isn't positive. */
    private static void putRatio(
            Metric metric, BigDecimal numerator, BigDecimal denominator, Map<Metric, BigDecimal> values) {
        if (denominator.signum() > 0) {
            values.put(metric, Ratios.of(numerator, denominator));
        }
    }
}
