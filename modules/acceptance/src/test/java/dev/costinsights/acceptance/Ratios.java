package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Objects;

/** Metrics of other metrics. Adds them to the values they are made of. */
final class Ratios {
    private Ratios() {}

    static BigDecimal number(Map<String, BigDecimal> values, String slug) {
        return Objects.requireNonNull(values.get(slug), slug);
    }

    static void ofPeriod(Map<String, BigDecimal> values) {
        both(values);
        values.put("average_order_value", up(values, "revenue"));
        values.put("net_average_order_value", up(values, "net_revenue"));
        BigDecimal revenue = number(values, "cumulative_revenue");
        BigDecimal margin = revenue.subtract(number(values, "cumulative_costs"));
        values.put("gross_margin", margin);
        values.put(
                "gross_margin_percentage", revenue.signum() > 0 ? Decimals.quotient(margin, revenue) : BigDecimal.ZERO);
        values.put("average_seats_per_customer", quotient(values, "seats_total", "seat_customers"));
        values.put("seat_utilization_rate", quotient(values, "seats_claimed", "seats_total"));
        values.put("cashflow", number(values, "revenue").subtract(number(values, "costs")));
        values.put("profit", number(values, "net_revenue_by_date").subtract(number(values, "costs")));
        addMargin(values);
    }

    static void ofRange(Map<String, BigDecimal> totals) {
        both(totals);
        totals.put("average_order_value", quotient(totals, "revenue", "orders"));
        totals.put("net_average_order_value", quotient(totals, "net_revenue", "orders"));
        // Defined by the last active subscriptions.
        totals.put("cost_per_user", quotient(totals, "costs", "active_subscriptions"));
        totals.put("active_user_by_event", number(totals, "active_subscriptions"));
        addMargin(totals);
    }

    private static void both(Map<String, BigDecimal> values) {
        values.put("checkouts_conversion", quotient(values, "succeeded_checkouts", "checkouts"));
    }

    private static void addMargin(Map<String, BigDecimal> values) {
        if (number(values, "net_revenue_by_date").signum() > 0) {
            values.put("profit_margin", quotient(values, "profit", "net_revenue_by_date"));
        }
    }

    private static BigDecimal quotient(Map<String, BigDecimal> values, String slug, String divisor) {
        return Decimals.quotient(number(values, slug), number(values, divisor));
    }

    /** To the next whole cent. */
    private static BigDecimal up(Map<String, BigDecimal> values, String slug) {
        BigDecimal orders = number(values, "orders");
        return orders.signum() == 0 ? BigDecimal.ZERO : number(values, slug).divide(orders, 0, RoundingMode.CEILING);
    }
}
