package dev.costinsights.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.costinsights.api.openapi.DocsView.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Says JSON schemas in words. Schemas with a name are linked, those without are spelt out. */
final class SchemaWords {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final Map<String, String> TYPES = Map.of(
            "string", "text",
            "integer", "whole number",
            "number", "number",
            "boolean", "boolean",
            "object", "object",
            "array", "list",
            "null", "null");

    private static final Map<String, String> FORMATS = Map.of("date-time", "instant", "uuid", "UUID", "uri", "URL");

    private final JsonNode document;

    SchemaWords(JsonNode document) {
        this.document = document;
    }

    /** What a reference points to; anything else is returned as it is. */
    JsonNode resolve(JsonNode node) {
        JsonNode resolved = node;
        while (resolved.has("$ref")) {
            String pointer = resolved.get("$ref").textValue().substring(1);
            resolved = document.at(pointer);
            if (resolved.isMissingNode()) {
                throw new IllegalStateException("Nothing is at " + pointer);
            }
        }
        return resolved;
    }

    static String anchor(String schema) {
        return "schema-" + schema;
    }

    String type(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.get("$ref").textValue().substring(SCHEMAS.length());
            return Prose.link('#' + anchor(name), name);
        } else if (schema.has("const")) {
            return Prose.code(text(schema.get("const")));
        } else if (schema.has("enum")) {
            return all(schema.get("enum"), ", ", value -> Prose.code(text(value)));
        } else if (schema.has("oneOf") && !schema.path("oneOf").path(0).has("const")) {
            return all(schema.get("oneOf"), " or ", this::type);
        } else if (schema.has("anyOf") && !schema.has("type")) {
            return all(schema.get("anyOf"), " or ", this::type);
        } else if (schema.path("type").isArray()) {
            return all(schema.get("type"), " or ", type -> ofType(type.textValue(), schema));
        } else if (schema.has("type")) {
            return ofType(schema.get("type").textValue(), schema);
        }
        return "anything";
    }

    private String ofType(String type, JsonNode schema) {
        JsonNode values = schema.path("additionalProperties");
        if (type.equals("array") && schema.has("items")) {
            return "list of " + type(schema.get("items"));
        } else if (type.equals("object") && values.isObject() && !schema.has("properties")) {
            return "object of " + type(values);
        } else if (type.equals("string") && schema.has("format")) {
            return Prose.plain(FORMATS.getOrDefault(
                    schema.get("format").textValue(), schema.get("format").textValue()));
        }
        return Prose.plain(TYPES.getOrDefault(type, type));
    }

    private static String all(JsonNode choices, String separator, Function<JsonNode, String> words) {
        return stream(choices).map(words).collect(Collectors.joining(separator));
    }

    /** The description, then the limits that a validator would check. */
    String notes(JsonNode described, JsonNode schema) {
        String description = described.path("description").asText("").replace('\n', ' ');
        return Stream.concat(Stream.of(Prose.line(description)), limits(schema).stream())
                .filter(note -> !note.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static List<String> limits(JsonNode schema) {
        List<String> limits = new ArrayList<>();
        range(schema, "minLength", "maxLength", " characters.").ifPresent(limits::add);
        range(schema, "minItems", "maxItems", " items.").ifPresent(limits::add);
        range(schema, "minimum", "maximum", ".").ifPresent(limits::add);
        if (schema.has("pattern")) {
            limits.add("Matches " + Prose.code(schema.get("pattern").textValue()) + '.');
        }
        if (schema.has("default")) {
            JsonNode value = schema.get("default");
            limits.add("Default "
                    + (value.isArray() ? all(value, ", ", item -> Prose.code(text(item))) : Prose.code(text(value)))
                    + '.');
        }
        return limits;
    }

    private static Optional<String> range(JsonNode schema, String least, String most, String unit) {
        String from = schema.path(least).asText("");
        String to = schema.path(most).asText("");
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        } else if (to.isEmpty()) {
            return Optional.of("At least " + from + unit);
        }
        return Optional.of((from.isEmpty() ? "At most " + to : from + " to " + to) + unit);
    }

    /** The fields of an object, those of objects without a name in it included. */
    List<Field> fields(JsonNode schema) {
        List<Field> fields = new ArrayList<>();
        addFields(fields, "", resolve(schema));
        return fields;
    }

    private void addFields(List<Field> fields, String prefix, JsonNode schema) {
        if (schema.has("items") && !schema.get("items").has("$ref")) {
            addFields(fields, prefix + "[].", schema.get("items"));
        }
        Set<String> required =
                stream(schema.path("required")).map(JsonNode::textValue).collect(Collectors.toSet());
        for (var property : schema.path("properties").properties()) {
            String name = prefix + property.getKey();
            JsonNode value = property.getValue();
            fields.add(new Field(name, required.contains(property.getKey()), type(value), notes(value, value)));
            if (value.has("properties")) {
                addFields(fields, name + ".", value);
            }
        }
        if (schema.has("properties") && schema.path("additionalProperties").isObject()) {
            JsonNode others = schema.get("additionalProperties");
            fields.add(new Field(prefix + "…", false, type(others), notes(others, others)));
        }
    }

    static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
