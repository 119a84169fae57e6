package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.costinsights.contracts.metrics.Consistency;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one request. Of a parameter that holds one value the last counts; lists are repeated. One that is
 * absent or wrong reads as null; each wrong one leaves one problem behind.
 */
final class QueryParameters {
    static final int MAX_VALUES = 100;
    private static final String CONSISTENCIES = "'bounded' or 'strong'";

    private final MultiMap query;
    private final Problems problems = new Problems();

    /** How the text of one parameter is read. */
    @FunctionalInterface
    interface Reader<T> {
        T read(String text) throws InvalidValue;
    }

    QueryParameters(MultiMap query) {
        this.query = query;
    }

    /** As they were sent, in order. */
    Iterable<Map.Entry<String, String>> entries() {
        return query.entries();
    }

    boolean has(String name) {
        return query.contains(name);
    }

    Paging paging() {
        return Paging.read(query, problems);
    }

    <T> @Nullable T last(String name, Reader<T> reader) {
        List<String> values = query.getAll(name);
        return values.isEmpty() ? null : value(Location.QUERY.child(name), values.get(values.size() - 1), reader);
    }

    /** At most {@value #MAX_VALUES}. */
    <T> Set<T> all(String name, Reader<T> reader) {
        List<String> values = query.getAll(name);
        if (values.size() > MAX_VALUES) {
            problem(tooMany(values.size()), name, Integer.toString(values.size()));
            return Set.of();
        }
        Set<T> all = new LinkedHashSet<>();
        for (String text : values) {
            T value = value(Location.QUERY.child(name), text, reader);
            if (value != null) {
                all.add(value);
            }
        }
        return all;
    }

    <T> @Nullable T value(Location location, String text, Reader<T> reader) {
        return value(location, node(text), value -> reader.read(text));
    }

    <T> @Nullable T value(Location location, JsonNode value, Fields.Reader<T> reader) {
        try {
            return reader.read(value);
        } catch (InvalidValue problem) {
            problems.add(WireError.of(problem, location, value));
            return null;
        }
    }

    /** The fields of an object that a parameter holds as JSON. */
    Fields fields(JsonNode object, Location location) {
        return new Fields(object, location, problems);
    }

    /** @param consistencyHeader null when it wasn't sent */
    Consistency consistency(@Nullable String consistencyHeader) {
        Consistency consistency = consistencyHeader == null
                ? null
                : value(
                        Location.HEADER.child("cost-insights-consistency"),
                        consistencyHeader,
                        QueryParameters::consistencyNamed);
        return consistency == null ? Consistency.BOUNDED : consistency;
    }

    /** @return whose events are asked for: nobody's when they aren't those of the token's organization */
    UUID organization(UUID ofToken) {
        Set<UUID> asked = all("organization_id", Values::uuid);
        return asked.isEmpty() || asked.contains(ofToken) ? ofToken : MetricsParameters.NO_ORGANIZATION;
    }

    void problem(InvalidValue problem, String name, String text) {
        problem(WireError.of(problem, Location.QUERY.child(name), node(text)));
    }

    void problem(WireError error) {
        problems.add(error);
    }

    /** @throws InvalidRequest when there is any problem */
    void refuse(InvalidRequest.Kind kind) {
        problems.refuse(kind);
    }

    static InvalidValue tooMany(int actual) {
        return new InvalidValue(
                "too_long",
                "List should have at most " + MAX_VALUES + " items after validation, not " + actual,
                Map.of("max_length", MAX_VALUES, "actual_length", actual));
    }

    static InvalidValue notOneOf(String expected) {
        return new InvalidValue("enum", "Input should be " + expected, Map.of("expected", expected));
    }

    static String text(String text) throws InvalidValue {
        return Values.text(node(text));
    }

    static Instant instant(String text) throws InvalidValue {
        return Timestamps.instant(node(text));
    }

    static Long whole(String text) throws InvalidValue {
        return Values.count(node(text));
    }

    /** As clients of every language write it. */
    static Boolean flag(String text) throws InvalidValue {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "1", "yes", "y", "on" -> true;
            case "false", "f", "0", "no", "n", "off" -> false;
            default ->
                throw new InvalidValue("bool_parsing", "Input should be a valid boolean, unable to interpret input");
        };
    }

    private static JsonNode node(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }

    private static Consistency consistencyNamed(String text) throws InvalidValue {
        return switch (text) {
            case "bounded" -> Consistency.BOUNDED;
            case "strong" -> Consistency.STRONG;
            default -> throw notOneOf(CONSISTENCIES);
        };
    }
}
