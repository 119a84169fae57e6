package dev.costinsights.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event to send.
 *
 * @param externalId null for one that is never a duplicate
 * @param costCents as sent; null for an event without a cost
 */
record Event(
        String name,
        Instant timestamp,
        @Nullable String externalId,
        String customer,
        @Nullable BigDecimal costCents) {

    static Event of(String name, Instant timestamp, String customer, String costCents) {
        return new Event(name, timestamp, null, customer, new BigDecimal(costCents));
    }

    ObjectNode toJson() {
        ObjectNode json = Wire.JSON.createObjectNode();
        json.put("name", name);
        json.put("timestamp", timestamp.toString());
        json.put("external_customer_id", customer);
        if (externalId != null) {
            json.put("external_id", externalId);
        }
        if (costCents != null) {
            json.putObject("metadata")
                    .putObject("_cost")
                    .put("amount", costCents)
                    .put("currency", "usd");
        }
        return json;
    }

    /** As the server keeps it: twelve decimals, rounded half to even. */
    BigDecimal keptCents() {
        return costCents == null ? BigDecimal.ZERO : costCents.setScale(12, RoundingMode.HALF_EVEN);
    }
}
