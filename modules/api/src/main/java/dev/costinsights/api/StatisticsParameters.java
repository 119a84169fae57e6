package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.statistics.CustomerStatisticsQuery;
import dev.costinsights.contracts.statistics.PropertyStatisticsQuery;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.contracts.statistics.TimeseriesQuery;
import dev.costinsights.contracts.statistics.VarianceQuery;
import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what the routes of statistics ask for; each may be filtered as lists of events are. */
final class StatisticsParameters {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String BACKWARDS = "The start date must not be later than the end date.";
    private static final String PATH_PATTERN = "^[a-zA-Z0-9_.]+$";
    private static final int MAX_PATH = 255;
    private static final int DEFAULT_LIMIT = 200;
    private static final int DEFAULT_VARIANCE_LIMIT = 100;
    private static final String SORTINGS = Arrays.stream(TimeseriesQuery.Property.values())
            .flatMap(property -> List.of(property.wireName(), "-" + property.wireName()).stream())
            .map(name -> "'" + name + "'")
            .collect(Collectors.collectingAndThen(
                    Collectors.joining(", "), names -> names.replaceFirst(", ('[^']*')$", " or $1")));

    private final QueryParameters query;
    private final @Nullable LocalDate start;
    private final @Nullable LocalDate end;
    private final ZoneId zone;
    private final UUID organizationId;
    private final EventFilterParameters filter;
    private final List<String> fields;
    private final Consistency consistency;

    /**
     * @param ofToken whom the token speaks for; asking for another organization finds nothing
     * @param consistencyHeader null when it wasn't sent
     */
    StatisticsParameters(MultiMap parameters, UUID ofToken, @Nullable String consistencyHeader) {
        query = new QueryParameters(parameters);
        start = required("start_date", MetricsParameters::date);
        end = required("end_date", MetricsParameters::date);
        ZoneId named = query.last("timezone", MetricsParameters::zone);
        zone = named == null ? ZoneOffset.UTC : named;
        organizationId = query.organization(ofToken);
        filter = new EventFilterParameters(query);
        Set<String> paths = query.all("aggregate_fields", StatisticsParameters::path);
        if (paths.size() > StatisticsScope.MAX_FIELDS) {
            query.problem(tooManyFields(paths.size()), "aggregate_fields", Integer.toString(paths.size()));
        }
        fields = paths.isEmpty() ? List.of(StatisticsScope.COST) : List.copyOf(paths);
        consistency = query.consistency(consistencyHeader);
    }

    /** @throws InvalidRequest naming every parameter that is wrong, as all below */
    TimeseriesQuery timeseries() {
        Interval interval = required("interval", MetricsParameters::interval);
        List<TimeseriesQuery.Sort> sorting = new ArrayList<>(query.all("sorting", StatisticsParameters::sort));
        if (sorting.isEmpty()) {
            sorting.add(new TimeseriesQuery.Sort(TimeseriesQuery.Property.TOTAL, true));
        }
        query.refuse(InvalidRequest.Kind.REQUEST);
        return new TimeseriesQuery(scope(interval), known(interval), sorting);
    }

    PropertyStatisticsQuery byProperty() {
        String property = required("property", StatisticsParameters::path);
        int limit = limit(DEFAULT_LIMIT);
        query.refuse(InvalidRequest.Kind.REQUEST);
        return new PropertyStatisticsQuery(scope(null), known(property), limit);
    }

    CustomerStatisticsQuery byCustomer() {
        int limit = limit(DEFAULT_LIMIT);
        query.refuse(InvalidRequest.Kind.REQUEST);
        return new CustomerStatisticsQuery(scope(null), limit);
    }

    VarianceQuery byVariance() {
        int limit = limit(DEFAULT_VARIANCE_LIMIT);
        query.refuse(InvalidRequest.Kind.REQUEST);
        return new VarianceQuery(scope(null), limit);
    }

    /** @param interval null where there are no periods */
    private StatisticsScope scope(@Nullable Interval interval) {
        LocalDate first = known(start);
        LocalDate last = known(end);
        WireError problem =
                interval == null ? backwards(first, last) : MetricsParameters.tooSmall(first, last, interval);
        if (problem != null) {
            query.problem(problem);
        }
        EventFilter meant = filter.filter();
        return new StatisticsScope(organizationId, new TimeRange(first, last, zone), meant, fields, consistency);
    }

    private static @Nullable WireError backwards(LocalDate start, LocalDate end) {
        return end.isBefore(start)
                ? new WireError(
                        "value_error",
                        Location.QUERY,
                        BACKWARDS,
                        JSON.arrayNode().add(start.toString()).add(end.toString()))
                : null;
    }

    private int limit(int absent) {
        Integer limit = query.last("limit", StatisticsParameters::limit);
        return limit == null ? absent : limit;
    }

    private <T> @Nullable T required(String name, QueryParameters.Reader<T> reader) {
        if (!query.has(name)) {
            query.problem(WireError.missing(Location.QUERY.child(name), null));
        }
        return query.last(name, reader);
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("What isn't there is a problem");
        }
        return value;
    }

    private static Integer limit(String text) throws InvalidValue {
        long number = QueryParameters.whole(text);
        if (number < 1) {
            throw new InvalidValue("greater_than_equal", "Input should be greater than or equal to 1", Map.of("ge", 1));
        }
        if (number > PropertyStatisticsQuery.MAX_LIMIT) {
            throw new InvalidValue(
                    "less_than_equal",
                    "Input should be less than or equal to " + PropertyStatisticsQuery.MAX_LIMIT,
                    Map.of("le", PropertyStatisticsQuery.MAX_LIMIT));
        }
        return (int) number;
    }

    private static String path(String text) throws InvalidValue {
        JsonNode node = JSON.textNode(text);
        if (text.isEmpty()) {
            throw new InvalidValue(
                    "string_too_short", "String should have at least 1 character", Map.of("min_length", 1));
        }
        Values.text(MAX_PATH, node);
        if (!StatisticsScope.PATH.matcher(text).matches()) {
            throw new InvalidValue(
                    "string_pattern_mismatch",
                    "String should match pattern '" + PATH_PATTERN + "'",
                    Map.of("pattern", PATH_PATTERN));
        }
        return text;
    }

    private static InvalidValue tooManyFields(int actual) {
        return new InvalidValue(
                "too_long",
                "List should have at most " + StatisticsScope.MAX_FIELDS + " items after validation, not " + actual,
                Map.of("max_length", StatisticsScope.MAX_FIELDS, "actual_length", actual));
    }

    private static TimeseriesQuery.Sort sort(String text) throws InvalidValue {
        boolean descending = text.startsWith("-");
        return TimeseriesQuery.Property.ofWireName(descending ? text.substring(1) : text)
                .map(property -> new TimeseriesQuery.Sort(property, descending))
                .orElseThrow(() -> QueryParameters.notOneOf(SORTINGS));
    }
}
