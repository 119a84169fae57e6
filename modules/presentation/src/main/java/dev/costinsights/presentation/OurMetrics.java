package dev.costinsights.presentation;

import static dev.costinsights.contracts.metrics.Metric.*;

import dev.costinsights.contracts.metrics.Metric;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Our own metrics of figures. What isn't known is absent. */
final class OurMetrics {
    private OurMetrics() {}

    /** Puts the values of one period, beside those of the reference. */
    static void put(Figures figures, int period, Map<Metric, BigDecimal> values) {
        if (figures.users() != null) {
            putActiveCustomers(figures.users().byPeriod().get(period), values);
        }
    }

    /** Puts what the periods come to together, beside the totals of the reference. */
    static void putTotals(Figures figures, List<Map<Metric, BigDecimal>> periods, Map<Metric, BigDecimal> totals) {
        if (figures.users() != null) {
            putActiveCustomers(figures.users().ofRange(), totals);
        }
    }

    private static void putActiveCustomers(ActiveCustomers active, Map<Metric, BigDecimal> values) {
        BigDecimal customers = BigDecimal.valueOf(active.customers());
        values.put(ACTIVE_CUSTOMERS, customers);
        if (values.containsKey(COSTS) && customers.signum() > 0) {
            values.put(COST_PER_ACTIVE_CUSTOMER, Ratios.of(values.get(COSTS), customers));
        }
    }
}
