package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.Metric;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** A part of {@link Figures}, read only when a metric that is asked for is made of it. */
enum Part {
    COSTS,
    USERS,
    ORDERS,
    /** Orders by what they are to their subscription. */
    ORDER_FAMILIES,
    MRR,
    SUBSCRIBERS,
    SUBSCRIPTION_CHANGES,
    CHURN,
    CHECKOUTS,
    SEATS,
    ATTRIBUTED_COSTS,
    MOVEMENTS,
    PREDICTED_LTV;

    static Set<Part> of(Collection<Metric> metrics) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        metrics.forEach(metric -> parts.addAll(of(metric)));
        return parts;
    }

    private static Set<Part> of(Metric metric) {
        return switch (metric) {
            case ACTIVE_SUBSCRIPTIONS,
                    COMMITTED_SUBSCRIPTIONS,
                    MONTHLY_RECURRING_REVENUE,
                    TRIAL_MONTHLY_RECURRING_REVENUE,
                    COMMITTED_MONTHLY_RECURRING_REVENUE,
                    TRIAL_COMMITTED_MONTHLY_RECURRING_REVENUE,
                    ANNUAL_RECURRING_REVENUE,
                    COMMITTED_ANNUAL_RECURRING_REVENUE -> EnumSet.of(MRR);
            case AVERAGE_REVENUE_PER_USER -> EnumSet.of(MRR, SUBSCRIBERS);
            case CHECKOUTS, SUCCEEDED_CHECKOUTS, CHECKOUTS_CONVERSION -> EnumSet.of(Part.CHECKOUTS);
            case CHURNED_SUBSCRIPTIONS,
                    NEW_SUBSCRIPTIONS,
                    CANCELED_SUBSCRIPTIONS,
                    CANCELED_SUBSCRIPTIONS_CUSTOMER_SERVICE,
                    CANCELED_SUBSCRIPTIONS_LOW_QUALITY,
                    CANCELED_SUBSCRIPTIONS_MISSING_FEATURES,
                    CANCELED_SUBSCRIPTIONS_SWITCHED_SERVICE,
                    CANCELED_SUBSCRIPTIONS_TOO_COMPLEX,
                    CANCELED_SUBSCRIPTIONS_TOO_EXPENSIVE,
                    CANCELED_SUBSCRIPTIONS_UNUSED,
                    CANCELED_SUBSCRIPTIONS_OTHER -> EnumSet.of(SUBSCRIPTION_CHANGES);
            case CHURN_RATE -> EnumSet.of(CHURN);
            case SEATS_TOTAL,
                    SEATS_CLAIMED,
                    SEATS_PENDING,
                    SEAT_CUSTOMERS,
                    NEW_SEAT_CUSTOMERS,
                    CHURNED_SEAT_CUSTOMERS,
                    AVERAGE_SEATS_PER_CUSTOMER,
                    SEAT_UTILIZATION_RATE -> EnumSet.of(SEATS);
            case ORDERS,
                    REVENUE,
                    NET_REVENUE,
                    CUMULATIVE_REVENUE,
                    NET_CUMULATIVE_REVENUE,
                    AVERAGE_ORDER_VALUE,
                    NET_AVERAGE_ORDER_VALUE,
                    ONE_TIME_PRODUCTS,
                    ONE_TIME_PRODUCTS_REVENUE,
                    ONE_TIME_PRODUCTS_NET_REVENUE -> EnumSet.of(Part.ORDERS);
            case NEW_SUBSCRIPTIONS_REVENUE,
                    NEW_SUBSCRIPTIONS_NET_REVENUE,
                    RENEWED_SUBSCRIPTIONS,
                    RENEWED_SUBSCRIPTIONS_REVENUE,
                    RENEWED_SUBSCRIPTIONS_NET_REVENUE -> EnumSet.of(Part.ORDERS, ORDER_FAMILIES);
            case COSTS, CUMULATIVE_COSTS -> EnumSet.of(Part.COSTS);
            // Their totals are of the last active subscriptions.
            case COST_PER_USER -> EnumSet.of(Part.COSTS, USERS, MRR);
            case ACTIVE_USER_BY_EVENT -> EnumSet.of(USERS, MRR);
            case LTV -> EnumSet.of(Part.COSTS, USERS, MRR, SUBSCRIBERS, CHURN);
            case GROSS_MARGIN, GROSS_MARGIN_PERCENTAGE, CASHFLOW -> EnumSet.of(Part.COSTS, Part.ORDERS);
            case ACTIVE_CUSTOMERS -> EnumSet.of(USERS);
            case COST_PER_ACTIVE_CUSTOMER -> EnumSet.of(Part.COSTS, USERS);
            case NET_REVENUE_BY_DATE, REFUNDS -> EnumSet.of(Part.ORDERS);
            case PROFIT, PROFIT_MARGIN -> EnumSet.of(Part.COSTS, Part.ORDERS);
            case UNATTRIBUTED_COSTS, ATTRIBUTION_COVERAGE -> EnumSet.of(Part.COSTS, ATTRIBUTED_COSTS);
            case MRR,
                    NEW_MRR,
                    EXPANSION_MRR,
                    CONTRACTION_MRR,
                    CHURNED_MRR,
                    REACTIVATION_MRR,
                    GROSS_MRR_CHURN,
                    NET_MRR_CHURN,
                    CUSTOMER_CHURN -> EnumSet.of(MOVEMENTS);
            case PREDICTED_LTV -> EnumSet.of(Part.PREDICTED_LTV);
        };
    }
}
