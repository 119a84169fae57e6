package dev.costinsights.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.costinsights.contracts.events.EventCondition;
import dev.costinsights.contracts.events.EventCondition.Clause;
import dev.costinsights.contracts.events.EventCondition.Conjunction;
import dev.costinsights.contracts.events.EventCondition.Group;
import dev.costinsights.contracts.events.EventCondition.Operator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parameter {@code filter}: the JSON text of a tree of groups and clauses. */
final class ConditionReader {
    private static final String PARAMETER = "filter";
    private static final Location LOCATION = Location.QUERY.child(PARAMETER);
    private static final String CONJUNCTIONS = "'and' or 'or'";
    private static final String OPERATORS = "'eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'like' or 'not_like'";
    private static final BigDecimal MAX_WHOLE = BigDecimal.valueOf(Integer.MAX_VALUE);
    private static final BigDecimal MIN_WHOLE = BigDecimal.valueOf(Integer.MIN_VALUE);

    private final QueryParameters query;
    private int found;

    private ConditionReader(QueryParameters query) {
        this.query = query;
    }

    /** @return null when the parameter is absent, or wrong, which leaves problems behind */
    static @Nullable EventCondition read(QueryParameters query) {
        JsonNode tree = query.last(PARAMETER, ConditionReader::tree);
        return tree == null ? null : new ConditionReader(query).group(tree, LOCATION, 1);
    }

    private static JsonNode tree(String text) throws InvalidValue {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (JsonParser parser = WireJson.parser(bytes)) {
            try {
                parser.nextToken();
                JsonNode tree = WireJson.tree(parser);
                WireJson.requireEnd(parser);
                if (tree == null) {
                    throw new InvalidValue("json_invalid", "Invalid JSON: Expecting value");
                }
                return tree;
            } catch (JsonProcessingException e) {
                throw new InvalidValue("json_invalid", "Invalid JSON: " + e.getOriginalMessage());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory can't be read", e);
        }
    }

    private @Nullable EventCondition condition(JsonNode json, Location location, int depth) {
        return json.has("clauses") || json.has("conjunction") ? group(json, location, depth) : clause(json, location);
    }

    private @Nullable EventCondition group(JsonNode json, Location location, int depth) {
        if (!isAllowed(json, location)) {
            return null;
        }
        if (depth > EventCondition.MAX_DEPTH) {
            String message = "Value error, Filters are at most " + EventCondition.MAX_DEPTH + " levels deep";
            query.problem(new WireError("value_error", location, message, json));
            return null;
        }
        Fields fields = query.fields(json, location);
        Conjunction conjunction = fields.required("conjunction", ConditionReader::conjunction);
        JsonNode clauses = fields.required("clauses", ConditionReader::list);
        if (clauses == null) {
            return null;
        }
        List<EventCondition> conditions = new ArrayList<>(clauses.size());
        for (int i = 0; i < clauses.size() && found <= EventCondition.MAX_CLAUSES; i++) {
            EventCondition condition =
                    condition(clauses.get(i), location.child("clauses").child(i), depth + 1);
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return conjunction == null ? null : new Group(conjunction, conditions);
    }

    private @Nullable EventCondition clause(JsonNode json, Location location) {
        if (!isAllowed(json, location)) {
            return null;
        }
        Fields fields = query.fields(json, location);
        String property = fields.required("property", value -> Values.text(Clause.MAX_PROPERTY_LENGTH, value));
        Operator operator = fields.required("operator", ConditionReader::operator);
        Object value = fields.required("value", ConditionReader::value);
        return property == null || operator == null || value == null ? null : new Clause(property, operator, value);
    }

    /** Counts: the first that is too many is a problem, and nothing behind it is read. */
    private boolean isAllowed(JsonNode json, Location location) {
        found++;
        if (found == EventCondition.MAX_CLAUSES + 1) {
            String message = "Filters have at most " + EventCondition.MAX_CLAUSES + " clauses";
            query.problem(new WireError(
                    "too_long", LOCATION, message, null, Map.of("max_length", EventCondition.MAX_CLAUSES)));
        }
        if (found > EventCondition.MAX_CLAUSES) {
            return false;
        }
        return query.value(location, json, Values::object) != null;
    }

    private static JsonNode list(JsonNode value) throws InvalidValue {
        if (!value.isArray()) {
            throw new InvalidValue("list_type", "Input should be a valid list");
        }
        return value;
    }

    private static Conjunction conjunction(JsonNode value) throws InvalidValue {
        return Conjunction.ofWireName(value.asText()).orElseThrow(() -> QueryParameters.notOneOf(CONJUNCTIONS));
    }

    private static Operator operator(JsonNode value) throws InvalidValue {
        return Operator.ofWireName(value.asText()).orElseThrow(() -> QueryParameters.notOneOf(OPERATORS));
    }

    private static Object value(JsonNode value) throws InvalidValue {
        if (value.isTextual()) {
            return Values.text(Clause.MAX_TEXT_LENGTH, value);
        } else if (value.isBoolean()) {
            return value.booleanValue();
        } else if (!value.isNumber()) {
            throw new InvalidValue("scalar_type", "Input should be a string, an integer or a boolean");
        }
        BigDecimal number = value.decimalValue();
        if (number.compareTo(MAX_WHOLE) > 0) {
            throw new InvalidValue(
                    "less_than_equal",
                    "Input should be less than or equal to " + MAX_WHOLE,
                    Map.of("le", Integer.MAX_VALUE));
        }
        if (number.compareTo(MIN_WHOLE) < 0) {
            throw new InvalidValue(
                    "greater_than_equal",
                    "Input should be greater than or equal to " + MIN_WHOLE,
                    Map.of("ge", Integer.MIN_VALUE));
        }
        return Math.toIntExact(Values.count(value));
    }
}
