package dev.costinsights.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.costinsights.contracts.events.EventCondition;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.events.EventSource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters by which lists and statistics of events are filtered. */
final class EventFilterParameters {
    private static final Pattern METADATA = Pattern.compile("metadata\\[(.*)]", Pattern.DOTALL);
    private static final String SOURCES = "'system' or 'user'";

    private final QueryParameters query;
    private final @Nullable Instant after;
    private final @Nullable Instant before;
    private final Set<UUID> customerIds;
    private final Set<String> externalCustomerIds;
    private final Set<String> names;
    private final Set<EventSource> sources;
    private final Set<UUID> eventTypeIds;
    private final @Nullable String search;
    private final @Nullable UUID meterId;
    private final Map<String, Set<String>> metadata;
    private final @Nullable EventCondition condition;

    /** Reads them all; what is wrong with a value is a problem of the query. */
    EventFilterParameters(QueryParameters query) {
        this.query = query;
        after = query.last("start_timestamp", QueryParameters::instant);
        before = query.last("end_timestamp", QueryParameters::instant);
        customerIds = query.all("customer_id", Values::uuid);
        externalCustomerIds = query.all("external_customer_id", QueryParameters::text);
        names = query.all("name", QueryParameters::text);
        sources = query.all("source", EventFilterParameters::source);
        eventTypeIds = query.all("event_type_id", Values::uuid);
        search = query.last("query", QueryParameters::text);
        meterId = query.last("meter_id", Values::uuid);
        metadata = metadata();
        condition = ConditionReader.read(query);
    }

    /**
     * The filter, once the values are known to be well-formed.
     *
     * @throws InvalidRequest when it can't be served
     */
    EventFilter filter() {
        if (meterId != null) {
            query.problem(refusal("meter_id", "Meter not found.", meterId.toString()));
        }
        if (search != null && search.codePointCount(0, search.length()) < EventFilter.MIN_QUERY_LENGTH) {
            query.problem(refusal(
                    "query", "Query must be at least " + EventFilter.MIN_QUERY_LENGTH + " characters.", search));
        }
        query.refuse(InvalidRequest.Kind.SERVICE);
        return new EventFilter(
                after,
                before,
                customerIds,
                externalCustomerIds,
                names,
                sources,
                eventTypeIds,
                search,
                metadata,
                condition);
    }

    /** @param name of the parameter, and the kind of error that it is */
    private static WireError refusal(String name, String message, String input) {
        return new WireError(name, Location.QUERY.child(name), message, JsonNodeFactory.instance.textNode(input));
    }

    static EventSource source(String text) throws InvalidValue {
        return EventSource.ofWireName(text).orElseThrow(() -> QueryParameters.notOneOf(SOURCES));
    }

    /** {@code metadata[key]=value}, as deep objects are written in a query. */
    private Map<String, Set<String>> metadata() {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        int found = 0;
        for (Map.Entry<String, String> parameter : query.entries()) {
            Matcher name = METADATA.matcher(parameter.getKey());
            if (name.matches()) {
                found++;
                add(values, name.group(1), parameter.getValue());
            }
        }
        if (found > QueryParameters.MAX_VALUES) {
            query.problem(QueryParameters.tooMany(found), "metadata", Integer.toString(found));
        }
        return values;
    }

    private void add(Map<String, Set<String>> values, String key, String text) {
        Location location = Location.QUERY.child("metadata").child(key);
        String path = query.value(location, key, EventFilterParameters::path);
        String value = query.value(location, text, EventFilterParameters::metadataText);
        if (path != null && value != null) {
            values.computeIfAbsent(path, absent -> new LinkedHashSet<>()).add(value);
        }
    }

    private static String path(String key) throws InvalidValue {
        return Values.text(EventCondition.Clause.MAX_PROPERTY_LENGTH, JsonNodeFactory.instance.textNode(key));
    }

    private static String metadataText(String text) throws InvalidValue {
        return Values.text(EventCondition.Clause.MAX_TEXT_LENGTH, JsonNodeFactory.instance.textNode(text));
    }
}
