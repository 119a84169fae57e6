package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.costinsights.contracts.metrics.BillingType;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.TimeRange;
import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code GET /v1/metrics/} asks for. Parameters that hold a list are repeated; of the others the last counts.
 */
final class MetricsParameters {
    /** Belongs to nobody: every organization's id is of version 4. */
    static final UUID NO_ORGANIZATION = new UUID(0, 0);

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
    /** IANA names that Java 17 doesn't list. */
    private static final Map<String, String> OLD_ZONES =
            Map.of("EST", "-05:00", "MST", "-07:00", "HST", "-10:00", "ROC", "Asia/Taipei");

    private static final String INTERVALS = "'year', 'month', 'week', 'day' or 'hour'";
    private static final String BILLING_TYPES = "'one_time' or 'recurring'";
    private static final String CONSISTENCIES = "'bounded' or 'strong'";
    private static final String TOO_SMALL =
            "The interval is too small for the given date range." + " Use a larger interval or reduce the date range.";

    private final MultiMap query;
    private final Problems problems = new Problems();

    /** How the text of one parameter is read. */
    @FunctionalInterface
    private interface Reader<T> {
        T read(String text) throws InvalidValue;
    }

    private MetricsParameters(MultiMap query) {
        this.query = query;
    }

    /**
     * @param organizationId whom the token speaks for; asking for another organization finds nothing
     * @param consistency the header's text, null when it wasn't sent
     * @throws InvalidRequest naming every parameter that is wrong
     */
    static MetricsQuery read(MultiMap query, UUID organizationId, @Nullable String consistency) {
        return new MetricsParameters(query).read(organizationId, consistency);
    }

    private MetricsQuery read(UUID organizationId, @Nullable String consistencyHeader) {
        LocalDate start = required("start_date", MetricsParameters::date);
        LocalDate end = required("end_date", MetricsParameters::date);
        ZoneId zone = query.contains("timezone") ? required("timezone", MetricsParameters::zone) : ZoneId.of("UTC");
        Interval interval = required("interval", MetricsParameters::interval);
        Set<UUID> organizationIds = all("organization_id", Values::uuid);
        Set<UUID> customerIds = all("customer_id", Values::uuid);
        Set<UUID> productIds = all("product_id", Values::uuid);
        Set<BillingType> billingTypes = all("billing_type", MetricsParameters::billingType);
        Consistency consistency = consistencyHeader == null
                ? Consistency.BOUNDED
                : value(
                        Location.HEADER.child("cost-insights-consistency"),
                        consistencyHeader,
                        MetricsParameters::consistency);
        problems.refuse(InvalidRequest.Kind.REQUEST);
        if (start == null || end == null || zone == null || interval == null || consistency == null) {
            throw new IllegalStateException("What isn't there is a problem");
        }
        WireError tooSmall = tooSmall(start, end, interval);
        if (tooSmall != null) {
            problems.add(tooSmall);
        }
        List<Metric> metrics = metrics();
        problems.refuse(InvalidRequest.Kind.SERVICE);
        boolean ours = organizationIds.isEmpty() || organizationIds.contains(organizationId);
        return new MetricsQuery(
                ours ? organizationId : NO_ORGANIZATION,
                new TimeRange(start, end, zone),
                interval,
                metrics,
                customerIds,
                productIds,
                billingTypes,
                consistency);
    }

    /** @return null when the range may be asked for */
    static @Nullable WireError tooSmall(LocalDate start, LocalDate end, Interval interval) {
        long days = ChronoUnit.DAYS.between(start, end);
        if (days >= 0 && days <= interval.maxDays()) {
            return null;
        }
        JsonNode input =
                JSON.arrayNode().add(start.toString()).add(end.toString()).add(interval.wireName());
        return new WireError("value_error", Location.QUERY, TOO_SMALL, input);
    }

    private List<Metric> metrics() {
        List<String> slugs = query.getAll("metrics");
        if (slugs.isEmpty()) {
            return Metric.defaults();
        }
        Collection<String> unknown = slugs.stream()
                .filter(slug -> Metric.ofSlug(slug).isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!unknown.isEmpty()) {
            ArrayNode input = JSON.arrayNode();
            slugs.forEach(input::add);
            String message = "Invalid metric slugs: " + String.join(", ", unknown);
            problems.add(new WireError("value_error", Location.QUERY.child("metrics"), message, input));
        }
        return slugs.stream()
                .map(Metric::ofSlug)
                .flatMap(Optional::stream)
                .distinct()
                .sorted()
                .toList();
    }

    private <T> @Nullable T required(String name, Reader<T> reader) {
        List<String> values = query.getAll(name);
        Location location = Location.QUERY.child(name);
        if (values.isEmpty()) {
            problems.add(WireError.missing(location, null));
            return null;
        }
        return value(location, values.get(values.size() - 1), reader);
    }

    private <T> Set<T> all(String name, Reader<T> reader) {
        Set<T> all = new LinkedHashSet<>();
        for (String text : query.getAll(name)) {
            T value = value(Location.QUERY.child(name), text, reader);
            if (value != null) {
                all.add(value);
            }
        }
        return all;
    }

    private <T> @Nullable T value(Location location, String text, Reader<T> reader) {
        try {
            return reader.read(text);
        } catch (InvalidValue problem) {
            problems.add(WireError.of(problem, location, JSON.textNode(text)));
            return null;
        }
    }

    static LocalDate date(String text) throws InvalidValue {
        if (!DATE.matcher(text).matches() || text.startsWith("0000")) {
            throw unreadableDate("expected a form like 2026-01-31");
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw unreadableDate("day value is outside expected range");
        }
    }

    private static InvalidValue unreadableDate(String reason) {
        return new InvalidValue(
                "date_from_datetime_parsing",
                "Input should be a valid date or datetime, " + reason,
                Map.of("error", reason));
    }

    static ZoneId zone(String text) throws InvalidValue {
        if (!ZONES.contains(text) && !OLD_ZONES.containsKey(text)) {
            throw new InvalidValue("TimeZoneName", "Invalid timezone name.");
        }
        return ZoneId.of(text, OLD_ZONES);
    }

    static Interval interval(String text) throws InvalidValue {
        return Interval.ofWireName(text).orElseThrow(() -> notOneOf(INTERVALS));
    }

    private static BillingType billingType(String text) throws InvalidValue {
        return BillingType.ofWireName(text).orElseThrow(() -> notOneOf(BILLING_TYPES));
    }

    private static Consistency consistency(String text) throws InvalidValue {
        return switch (text) {
            case "bounded" -> Consistency.BOUNDED;
            case "strong" -> Consistency.STRONG;
            default -> throw notOneOf(CONSISTENCIES);
        };
    }

    private static InvalidValue notOneOf(String expected) {
        return new InvalidValue("enum", "Input should be " + expected, Map.of("expected", expected));
    }
}
