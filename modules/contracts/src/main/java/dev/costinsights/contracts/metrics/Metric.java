package dev.costinsights.contracts.metrics;

import static dev.costinsights.contracts.metrics.Metric.Source.OURS;
import static dev.costinsights.contracts.metrics.Metric.Source.REFERENCE;
import static dev.costinsights.contracts.metrics.MetricType.CURRENCY;
import static dev.costinsights.contracts.metrics.MetricType.CURRENCY_SUB_CENT;
import static dev.costinsights.contracts.metrics.MetricType.PERCENTAGE;
import static dev.costinsights.contracts.metrics.MetricType.SCALAR;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The metric catalogue, in the order of answers. A slug keeps its definition for ever; a better definition gets a slug
 * of its own beside it. Those of the reference come first, ours after them.
 */
public enum Metric {
    ACTIVE_SUBSCRIPTIONS(
            "Active Subscriptions",
            SCALAR,
            "Subscriptions that have started and not ended by the end of the period, trials and paused ones among"
                    + " them."),
    COMMITTED_SUBSCRIPTIONS("Committed Subscriptions", SCALAR, "Active subscriptions that no end is known of."),
    MONTHLY_RECURRING_REVENUE(
            "Monthly Recurring Revenue",
            CURRENCY,
            "Cents that the active subscriptions pay a month at their present price, those left out that are in"
                    + " trial at the end of the period."),
    TRIAL_MONTHLY_RECURRING_REVENUE(
            "Trialing MRR Including Cancelations",
            CURRENCY,
            "Cents that the active subscriptions in trial at the end of the period would pay a month."),
    COMMITTED_MONTHLY_RECURRING_REVENUE(
            "Committed Monthly Recurring Revenue",
            CURRENCY,
            "Cents of monthly_recurring_revenue from subscriptions that no end is known of."),
    TRIAL_COMMITTED_MONTHLY_RECURRING_REVENUE(
            "Trialing Monthly Recurring Revenue",
            CURRENCY,
            "Cents of trial_monthly_recurring_revenue from subscriptions that no end is known of."),
    AVERAGE_REVENUE_PER_USER(
            "Average Revenue Per User",
            CURRENCY,
            "Cents of monthly_recurring_revenue for each customer with an active subscription, rounded; 0 without"
                    + " any.",
            "monthly_recurring_revenue",
            "distinct customers of active_subscriptions"),
    CHECKOUTS("Checkouts", SCALAR, "Checkouts opened in the period."),
    SUCCEEDED_CHECKOUTS(
            "Succeeded Checkouts", SCALAR, "Checkouts opened in the period that succeeded, whenever that was."),
    CHURNED_SUBSCRIPTIONS(
            "Churned Subscriptions", SCALAR, "Subscriptions that ended in the period or are to end in it."),
    CHURN_RATE(
            "Churn Rate",
            PERCENTAGE,
            "Share of the subscriptions active 30 days before the period that were canceled in these 30 days; by"
                    + " year, share of those active at its start that were canceled in it; 0 without any.",
            "subscriptions canceled in the 30 days, or in the year",
            "subscriptions active at their start"),
    SEATS_TOTAL("Seat Count", SCALAR, "Seats assigned and not revoked by the end of the period."),
    SEATS_CLAIMED("Claimed Seats", SCALAR, "Seats of seats_total that were claimed by the end of the period."),
    SEATS_PENDING("Pending Seats", SCALAR, "Seats of seats_total that were not claimed by the end of the period."),
    SEAT_CUSTOMERS("Active Customers", SCALAR, "Distinct customers that the seats of seats_total belong to."),
    NEW_SEAT_CUSTOMERS("New Customers", SCALAR, "Customers whose first seat was assigned in the period."),
    CHURNED_SEAT_CUSTOMERS(
            "Churned Customers", SCALAR, "Customers without a seat whose last was revoked in the period."),
    ORDERS("Orders", SCALAR, "Paid orders created in the period, refunded ones and those of amount 0 among them."),
    REVENUE("Revenue", CURRENCY, "Cents of the orders of the period without tax, before fees, refunds and disputes."),
    NET_REVENUE(
            "Net Revenue",
            CURRENCY,
            "Cents of revenue less the fees and refunds of the period's orders, whenever refunded, and less the"
                    + " disputes of the period."),
    CUMULATIVE_REVENUE(
            "Cumulative Revenue",
            CURRENCY,
            "Cents of revenue up to the end of the period, with all history before the range."),
    NET_CUMULATIVE_REVENUE(
            "Net Cumulative Revenue",
            CURRENCY,
            "Cents of net_revenue up to the end of the period, with all history before the range."),
    COSTS("Costs", CURRENCY_SUB_CENT, "Cents that the events of the period cost."),
    CUMULATIVE_COSTS(
            "Cumulative Costs",
            CURRENCY_SUB_CENT,
            "Cents that all events up to the end of the period cost, with all history before the range."),
    AVERAGE_ORDER_VALUE(
            "Average Order Value",
            CURRENCY,
            "Cents of revenue for each order, rounded up in a period and exact in total; 0 without any.",
            "revenue",
            "orders"),
    NET_AVERAGE_ORDER_VALUE(
            "Net Average Order Value",
            CURRENCY,
            "Cents of net_revenue for each order, rounded up in a period and exact in total; 0 without any.",
            "net_revenue",
            "orders"),
    COST_PER_USER(
            "Cost Per User",
            CURRENCY_SUB_CENT,
            "Cents of costs for each active_user_by_event, 0 without any; the total divides by the last"
                    + " active_subscriptions.",
            "costs",
            "active_user_by_event; in total the last active_subscriptions"),
    ACTIVE_USER_BY_EVENT(
            "Active User (By event)",
            SCALAR,
            "Distinct customers with an event in the period, by the ids as sent; the total is the last"
                    + " active_subscriptions."),
    ONE_TIME_PRODUCTS("One-Time Products", SCALAR, "Orders of the period without a subscription."),
    ONE_TIME_PRODUCTS_REVENUE(
            "One-Time Products Revenue", CURRENCY, "Cents of revenue from orders without a subscription."),
    ONE_TIME_PRODUCTS_NET_REVENUE(
            "One-Time Products Net Revenue",
            CURRENCY,
            "Cents of one_time_products_revenue less fees and refunds of these orders."),
    NEW_SUBSCRIPTIONS(
            "New Subscriptions", SCALAR, "Subscriptions created in the period that don't end in the same period."),
    NEW_SUBSCRIPTIONS_REVENUE(
            "New Subscriptions Revenue",
            CURRENCY,
            "Cents of revenue from orders in the period that their subscription started in."),
    NEW_SUBSCRIPTIONS_NET_REVENUE(
            "New Subscriptions Net Revenue",
            CURRENCY,
            "Cents of new_subscriptions_revenue less fees and refunds of these orders."),
    RENEWED_SUBSCRIPTIONS(
            "Renewed Subscriptions",
            SCALAR,
            "Distinct subscriptions with an order in the period that started in another."),
    RENEWED_SUBSCRIPTIONS_REVENUE(
            "Renewed Subscriptions Revenue",
            CURRENCY,
            "Cents of revenue from orders of subscriptions that started in another period."),
    RENEWED_SUBSCRIPTIONS_NET_REVENUE(
            "Renewed Subscriptions Net Revenue",
            CURRENCY,
            "Cents of renewed_subscriptions_revenue less fees and refunds of these orders."),
    CANCELED_SUBSCRIPTIONS(
            "Canceled Subscriptions",
            SCALAR,
            "Subscriptions canceled in the period, whenever they end, and not renewed since."),
    CANCELED_SUBSCRIPTIONS_CUSTOMER_SERVICE(
            "Canceled Subscriptions - Customer Service",
            SCALAR,
            "Subscriptions of canceled_subscriptions canceled for customer service."),
    CANCELED_SUBSCRIPTIONS_LOW_QUALITY(
            "Canceled Subscriptions - Low Quality",
            SCALAR,
            "Subscriptions of canceled_subscriptions canceled for low quality."),
    CANCELED_SUBSCRIPTIONS_MISSING_FEATURES(
            "Canceled Subscriptions - Missing Features",
            SCALAR,
            "Subscriptions of canceled_subscriptions canceled for missing features."),
    CANCELED_SUBSCRIPTIONS_SWITCHED_SERVICE(
            "Canceled Subscriptions - Switched Service",
            SCALAR,
            "Subscriptions of canceled_subscriptions canceled for a switch to another service."),
    CANCELED_SUBSCRIPTIONS_TOO_COMPLEX(
            "Canceled Subscriptions - Too Complex",
            SCALAR,
            "Subscriptions of canceled_subscriptions canceled for being too complex."),
    CANCELED_SUBSCRIPTIONS_TOO_EXPENSIVE(
            "Canceled Subscriptions - Too Expensive",
            SCALAR,
            "Subscriptions of canceled_subscriptions canceled for being too expensive."),
    CANCELED_SUBSCRIPTIONS_UNUSED(
            "Canceled Subscriptions - Unused",
            SCALAR,
            "Subscriptions of canceled_subscriptions canceled for not being used."),
    CANCELED_SUBSCRIPTIONS_OTHER(
            "Canceled Subscriptions - Other",
            SCALAR,
            "Subscriptions of canceled_subscriptions canceled for another reason or none."),
    ANNUAL_RECURRING_REVENUE("Annual Recurring Revenue", CURRENCY, "Cents of monthly_recurring_revenue times 12."),
    COMMITTED_ANNUAL_RECURRING_REVENUE(
            "Committed Annual Recurring Revenue", CURRENCY, "Cents of committed_monthly_recurring_revenue times 12."),
    CHECKOUTS_CONVERSION(
            "Checkouts Conversion Rate",
            PERCENTAGE,
            "Share of the checkouts that succeeded; 0 without any.",
            "succeeded_checkouts",
            "checkouts"),
    LTV(
            "Lifetime Value",
            CURRENCY,
            "Cents of average_revenue_per_user less cost_per_user, divided by churn_rate and cut to whole cents; 0"
                    + " without churn, and never below.",
            "average_revenue_per_user − cost_per_user",
            "churn_rate"),
    GROSS_MARGIN("Gross Margin", CURRENCY, "Cents of cumulative_revenue less cumulative_costs."),
    GROSS_MARGIN_PERCENTAGE(
            "Gross Margin %",
            PERCENTAGE,
            "Share of cumulative_revenue that cumulative_costs leave; 0 without revenue.",
            "cumulative_revenue − cumulative_costs",
            "cumulative_revenue"),
    CASHFLOW("Cashflow", CURRENCY, "Cents of revenue less costs of the period."),
    AVERAGE_SEATS_PER_CUSTOMER(
            "Average Seats per Customer",
            SCALAR,
            "Seats of seats_total for each of seat_customers; 0 without any.",
            "seats_total",
            "seat_customers"),
    SEAT_UTILIZATION_RATE(
            "Seat Utilization Rate",
            PERCENTAGE,
            "Share of seats_total that is claimed; 0 without any.",
            "seats_claimed",
            "seats_total"),
    ACTIVE_CUSTOMERS(
            OURS,
            "Active Customers",
            SCALAR,
            "Distinct customers with an event in the period, ids and external ids of one customer counted once;"
                    + " the total is distinct over the whole range."),
    COST_PER_ACTIVE_CUSTOMER(
            OURS,
            "Cost Per Active Customer",
            CURRENCY_SUB_CENT,
            "Cents of costs for each of active_customers, period and total alike; unknown without any.",
            "costs",
            "active_customers"),
    NET_REVENUE_BY_DATE(
            OURS,
            "Net Revenue By Date",
            CURRENCY,
            "Cents of revenue less fees, and less refunds and disputes by their own dates."),
    REFUNDS(OURS, "Refunds", CURRENCY, "Cents refunded in the period, by the dates of the refunds; positive."),
    PROFIT(OURS, "Profit", CURRENCY_SUB_CENT, "Cents of net_revenue_by_date less costs."),
    PROFIT_MARGIN(
            OURS,
            "Profit Margin",
            PERCENTAGE,
            "Share of net_revenue_by_date that costs leave, negative when they leave none; unknown when"
                    + " net_revenue_by_date isn't positive.",
            "profit",
            "net_revenue_by_date"),
    UNATTRIBUTED_COSTS(
            OURS, "Unattributed Costs", CURRENCY_SUB_CENT, "Cents that events without a registered customer cost."),
    ATTRIBUTION_COVERAGE(
            OURS,
            "Attribution Coverage",
            PERCENTAGE,
            "Share of costs that events of registered customers cost; unknown without costs.",
            "costs − unattributed_costs",
            "costs"),
    MRR(
            OURS,
            "MRR",
            CURRENCY,
            "Cents a month that subscriptions pay at the end of the period, each by the plan and the exchange rate of"
                    + " that time; not those in trial, paused or ended."),
    NEW_MRR(
            OURS,
            "New MRR",
            CURRENCY,
            "Cents of mrr at the end of the period of customers who paid nothing at its start nor at any time before."),
    EXPANSION_MRR(
            OURS,
            "Expansion MRR",
            CURRENCY,
            "Cents of mrr that customers who paid at the start of the period pay more at its end."),
    CONTRACTION_MRR(
            OURS,
            "Contraction MRR",
            CURRENCY,
            "Cents of mrr, negative, that customers who pay at both ends of the period pay less at its end."),
    CHURNED_MRR(
            OURS,
            "Churned MRR",
            CURRENCY,
            "Cents of mrr, negative, of customers who paid at the start of the period and pay nothing at its end."),
    REACTIVATION_MRR(
            OURS,
            "Reactivation MRR",
            CURRENCY,
            "Cents of mrr at the end of the period of customers who paid nothing at its start but at some time before."),
    GROSS_MRR_CHURN(
            OURS,
            "Gross MRR Churn",
            PERCENTAGE,
            "Share of mrr at the start of the period that was lost in it; the total divides the lost of all periods by"
                    + " mrr at the start of the range; unknown without mrr at the start.",
            "−(churned_mrr + contraction_mrr)",
            "mrr at the start of the period"),
    NET_MRR_CHURN(
            OURS,
            "Net MRR Churn",
            PERCENTAGE,
            "The same less expansion and reactivation, negative when these are more.",
            "−(churned_mrr + contraction_mrr + expansion_mrr + reactivation_mrr)",
            "mrr at the start of the period"),
    CUSTOMER_CHURN(
            OURS,
            "Customer Churn",
            PERCENTAGE,
            "Share of the customers paying at the start of the period who pay nothing at its end; the total divides the"
                    + " lost of all periods by the customers at the start of the range; unknown without customers at the"
                    + " start.",
            "customers of churned_mrr",
            "customers of mrr at the start of the period"),
    PREDICTED_LTV(
            OURS,
            "Predicted LTV",
            CURRENCY_SUB_CENT,
            "Cents that a customer will bring in five years: the mean monthly contribution (net_revenue_by_date less"
                    + " costs) of a paying customer in the last three complete UTC months, times the months it stays by"
                    + " the churn of the last 90 days, as of the end of the period; unknown when nobody paid.",
            "monthly contribution of a paying customer × (1 − (1 − monthly churn)⁶⁰)",
            "monthly churn");

    /** Whose definition a slug carries. */
    public enum Source {
        /** The reference's slug and definition: answered when no slugs are named. */
        REFERENCE,
        /** Our own: answered only by name. */
        OURS;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Source source;
    private final String displayName;
    private final MetricType type;
    private final String definition;
    private final @Nullable String numerator;
    private final @Nullable String denominator;

    Metric(String displayName, MetricType type, String definition) {
        this(REFERENCE, displayName, type, definition);
    }

    Metric(String displayName, MetricType type, String definition, String numerator, String denominator) {
        this(REFERENCE, displayName, type, definition, numerator, denominator);
    }

    Metric(Source source, String displayName, MetricType type, String definition) {
        this(source, displayName, type, definition, null, null);
    }

    Metric(
            Source source,
            String displayName,
            MetricType type,
            String definition,
            @Nullable String numerator,
            @Nullable String denominator) {
        this.source = source;
        this.displayName = displayName;
        this.type = type;
        this.definition = definition;
        this.numerator = numerator;
        this.denominator = denominator;
    }

    @JsonValue
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String displayName() {
        return displayName;
    }

    public MetricType type() {
        return type;
    }

    /** What a value counts: cents, count or ratio. */
    public String unit() {
        return type.unit();
    }

    public Source source() {
        return source;
    }

    /** One sentence that defines the value, with its unit. */
    public String definition() {
        return definition;
    }

    /** What is above the line; null unless the metric is a ratio. */
    public @Nullable String numerator() {
        return numerator;
    }

    /** What is below the line; null unless the metric is a ratio. */
    public @Nullable String denominator() {
        return denominator;
    }

    public static Optional<Metric> ofSlug(String slug) {
        return Arrays.stream(values())
                .filter(metric -> metric.slug().equals(slug))
                .findFirst();
    }

    /** What an answer holds when no slugs are named. */
    public static List<Metric> defaults() {
        return Arrays.stream(values())
                .filter(metric -> metric.source == REFERENCE)
                .toList();
    }
}
