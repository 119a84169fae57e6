package dev.costinsights.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer: values by slug, of each period by its start and of the whole range. A value that isn't known is absent.
 */
record Metrics(Map<Instant, Map<String, BigDecimal>> periods, Map<String, BigDecimal> totals) {

    static Metrics parse(JsonNode json) {
        var periods = new LinkedHashMap<Instant, Map<String, BigDecimal>>();
        for (JsonNode period : json.required("periods")) {
            Instant timestamp = Instant.parse(period.required("timestamp").textValue());
            if (periods.put(timestamp, values(period)) != null) {
                throw new AssertionError("Two periods start at " + timestamp);
            }
        }
        return new Metrics(periods, values(json.required("totals")));
    }

    private static Map<String, BigDecimal> values(JsonNode node) {
        var values = new TreeMap<String, BigDecimal>();
        node.properties().forEach(field -> {
            if (!field.getKey().equals("timestamp")) {
                if (!field.getValue().isNumber()) {
                    throw new AssertionError(field.getKey() + " is not a number: " + field.getValue());
                }
                values.put(field.getKey(), field.getValue().decimalValue());
            }
        });
        return values;
    }

    BigDecimal total(String slug) {
        return present(totals.get(slug), slug);
    }

    BigDecimal at(Instant period, String slug) {
        return present(periods.getOrDefault(period, Map.of()).get(slug), slug + " at " + period);
    }

    private static BigDecimal present(@Nullable BigDecimal value, String what) {
        if (value == null) {
            throw new AssertionError("The answer has no " + what);
        }
        return value;
    }
}
