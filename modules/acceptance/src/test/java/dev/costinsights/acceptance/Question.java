package dev.costinsights.acceptance;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Metrics over time, asked for.
 *
 * @param start first local day
 * @param end last local day
 * @param interval hour, day, week, month or year
 * @param slugs of metrics
 * @param customers of whose events and revenue alone; empty for all
 * @param products of whose revenue alone; empty for all
 * @param billingTypes one_time or recurring: of such products' revenue alone; empty for all
 */
record Question(
        LocalDate start,
        LocalDate end,
        ZoneId zone,
        String interval,
        List<String> slugs,
        List<UUID> customers,
        List<UUID> products,
        List<String> billingTypes) {
    static final List<String> EVERY_SLUG = List.of(
            "costs",
            "cumulative_costs",
            "cost_per_user",
            "active_user_by_event",
            "active_customers",
            "cost_per_active_customer");

    Question(LocalDate start, LocalDate end, ZoneId zone, String interval, List<String> slugs) {
        this(start, end, zone, interval, slugs, List.of(), List.of(), List.of());
    }

    Question of(List<UUID> some) {
        return new Question(start, end, zone, interval, slugs, some, products, billingTypes);
    }

    Question ofProducts(List<UUID> some) {
        return new Question(start, end, zone, interval, slugs, customers, some, billingTypes);
    }

    Question ofBillingTypes(List<String> some) {
        return new Question(start, end, zone, interval, slugs, customers, products, some);
    }

    Question with(List<String> otherSlugs) {
        return new Question(start, end, zone, interval, otherSlugs, customers, products, billingTypes);
    }

    Periods periods() {
        return new Periods(start, end, zone, interval);
    }

    /** All costs there are, however old. */
    static Question everything() {
        return new Question(
                LocalDate.of(2019, 1, 1),
                LocalDate.of(2028, 12, 27),
                ZoneId.of("UTC"),
                "year",
                List.of("costs", "cumulative_costs", "active_customers"));
    }

    static Question of(LocalDate start, LocalDate end, String zone, String interval) {
        return new Question(start, end, ZoneId.of(zone), interval, EVERY_SLUG);
    }

    String path() {
        return "v1/metrics/?" + parameters();
    }

    /** Of the metrics' answer and of their export. */
    String parameters() {
        return range() + "&interval=" + interval + repeated("metrics", slugs) + filters();
    }

    String range() {
        return "start_date=" + start + "&end_date=" + end + "&timezone=" + Wire.encode(zone.getId());
    }

    String filters() {
        return repeated("customer_id", customers)
                + repeated("product_id", products)
                + repeated("billing_type", billingTypes);
    }

    private static String repeated(String name, List<?> values) {
        return values.stream().map(value -> "&" + name + "=" + value).collect(Collectors.joining());
    }
}
