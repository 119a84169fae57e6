package dev.costinsights.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event to send.
 *
 * @param externalId null for one that is never a duplicate
 * @param parentId what names the parent: its external id or its id; null for a root
 * @param customer the sender's own id of the customer; empty when it names nobody or has a {@code customerId}
 * @param customerId of a registered customer; null for an event that names it by {@code customer}
 * @param costCents as sent; null for an event without a cost
 * @param metadata without the cost
 */
record Event(
        String name,
        Instant timestamp,
        @Nullable String externalId,
        @Nullable String parentId,
        String customer,
        @Nullable UUID customerId,
        @Nullable BigDecimal costCents,
        Map<String, Object> metadata) {

    Event(
            String name,
            Instant timestamp,
            @Nullable String externalId,
            String customer,
            @Nullable BigDecimal costCents) {
        this(name, timestamp, externalId, null, customer, null, costCents, Map.of());
    }

    static Event of(String name, Instant timestamp, String customer, String costCents) {
        return new Event(name, timestamp, null, customer, new BigDecimal(costCents));
    }

    /** The same with an external id, beneath a parent. */
    Event child(@Nullable String ownId, @Nullable String parent) {
        return new Event(name, timestamp, ownId, parent, customer, customerId, costCents, metadata);
    }

    Event with(Map<String, Object> other) {
        return new Event(name, timestamp, externalId, parentId, customer, customerId, costCents, other);
    }

    ObjectNode toJson() {
        ObjectNode json = Wire.JSON.createObjectNode();
        json.put("name", name);
        json.put("timestamp", timestamp.toString());
        if (customerId == null) {
            json.put("external_customer_id", customer);
        } else {
            json.put("customer_id", customerId.toString());
        }
        if (externalId != null) {
            json.put("external_id", externalId);
        }
        if (parentId != null) {
            json.put("parent_id", parentId);
        }
        ObjectNode properties = Wire.JSON.valueToTree(metadata);
        if (costCents != null) {
            properties.putObject("_cost").put("amount", costCents).put("currency", "usd");
        }
        if (!properties.isEmpty()) {
            json.set("metadata", properties);
        }
        return json;
    }

    /** As the server keeps it: twelve decimals, rounded half to even. */
    BigDecimal keptCents() {
        return costCents == null ? BigDecimal.ZERO : costCents.setScale(12, RoundingMode.HALF_EVEN);
    }
}
