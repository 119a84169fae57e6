package dev.costinsights.webui.metrics;

import static dev.costinsights.contracts.metrics.Metric.*;

import dev.costinsights.contracts.metrics.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Metrics that are looked at together, in the order of the pages. A metric may be in several; the first is its own. */
enum MetricGroup {
    PROFIT_AND_MARGIN(
            "Profit",
            "profit",
            "Profit is what costs leave of revenue: send events that cost something, and orders.",
            PROFIT,
            PROFIT_MARGIN,
            NET_REVENUE_BY_DATE,
            COSTS),
    EARNINGS(
            "Revenue",
            "revenue",
            "Send orders, refunds and disputes, or import them: revenue follows from these.",
            REVENUE,
            NET_REVENUE,
            NET_REVENUE_BY_DATE,
            REFUNDS,
            CUMULATIVE_REVENUE,
            NET_CUMULATIVE_REVENUE,
            AVERAGE_ORDER_VALUE,
            NET_AVERAGE_ORDER_VALUE),
    SALES(
            "Orders",
            "orders",
            "Send orders, or import them: each that is paid counts on the day it was made.",
            ORDERS,
            ONE_TIME_PRODUCTS,
            ONE_TIME_PRODUCTS_REVENUE,
            ONE_TIME_PRODUCTS_NET_REVENUE),
    SUBSCRIPTIONS(
            "Subscriptions",
            "subscriptions",
            "Send subscriptions with their amount and interval, or import them.",
            ACTIVE_SUBSCRIPTIONS,
            COMMITTED_SUBSCRIPTIONS,
            MONTHLY_RECURRING_REVENUE,
            COMMITTED_MONTHLY_RECURRING_REVENUE,
            TRIAL_MONTHLY_RECURRING_REVENUE,
            TRIAL_COMMITTED_MONTHLY_RECURRING_REVENUE,
            ANNUAL_RECURRING_REVENUE,
            COMMITTED_ANNUAL_RECURRING_REVENUE,
            NEW_SUBSCRIPTIONS,
            NEW_SUBSCRIPTIONS_REVENUE,
            NEW_SUBSCRIPTIONS_NET_REVENUE,
            RENEWED_SUBSCRIPTIONS,
            RENEWED_SUBSCRIPTIONS_REVENUE,
            RENEWED_SUBSCRIPTIONS_NET_REVENUE),
    MOVEMENTS(
            "MRR movements",
            "mrr-movements",
            "Send subscriptions and each change of their plan: movements are told from these.",
            MRR,
            NEW_MRR,
            EXPANSION_MRR,
            REACTIVATION_MRR,
            CONTRACTION_MRR,
            CHURNED_MRR,
            GROSS_MRR_CHURN,
            NET_MRR_CHURN),
    SALES_FUNNEL(
            "Checkouts",
            "checkouts",
            "Send checkouts, opened and succeeded.",
            CHECKOUTS,
            SUCCEEDED_CHECKOUTS,
            CHECKOUTS_CONVERSION),
    CANCELLATIONS(
            "Cancellations",
            "cancellations",
            "Send subscriptions, and say when one is canceled and why.",
            CANCELED_SUBSCRIPTIONS,
            CHURNED_SUBSCRIPTIONS,
            CHURN_RATE,
            CUSTOMER_CHURN,
            ACTIVE_SUBSCRIPTIONS,
            COMMITTED_SUBSCRIPTIONS,
            CANCELED_SUBSCRIPTIONS_TOO_EXPENSIVE,
            CANCELED_SUBSCRIPTIONS_MISSING_FEATURES,
            CANCELED_SUBSCRIPTIONS_SWITCHED_SERVICE,
            CANCELED_SUBSCRIPTIONS_UNUSED,
            CANCELED_SUBSCRIPTIONS_CUSTOMER_SERVICE,
            CANCELED_SUBSCRIPTIONS_LOW_QUALITY,
            CANCELED_SUBSCRIPTIONS_TOO_COMPLEX,
            CANCELED_SUBSCRIPTIONS_OTHER),
    UNIT_ECONOMICS(
            "Unit economics",
            "unit-economics",
            "Send subscriptions with their cancellations, and events that cost something.",
            PREDICTED_LTV,
            CUSTOMER_CHURN,
            COST_PER_ACTIVE_CUSTOMER,
            AVERAGE_REVENUE_PER_USER,
            CHURN_RATE,
            LTV),
    SPENDING(
            "Costs",
            "costs",
            "Send events with what they cost in _cost, each with its customer.",
            COSTS,
            CUMULATIVE_COSTS,
            COST_PER_ACTIVE_CUSTOMER,
            COST_PER_USER,
            CASHFLOW,
            GROSS_MARGIN,
            GROSS_MARGIN_PERCENTAGE,
            UNATTRIBUTED_COSTS,
            ATTRIBUTION_COVERAGE),
    USAGE("Usage", "usage", "Send events with the customer that each is of.", ACTIVE_CUSTOMERS, ACTIVE_USER_BY_EVENT),
    SEATS(
            "Seats",
            "seats",
            "Send seats as they are assigned, claimed and revoked.",
            SEATS_TOTAL,
            SEATS_CLAIMED,
            SEATS_PENDING,
            SEAT_UTILIZATION_RATE,
            SEAT_CUSTOMERS,
            AVERAGE_SEATS_PER_CUSTOMER,
            NEW_SEAT_CUSTOMERS,
            CHURNED_SEAT_CUSTOMERS);

    private final String title;
    private final String slug;
    private final String whatToSend;
    private final List<Metric> metrics;

    MetricGroup(String title, String slug, String whatToSend, Metric... metrics) {
        this.title = title;
        this.slug = slug;
        this.whatToSend = whatToSend;
        this.metrics = List.of(metrics);
    }

    static MetricGroup first() {
        return values()[0];
    }

    static Optional<MetricGroup> ofSlug(String slug) {
        return Arrays.stream(values())
                .filter(group -> group.slug.equals(slug.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The group that a metric is defined in. */
    static MetricGroup of(Metric metric) {
        return Arrays.stream(values())
                .filter(group -> group.metrics.contains(metric))
                .findFirst()
                .orElseThrow();
    }

    String title() {
        return title;
    }

    String slug() {
        return slug;
    }

    String path() {
        return MetricsView.PATH + "/" + slug;
    }

    /** A sentence for who sees nothing yet. */
    String whatToSend() {
        return whatToSend;
    }

    List<Metric> metrics() {
        return metrics;
    }
}
