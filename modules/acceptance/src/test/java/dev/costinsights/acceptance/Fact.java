package dev.costinsights.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A revenue fact to send.
 *
 * @param type what happened to what: {@code order.paid}
 * @param timestamp when it happened
 * @param data the object as it was then
 */
record Fact(String type, Instant timestamp, ObjectNode data) {

    Fact {
        data = data.deepCopy();
    }

    static Fact of(String type, String timestamp, Map<String, ?> data) {
        return new Fact(type, Instant.parse(timestamp), Wire.JSON.valueToTree(data));
    }

    /** What it is about: {@code order}. */
    String kind() {
        return type.substring(0, type.indexOf('.'));
    }

    /** Of an exchange rate, its currency and day. */
    String objectId() {
        return kind().equals("exchange_rate")
                ? required("currency").asText() + ' ' + required("day").asText()
                : required("id").asText();
    }

    UUID id() {
        return UUID.fromString(required("id").asText());
    }

    /** Since when the object was so. */
    Instant version() {
        return Objects.requireNonNullElse(instant("modified_at"), timestamp);
    }

    JsonNode required(String field) {
        return data.required(field);
    }

    @Nullable
    String text(String field) {
        return data.hasNonNull(field) ? data.required(field).asText() : null;
    }

    @Nullable
    UUID uuid(String field) {
        String text = text(field);
        return text == null ? null : UUID.fromString(text);
    }

    @Nullable
    Instant instant(String field) {
        String text = text(field);
        return text == null ? null : Instant.parse(text);
    }

    @Nullable
    BigDecimal decimal(String field) {
        String text = text(field);
        return text == null ? null : new BigDecimal(text);
    }

    ObjectNode toJson() {
        ObjectNode json = Wire.JSON.createObjectNode();
        json.put("type", type).put("timestamp", timestamp.toString());
        json.set("data", data);
        return json;
    }
}
