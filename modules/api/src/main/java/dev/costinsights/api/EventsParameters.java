package dev.costinsights.api;

import dev.costinsights.contracts.eventlog.GetEvent;
import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.events.ListEventNames;
import dev.costinsights.contracts.events.ListEventNames.Sort;
import dev.costinsights.contracts.metrics.Consistency;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which events, names or event types are asked for. */
final class EventsParameters {
    private static final int MAX_FIELD_LENGTH = 255;
    private static final String FIELD_PATTERN = "^[a-zA-Z0-9_.]+$";
    private static final Pattern FIELD = Pattern.compile("[a-zA-Z0-9_.]+");
    private static final String EVENT_SORTINGS = "'timestamp' or '-timestamp'";
    private static final String NAME_SORTINGS =
            "'name', '-name', 'occurrences', '-occurrences', 'first_seen', '-first_seen', 'last_seen' or '-last_seen'";
    private static final String TYPE_SORTINGS = "'label', '-label', " + NAME_SORTINGS;

    private EventsParameters() {}

    /** A list and the part of it that is asked for. */
    record Asked<Q>(Q question, Paging paging) {}

    /**
     * @param organizationId whom the token speaks for; asking for another organization finds nothing
     * @param consistencyHeader null when it wasn't sent
     * @throws InvalidRequest naming every parameter that is wrong
     */
    static Asked<ListEvents> events(MultiMap query, UUID organizationId, @Nullable String consistencyHeader) {
        var parameters = new QueryParameters(query);
        Paging paging = parameters.paging();
        UUID organization = parameters.organization(organizationId);
        var filter = new EventFilterParameters(parameters);
        UUID parentId = parameters.last("parent_id", Values::uuid);
        Integer depth = parameters.last("depth", EventsParameters::depth);
        Set<Boolean> newestFirst = parameters.all("sorting", EventsParameters::isNewestFirst);
        Set<String> fields = parameters.all("aggregate_fields", EventsParameters::field);
        Boolean uncounted = parameters.last("cursor_pagination", QueryParameters::flag);
        Consistency consistency = parameters.consistency(consistencyHeader);
        parameters.refuse(InvalidRequest.Kind.REQUEST);
        return new Asked<>(
                new ListEvents(
                        organization,
                        filter.filter(),
                        parentId,
                        depth,
                        newestFirst.isEmpty() || newestFirst.iterator().next(),
                        List.copyOf(fields),
                        paging.offset(),
                        paging.limit(),
                        !Boolean.TRUE.equals(uncounted),
                        consistency),
                paging);
    }

    /** @see #events */
    static GetEvent event(MultiMap query, UUID organizationId, UUID id, @Nullable String consistencyHeader) {
        var parameters = new QueryParameters(query);
        Set<String> fields = parameters.all("aggregate_fields", EventsParameters::field);
        Consistency consistency = parameters.consistency(consistencyHeader);
        parameters.refuse(InvalidRequest.Kind.REQUEST);
        return new GetEvent(organizationId, id, List.copyOf(fields), consistency);
    }

    /** @see #events */
    static Asked<ListEventNames> names(MultiMap query, UUID organizationId, @Nullable String consistencyHeader) {
        var parameters = new QueryParameters(query);
        return names(parameters, organizationId, consistencyHeader, NAME_SORTINGS, false, false, null);
    }

    /** @see #events */
    static Asked<ListEventNames> types(MultiMap query, UUID organizationId, @Nullable String consistencyHeader) {
        var parameters = new QueryParameters(query);
        Boolean rootsOnly = parameters.last("root_events", QueryParameters::flag);
        UUID parentId = parameters.last("parent_id", Values::uuid);
        return names(
                parameters,
                organizationId,
                consistencyHeader,
                TYPE_SORTINGS,
                true,
                Boolean.TRUE.equals(rootsOnly),
                parentId);
    }

    /** @param inLabels whether the query also means labels */
    private static Asked<ListEventNames> names(
            QueryParameters parameters,
            UUID organizationId,
            @Nullable String consistencyHeader,
            String sortings,
            boolean inLabels,
            boolean rootsOnly,
            @Nullable UUID parentId) {
        Paging paging = parameters.paging();
        UUID organization = parameters.organization(organizationId);
        var customerIds = parameters.all("customer_id", Values::uuid);
        var externalCustomerIds = parameters.all("external_customer_id", QueryParameters::text);
        var sources = parameters.all("source", EventFilterParameters::source);
        String part = parameters.last("query", QueryParameters::text);
        String sorting = sorting(parameters.all("sorting", text -> oneOf(sortings, text)));
        Consistency consistency = parameters.consistency(consistencyHeader);
        parameters.refuse(InvalidRequest.Kind.REQUEST);
        boolean descending = sorting.startsWith("-");
        return new Asked<>(
                new ListEventNames(
                        organization,
                        customerIds,
                        externalCustomerIds,
                        sources,
                        part,
                        inLabels,
                        rootsOnly,
                        parentId,
                        Sort.valueOf(sorting.substring(descending ? 1 : 0).toUpperCase(Locale.ROOT)),
                        descending,
                        paging.offset(),
                        paging.limit(),
                        consistency),
                paging);
    }

    /** The first that orders: labels are accepted and order nothing. */
    private static String sorting(Set<String> asked) {
        return asked.stream()
                .filter(text -> !text.endsWith("label"))
                .findFirst()
                .orElse("-last_seen");
    }

    private static String oneOf(String expected, String text) throws InvalidValue {
        if (!List.of(expected.split(", | or ")).contains("'" + text + "'")) {
            throw QueryParameters.notOneOf(expected);
        }
        return text;
    }

    private static Boolean isNewestFirst(String text) throws InvalidValue {
        return switch (text) {
            case "timestamp" -> false;
            case "-timestamp" -> true;
            default -> throw QueryParameters.notOneOf(EVENT_SORTINGS);
        };
    }

    private static Integer depth(String text) throws InvalidValue {
        long depth = QueryParameters.whole(text);
        if (depth < 0) {
            throw new InvalidValue("greater_than_equal", "Input should be greater than or equal to 0", Map.of("ge", 0));
        }
        if (depth > ListEvents.MAX_DEPTH) {
            throw new InvalidValue(
                    "less_than_equal",
                    "Input should be less than or equal to " + ListEvents.MAX_DEPTH,
                    Map.of("le", ListEvents.MAX_DEPTH));
        }
        return (int) depth;
    }

    static String field(String text) throws InvalidValue {
        String field = Values.atLeast(1, QueryParameters.text(text));
        if (field.length() > MAX_FIELD_LENGTH) {
            throw new InvalidValue(
                    "string_too_long",
                    "String should have at most " + MAX_FIELD_LENGTH + " characters",
                    Map.of("max_length", MAX_FIELD_LENGTH));
        }
        if (!FIELD.matcher(field).matches()) {
            throw new InvalidValue(
                    "string_pattern_mismatch",
                    "String should match pattern '" + FIELD_PATTERN + "'",
                    Map.of("pattern", FIELD_PATTERN));
        }
        return field;
    }
}
