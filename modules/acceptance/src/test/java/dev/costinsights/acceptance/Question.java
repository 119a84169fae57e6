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
 * @param customers of whose events alone; empty for all events
 */
record Question(
        LocalDate start, LocalDate end, ZoneId zone, String interval, List<String> slugs, List<UUID> customers) {
    static final List<String> EVERY_SLUG = List.of(
            "costs",
            "cumulative_costs",
            "cost_per_user",
            "active_user_by_event",
            "active_customers",
            "cost_per_active_customer");

    Question(LocalDate start, LocalDate end, ZoneId zone, String interval, List<String> slugs) {
        this(start, end, zone, interval, slugs, List.of());
    }

    Question of(List<UUID> some) {
        return new Question(start, end, zone, interval, slugs, some);
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
        return "v1/metrics/?start_date=" + start + "&end_date=" + end + "&interval=" + interval + "&timezone="
                + Wire.encode(zone.getId())
                + slugs.stream().map(slug -> "&metrics=" + slug).collect(Collectors.joining())
                + customers.stream().map(id -> "&customer_id=" + id).collect(Collectors.joining());
    }
}
