package dev.costinsights.presentation;

import static dev.costinsights.contracts.metrics.Metric.*;

import dev.costinsights.contracts.metrics.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The reference's metrics of figures. Whatever the figures that are there suffice for is put; a value is the same
 * whatever else there is.
 */
final class ReferenceMetrics {
    private static final BigDecimal MONTHS = BigDecimal.valueOf(12);

    /** By the column that they are counted by. */
    private static final Map<Metric, String> REASONS = new EnumMap<>(Map.of(
            CANCELED_SUBSCRIPTIONS_CUSTOMER_SERVICE, "customer_service",
            CANCELED_SUBSCRIPTIONS_LOW_QUALITY, "low_quality",
            CANCELED_SUBSCRIPTIONS_MISSING_FEATURES, "missing_features",
            CANCELED_SUBSCRIPTIONS_SWITCHED_SERVICE, "switched_service",
            CANCELED_SUBSCRIPTIONS_TOO_COMPLEX, "too_complex",
            CANCELED_SUBSCRIPTIONS_TOO_EXPENSIVE, "too_expensive",
            CANCELED_SUBSCRIPTIONS_UNUSED, "unused",
            CANCELED_SUBSCRIPTIONS_OTHER, "other"));

    /** What is so at the end of a period: the total is what is so at the end of the last. */
    private static final Set<Metric> STATES = EnumSet.of(
            ACTIVE_SUBSCRIPTIONS,
            COMMITTED_SUBSCRIPTIONS,
            MONTHLY_RECURRING_REVENUE,
            TRIAL_MONTHLY_RECURRING_REVENUE,
            COMMITTED_MONTHLY_RECURRING_REVENUE,
            TRIAL_COMMITTED_MONTHLY_RECURRING_REVENUE,
            AVERAGE_REVENUE_PER_USER,
            CHURN_RATE,
            SEATS_TOTAL,
            SEATS_CLAIMED,
            SEATS_PENDING,
            SEAT_CUSTOMERS,
            CUMULATIVE_REVENUE,
            NET_CUMULATIVE_REVENUE,
            CUMULATIVE_COSTS,
            ANNUAL_RECURRING_REVENUE,
            COMMITTED_ANNUAL_RECURRING_REVENUE,
            LTV,
            GROSS_MARGIN,
            GROSS_MARGIN_PERCENTAGE,
            AVERAGE_SEATS_PER_CUSTOMER,
            SEAT_UTILIZATION_RATE);

    /** Totals that are neither the last value nor the sum: they have rules of their own. */
    private static final Set<Metric> RATIOS = EnumSet.of(
            AVERAGE_ORDER_VALUE, NET_AVERAGE_ORDER_VALUE, COST_PER_USER, ACTIVE_USER_BY_EVENT, CHECKOUTS_CONVERSION);

    private ReferenceMetrics() {}

    /**
     * Puts the values of one period.
     *
     * @param before of the period before; of the first, what {@link #history} puts
     */
    static void put(Figures figures, int period, Map<Metric, BigDecimal> before, Map<Metric, BigDecimal> values) {
        putCosts(figures, period, before, values);
        putOrders(figures, period, before, values);
        putSubscriptions(figures, period, values);
        putCheckouts(figures, period, values);
        putSeats(figures, period, values);
        putMargins(values);
        putLtv(figures, period, values);
    }

    /** What has run up before the range. */
    static Map<Metric, BigDecimal> history(Figures figures) {
        Map<Metric, BigDecimal> values = new EnumMap<>(Metric.class);
        if (figures.costs() != null) {
            values.put(CUMULATIVE_COSTS, figures.costs().costs().get(0).costCents());
        }
        if (figures.orders() != null) {
            OrderSums history = figures.orders().all().get(0);
            values.put(CUMULATIVE_REVENUE, history.revenueCents());
            values.put(NET_CUMULATIVE_REVENUE, history.netCents());
        }
        return values;
    }

    /** Puts what the periods come to together. */
    static void putTotals(List<Map<Metric, BigDecimal>> periods, Map<Metric, BigDecimal> totals) {
        Map<Metric, BigDecimal> last = periods.get(periods.size() - 1);
        for (Metric metric : last.keySet()) {
            if (metric.source() != Source.REFERENCE || RATIOS.contains(metric)) {
                continue;
            }
            totals.put(metric, STATES.contains(metric) ? last.get(metric) : sum(periods, metric));
        }
        putTotalRatio(totals, AVERAGE_ORDER_VALUE, REVENUE, ORDERS);
        putTotalRatio(totals, NET_AVERAGE_ORDER_VALUE, NET_REVENUE, ORDERS);
        putTotalRatio(totals, CHECKOUTS_CONVERSION, SUCCEEDED_CHECKOUTS, CHECKOUTS);
        if (last.containsKey(ACTIVE_USER_BY_EVENT) && totals.containsKey(ACTIVE_SUBSCRIPTIONS)) {
            totals.put(ACTIVE_USER_BY_EVENT, totals.get(ACTIVE_SUBSCRIPTIONS));
        }
        putTotalRatio(totals, COST_PER_USER, COSTS, ACTIVE_SUBSCRIPTIONS);
    }

    private static void putTotalRatio(
            Map<Metric, BigDecimal> totals, Metric ratio, Metric numerator, Metric denominator) {
        if (totals.containsKey(numerator) && totals.containsKey(denominator)) {
            totals.put(ratio, Ratios.orZero(totals.get(numerator), totals.get(denominator)));
        }
    }

    private static BigDecimal sum(List<Map<Metric, BigDecimal>> periods, Metric metric) {
        return periods.stream().map(values -> values.get(metric)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void putCosts(
            Figures figures, int period, Map<Metric, BigDecimal> before, Map<Metric, BigDecimal> values) {
        if (figures.costs() != null) {
            BigDecimal costs = figures.costs().costs().get(period).costCents();
            values.put(COSTS, costs);
            values.put(CUMULATIVE_COSTS, before.get(CUMULATIVE_COSTS).add(costs));
        }
        if (figures.users() != null) {
            BigDecimal users =
                    BigDecimal.valueOf(figures.users().byPeriod().get(period).asSent());
            values.put(ACTIVE_USER_BY_EVENT, users);
            if (figures.costs() != null) {
                values.put(COST_PER_USER, Ratios.orZero(values.get(COSTS), users));
            }
        }
    }

    private static void putOrders(
            Figures figures, int period, Map<Metric, BigDecimal> before, Map<Metric, BigDecimal> values) {
        OrderFigures orders = figures.orders();
        if (orders == null) {
            return;
        }
        OrderSums all = orders.all().get(period);
        BigDecimal count = BigDecimal.valueOf(all.orders());
        values.put(ORDERS, count);
        values.put(REVENUE, all.revenueCents());
        values.put(NET_REVENUE, all.netCents());
        values.put(CUMULATIVE_REVENUE, before.get(CUMULATIVE_REVENUE).add(all.revenueCents()));
        values.put(NET_CUMULATIVE_REVENUE, before.get(NET_CUMULATIVE_REVENUE).add(all.netCents()));
        values.put(AVERAGE_ORDER_VALUE, Ratios.whole(all.revenueCents(), count, RoundingMode.CEILING));
        values.put(NET_AVERAGE_ORDER_VALUE, Ratios.whole(all.netCents(), count, RoundingMode.CEILING));

        OrderSums oneTime = orders.of(OrderFamily.ONE_TIME, period);
        values.put(ONE_TIME_PRODUCTS, BigDecimal.valueOf(oneTime.orders()));
        values.put(ONE_TIME_PRODUCTS_REVENUE, oneTime.revenueCents());
        values.put(ONE_TIME_PRODUCTS_NET_REVENUE, oneTime.netCents());
        if (figures.withOrderFamilies()) {
            OrderSums firsts = orders.of(OrderFamily.NEW, period);
            OrderSums renewed = orders.of(OrderFamily.RENEWED, period);
            values.put(NEW_SUBSCRIPTIONS_REVENUE, firsts.revenueCents());
            values.put(NEW_SUBSCRIPTIONS_NET_REVENUE, firsts.netCents());
            values.put(
                    RENEWED_SUBSCRIPTIONS,
                    BigDecimal.valueOf(orders.renewedSubscriptions().get(period)));
            values.put(RENEWED_SUBSCRIPTIONS_REVENUE, renewed.revenueCents());
            values.put(RENEWED_SUBSCRIPTIONS_NET_REVENUE, renewed.netCents());
        }
    }

    private static void putSubscriptions(Figures figures, int period, Map<Metric, BigDecimal> values) {
        MrrFigures mrr = figures.mrr();
        if (mrr != null) {
            BigDecimal paid = mrr.paidCents().get(period);
            BigDecimal committed = mrr.committedPaidCents().get(period);
            values.put(ACTIVE_SUBSCRIPTIONS, mrr.active().get(period));
            values.put(COMMITTED_SUBSCRIPTIONS, mrr.committed().get(period));
            values.put(MONTHLY_RECURRING_REVENUE, paid);
            values.put(TRIAL_MONTHLY_RECURRING_REVENUE, mrr.trialCents().get(period));
            values.put(COMMITTED_MONTHLY_RECURRING_REVENUE, committed);
            values.put(
                    TRIAL_COMMITTED_MONTHLY_RECURRING_REVENUE,
                    mrr.committedTrialCents().get(period));
            values.put(ANNUAL_RECURRING_REVENUE, paid.multiply(MONTHS));
            values.put(COMMITTED_ANNUAL_RECURRING_REVENUE, committed.multiply(MONTHS));
            if (figures.subscribers() != null) {
                values.put(
                        AVERAGE_REVENUE_PER_USER,
                        Ratios.whole(paid, figures.subscribers().get(period), RoundingMode.HALF_UP));
            }
        }
        ChurnFigures churn = figures.churn();
        if (churn != null) {
            values.put(
                    CHURN_RATE,
                    Ratios.orZero(churn.canceled().get(period), churn.active().get(period)));
        }
        SubscriptionChanges changes = figures.changes();
        if (changes != null) {
            values.put(
                    CHURNED_SUBSCRIPTIONS, BigDecimal.valueOf(changes.churned().get(period)));
            values.put(NEW_SUBSCRIPTIONS, BigDecimal.valueOf(changes.created().get(period)));
            values.put(CANCELED_SUBSCRIPTIONS, BigDecimal.valueOf(changes.canceled(period)));
            REASONS.forEach(
                    (metric, reason) -> values.put(metric, BigDecimal.valueOf(changes.canceledFor(reason, period))));
        }
    }

    private static void putCheckouts(Figures figures, int period, Map<Metric, BigDecimal> values) {
        CheckoutFigures checkouts = figures.checkouts();
        if (checkouts != null) {
            BigDecimal opened = BigDecimal.valueOf(checkouts.opened().get(period));
            BigDecimal succeeded = BigDecimal.valueOf(checkouts.succeeded().get(period));
            values.put(CHECKOUTS, opened);
            values.put(SUCCEEDED_CHECKOUTS, succeeded);
            values.put(CHECKOUTS_CONVERSION, Ratios.orZero(succeeded, opened));
        }
    }

    private static void putSeats(Figures figures, int period, Map<Metric, BigDecimal> values) {
        SeatFigures seats = figures.seats();
        if (seats != null) {
            BigDecimal total = seats.total().get(period);
            BigDecimal claimed = seats.claimed().get(period);
            BigDecimal customers = seats.customers().get(period);
            values.put(SEATS_TOTAL, total);
            values.put(SEATS_CLAIMED, claimed);
            values.put(SEATS_PENDING, total.subtract(claimed));
            values.put(SEAT_CUSTOMERS, customers);
            values.put(
                    NEW_SEAT_CUSTOMERS, BigDecimal.valueOf(seats.newCustomers().get(period)));
            values.put(
                    CHURNED_SEAT_CUSTOMERS,
                    BigDecimal.valueOf(seats.churnedCustomers().get(period)));
            values.put(AVERAGE_SEATS_PER_CUSTOMER, Ratios.orZero(total, customers));
            values.put(SEAT_UTILIZATION_RATE, Ratios.orZero(claimed, total));
        }
    }

    private static void putMargins(Map<Metric, BigDecimal> values) {
        if (values.containsKey(COSTS) && values.containsKey(REVENUE)) {
            BigDecimal revenue = values.get(CUMULATIVE_REVENUE);
            BigDecimal margin = revenue.subtract(values.get(CUMULATIVE_COSTS));
            values.put(GROSS_MARGIN, margin);
            values.put(GROSS_MARGIN_PERCENTAGE, revenue.signum() > 0 ? Ratios.of(margin, revenue) : BigDecimal.ZERO);
            values.put(CASHFLOW, values.get(REVENUE).subtract(values.get(COSTS)));
        }
    }

    /** (ARPU − costs ÷ users) ÷ (canceled ÷ active), as one division of exact numbers, then cut. */
    private static void putLtv(Figures figures, int period, Map<Metric, BigDecimal> values) {
        ChurnFigures churn = figures.churn();
        if (churn == null || !values.containsKey(AVERAGE_REVENUE_PER_USER) || !values.containsKey(COST_PER_USER)) {
            return;
        }
        BigDecimal users = values.get(ACTIVE_USER_BY_EVENT);
        BigDecimal perUser = values.get(AVERAGE_REVENUE_PER_USER);
        boolean used = users.signum() > 0;
        BigDecimal margin = used ? perUser.multiply(users).subtract(values.get(COSTS)) : perUser;
        BigDecimal canceled = churn.canceled().get(period);
        values.put(
                LTV,
                Ratios.whole(
                                margin.multiply(churn.active().get(period)),
                                used ? canceled.multiply(users) : canceled,
                                RoundingMode.DOWN)
                        .max(BigDecimal.ZERO));
    }
}
