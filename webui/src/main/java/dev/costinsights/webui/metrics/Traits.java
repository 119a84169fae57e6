package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.webui.format.Delta.Good;
import dev.costinsights.webui.link.Term;
import org.jspecify.annotations.Nullable;

/** How metrics are drawn and judged. */
final class Traits {
    private Traits() {}

    /** Which direction of a metric is welcome. Amounts that are lost are negative where the catalogue says so. */
    static Good good(Metric metric) {
        return switch (metric) {
            case COSTS,
                    CUMULATIVE_COSTS,
                    COST_PER_USER,
                    COST_PER_ACTIVE_CUSTOMER,
                    UNATTRIBUTED_COSTS,
                    REFUNDS,
                    CHURN_RATE,
                    CUSTOMER_CHURN,
                    GROSS_MRR_CHURN,
                    NET_MRR_CHURN,
                    CHURNED_SUBSCRIPTIONS,
                    CHURNED_SEAT_CUSTOMERS,
                    CANCELED_SUBSCRIPTIONS,
                    CANCELED_SUBSCRIPTIONS_CUSTOMER_SERVICE,
                    CANCELED_SUBSCRIPTIONS_LOW_QUALITY,
                    CANCELED_SUBSCRIPTIONS_MISSING_FEATURES,
                    CANCELED_SUBSCRIPTIONS_SWITCHED_SERVICE,
                    CANCELED_SUBSCRIPTIONS_TOO_COMPLEX,
                    CANCELED_SUBSCRIPTIONS_TOO_EXPENSIVE,
                    CANCELED_SUBSCRIPTIONS_UNUSED,
                    CANCELED_SUBSCRIPTIONS_OTHER -> Good.DOWN;
            case SEATS_PENDING -> Good.NEITHER;
            default -> Good.UP;
        };
    }

    /** The style sheet's class of its colour: {@code r} for revenue, {@code k} for costs, {@code p} for profit, else {@code n}. */
    static String hue(Metric metric) {
        return switch (metric) {
            case COSTS, CUMULATIVE_COSTS, COST_PER_USER, COST_PER_ACTIVE_CUSTOMER, UNATTRIBUTED_COSTS -> "k";
            case PROFIT, CASHFLOW, GROSS_MARGIN, LTV, PREDICTED_LTV -> "p";
            case REFUNDS, CONTRACTION_MRR, CHURNED_MRR -> "x";
            default ->
                switch (metric.type()) {
                    case CURRENCY, CURRENCY_SUB_CENT -> "r";
                    case SCALAR, PERCENTAGE -> "n";
                };
        };
    }

    /** Why a metric is to be read with care; null for most. */
    static @Nullable Term experimental(Metric metric) {
        return metric == Metric.CHURN_RATE || metric == Metric.LTV
                ? Term.of(
                        "experimental-" + metric.slug(),
                        "Experimental",
                        "Its value depends on the interval: by month it is what one expects, by day or week it isn't.")
                : null;
    }

    /** The name of a column with values of a metric. */
    static String column(Metric metric) {
        return metric.unit().equals("cents") ? metric.slug() + "_cents" : metric.slug();
    }
}
