package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One failing field, as an entry of an error envelope.
 *
 * @param input the value as it was sent, null when there was none
 * @param context the numbers and words of the broken rule, empty when the message says it all
 */
record WireError(
        String type,
        Location location,
        String message,
        @Nullable JsonNode input,
        Map<String, Object> context) {

    WireError(String type, Location location, String message, @Nullable JsonNode input) {
        this(type, location, message, input, Map.of());
    }

    static WireError missing(Location location, @Nullable JsonNode input) {
        return new WireError("missing", location, "Field required", input);
    }

    static WireError notAnObject(Location location, JsonNode input) {
        return new WireError(
                "model_attributes_type",
                location,
                "Input should be a valid dictionary or object to extract fields from",
                input);
    }

    static WireError of(InvalidValue problem, Location location, @Nullable JsonNode input) {
        return new WireError(problem.type(), location, problem.message(), input, problem.context());
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", type);
        var steps = json.putArray("loc");
        for (Object step : location.steps()) {
            steps.addPOJO(step instanceof String name ? Echo.cut(name) : step);
        }
        json.put("msg", message);
        json.set("input", Echo.of(input));
        if (!context.isEmpty()) {
            json.putPOJO("ctx", context);
        }
        return json;
    }
}
