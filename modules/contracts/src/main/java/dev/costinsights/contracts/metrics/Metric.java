package dev.costinsights.contracts.metrics;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The metric catalogue, in the order of answers. A slug keeps its definition for ever; a better definition gets a slug
 * of its own beside it.
 */
public enum Metric {
    COSTS("Costs", MetricType.CURRENCY_SUB_CENT, Source.REFERENCE, "Cents that the events of the period cost."),
    CUMULATIVE_COSTS(
            "Cumulative Costs",
            MetricType.CURRENCY_SUB_CENT,
            Source.REFERENCE,
            "Cents that all events up to the end of the period cost, with all history before the range."),
    COST_PER_USER(
            "Cost Per User",
            MetricType.CURRENCY_SUB_CENT,
            Source.REFERENCE,
            "Costs of the period divided by active_user_by_event, 0 without any; the total divides by the last active"
                    + " subscriptions."),
    ACTIVE_USER_BY_EVENT(
            "Active User (By event)",
            MetricType.SCALAR,
            Source.REFERENCE,
            "Distinct customers with an event in the period, by the ids as sent; the total is the last active"
                    + " subscriptions."),
    ACTIVE_CUSTOMERS(
            "Active Customers",
            MetricType.SCALAR,
            Source.OURS,
            "Distinct customers with an event in the period, ids and external ids of one customer counted once; the"
                    + " total is distinct over the whole range."),
    COST_PER_ACTIVE_CUSTOMER(
            "Cost Per Active Customer",
            MetricType.CURRENCY_SUB_CENT,
            Source.OURS,
            "Costs divided by active_customers, period and total alike; unknown without any.");

    /** Whose definition a slug carries. */
    public enum Source {
        /** The reference's slug and definition: answered when no slugs are named. */
        REFERENCE,
        /** Our own: answered only by name. */
        OURS
    }

    private final String displayName;
    private final MetricType type;
    private final Source source;
    private final String definition;

    Metric(String displayName, MetricType type, Source source, String definition) {
        this.displayName = displayName;
        this.type = type;
        this.source = source;
        this.definition = definition;
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

    public Source source() {
        return source;
    }

    /** One sentence that defines the value, with its unit. */
    public String definition() {
        return definition;
    }

    public static Optional<Metric> ofSlug(String slug) {
        return Arrays.stream(values())
                .filter(metric -> metric.slug().equals(slug))
                .findFirst();
    }

    /** What an answer holds when no slugs are named. */
    public static List<Metric> defaults() {
        return Arrays.stream(values())
                .filter(metric -> metric.source == Source.REFERENCE)
                .toList();
    }
}
