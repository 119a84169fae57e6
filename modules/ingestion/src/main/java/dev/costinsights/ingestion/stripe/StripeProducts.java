package dev.costinsights.ingestion.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A product as its own events and those of its prices tell together, whatever of them came first: of each part the newest
 * version.
 */
final class StripeProducts {
    /** Carried along with each version, which takes less than half of what the data of a fact may have. */
    static final int MOST_PRICES = 100;

    private static final String PRICES = "stripe_prices";
    private static final String PRODUCT_VERSION = "stripe_product_version";
    private static final String DEFAULT_PRICE = "stripe_default_price";

    private StripeProducts() {}

    /** @param versions one at least; of equal ones the first holds */
    static ObjectNode merged(List<ObjectNode> versions) {
        ObjectNode newest = versions.get(0);
        ObjectNode prices = JsonNodeFactory.instance.objectNode();
        for (ObjectNode version : versions) {
            if (text(version, PRODUCT_VERSION).compareTo(text(newest, PRODUCT_VERSION)) > 0) {
                newest = version;
            }
            for (Map.Entry<String, JsonNode> price : version.path(PRICES).properties()) {
                JsonNode before = prices.path(price.getKey());
                if (text(price.getValue(), "version").compareTo(text(before, "version")) > 0) {
                    prices.set(price.getKey(), price.getValue());
                }
            }
        }
        ObjectNode merged = newest.deepCopy();
        ObjectNode carried = bounded(prices, text(merged, DEFAULT_PRICE));
        merged.set(PRICES, carried);
        addPlan(merged, carried);
        return merged;
    }

    /**
     * The default price first, then active ones, the newest before the others. Inactive ones are carried along while there is room,
     * so that an event of before that comes late doesn't bring them back.
     */
    private static ObjectNode bounded(ObjectNode prices, String defaultPrice) {
        ObjectNode bounded = JsonNodeFactory.instance.objectNode();
        prices.properties().stream()
                .sorted(Comparator.comparing((Map.Entry<String, JsonNode> price) ->
                                !price.getKey().equals(defaultPrice))
                        .thenComparing(price -> !price.getValue().path("active").asBoolean())
                        .thenComparing(
                                price -> -price.getValue().path("created").asLong())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_PRICES)
                .forEach(price -> bounded.set(price.getKey(), price.getValue()));
        return bounded;
    }

    /** The default price says how often the product recurs, else the oldest of those that recur. */
    private static void addPlan(ObjectNode product, ObjectNode prices) {
        ArrayNode active = product.putArray("prices");
        for (JsonNode price : prices) {
            if (price.path("active").asBoolean() && price.path("amount").isIntegralNumber()) {
                active.addObject()
                        .put("amount_type", "fixed")
                        .put("price_amount", price.path("amount").longValue())
                        .put("price_currency", price.path("currency").asText());
            }
        }
        Optional<JsonNode> plan = plan(product, prices);
        product.put("is_recurring", plan.isPresent());
        plan.ifPresent(price -> product.put(
                        "recurring_interval", price.path("interval").asText())
                .put("recurring_interval_count", price.path("interval_count").asLong(1)));
    }

    private static Optional<JsonNode> plan(ObjectNode product, ObjectNode prices) {
        JsonNode byDefault = prices.path(text(product, DEFAULT_PRICE));
        if (byDefault.isObject()) {
            return byDefault.hasNonNull("interval") ? Optional.of(byDefault) : Optional.empty();
        }
        JsonNode oldest = null;
        for (JsonNode price : prices) {
            boolean recurs = price.path("active").asBoolean() && price.hasNonNull("interval");
            if (recurs
                    && (oldest == null
                            || price.path("created").asLong()
                                    < oldest.path("created").asLong())) {
                oldest = price;
            }
        }
        return Optional.ofNullable(oldest);
    }

    private static String text(JsonNode object, String field) {
        return object.path(field).asText("");
    }
}
