package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What is shown of a sender's own input in an error: enough to find it, never much more than that. */
final class Echo {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MAX_TEXT = 100;
    private static final int MAX_VALUES = 20;
    private static final int MAX_DEPTH = 4;
    private static final String REST = "…";

    private int valuesLeft = MAX_VALUES;

    private Echo() {}

    static JsonNode of(@Nullable JsonNode input) {
        return input == null ? JSON.nullNode() : new Echo().copy(input, 0);
    }

    /** The text, or its beginning when it is long. */
    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MAX_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT)) + REST;
    }

    private JsonNode copy(JsonNode value, int depth) {
        valuesLeft--;
        if (value.isTextual()) {
            return JSON.textNode(cut(value.textValue()));
        } else if (value.isNumber()) {
            String digits = value.asText();
            return digits.length() <= MAX_TEXT ? value : JSON.textNode(cut(digits));
        } else if (value.isContainerNode() && depth == MAX_DEPTH) {
            return JSON.textNode(REST);
        } else if (value.isObject()) {
            return copyObject(value, depth);
        } else if (value.isArray()) {
            return copyArray(value, depth);
        }
        return value;
    }

    private ObjectNode copyObject(JsonNode value, int depth) {
        ObjectNode copy = JSON.objectNode();
        for (var property : value.properties()) {
            if (valuesLeft <= 0) {
                return copy.put(REST, REST);
            }
            copy.set(cut(property.getKey()), copy(property.getValue(), depth + 1));
        }
        return copy;
    }

    private JsonNode copyArray(JsonNode value, int depth) {
        var copy = JSON.arrayNode();
        for (JsonNode element : value) {
            if (valuesLeft <= 0) {
                return copy.add(REST);
            }
            copy.add(copy(element, depth + 1));
        }
        return copy;
    }
}
