package dev.costinsights.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts for cases that are worked out by hand: with only what such a fact needs. */
final class FactMaker {
    private FactMaker() {}

    /** A version 4 id of this number. */
    static UUID id(int number) {
        return new UUID(0x4000L, 0x8000_0000_0000_0000L | number);
    }

    static Fact customer(UUID id, @Nullable String externalId, String createdAt) {
        Map<String, Object> data = created(id, createdAt);
        data.put("external_id", externalId);
        data.put("email", id + "@facts.test");
        data.put("name", "Customer " + id);
        return Fact.of("customer.created", createdAt, data);
    }

    /** @param interval null for one that is paid once */
    static Fact product(UUID id, @Nullable String interval, String createdAt) {
        Map<String, Object> data = created(id, createdAt);
        data.put("name", "Product " + id);
        data.put("is_recurring", interval != null);
        data.put("recurring_interval", interval);
        data.put("prices", List.of());
        return Fact.of("product.created", createdAt, data);
    }

    /** A paid one in usd. */
    static Fact order(
            UUID id, UUID customer, @Nullable UUID product, @Nullable UUID subscription, long cents, String createdAt) {
        Map<String, Object> data = created(id, createdAt);
        data.put("status", "paid");
        data.put("customer_id", customer);
        data.put("product_id", product);
        data.put("subscription_id", subscription);
        data.put("currency", "usd");
        data.put("net_amount", cents);
        return Fact.of("order.paid", createdAt, data);
    }

    /** An active one in usd, from its start on. */
    static Fact subscription(UUID id, UUID customer, UUID product, long cents, String interval, String startedAt) {
        Map<String, Object> data = created(id, startedAt);
        data.put("status", "active");
        data.put("customer_id", customer);
        data.put("product_id", product);
        data.put("amount", cents);
        data.put("currency", "usd");
        data.put("recurring_interval", interval);
        data.put("started_at", startedAt);
        data.put("cancel_at_period_end", false);
        return Fact.of("subscription.created", startedAt, data);
    }

    /** One that succeeded. */
    static Fact refund(UUID id, UUID order, long cents, String createdAt) {
        Map<String, Object> data = created(id, createdAt);
        data.put("status", "succeeded");
        data.put("order_id", order);
        data.put("amount", cents);
        data.put("currency", "usd");
        return Fact.of("refund.created", createdAt, data);
    }

    static Fact dispute(UUID id, UUID order, long cents, long feeCents, String createdAt) {
        Map<String, Object> data = created(id, createdAt);
        data.put("status", "open");
        data.put("order_id", order);
        data.put("amount", cents);
        data.put("currency", "usd");
        data.put("fee_amount", feeCents);
        return Fact.of("dispute.created", createdAt, data);
    }

    static Fact rate(String currency, String day, String rate, String at) {
        return Fact.of("exchange_rate.set", at, Map.of("currency", currency, "day", day, "rate", new BigDecimal(rate)));
    }

    /** The same object with other fields, as it is from a later time on. */
    static Fact later(Fact fact, String type, String at, Map<String, ?> changes) {
        Fact changed = with(fact, changes);
        ObjectNode data = changed.data();
        data.put("modified_at", at);
        return new Fact(type, Instant.parse(at), data);
    }

    /** The same fact with other fields. */
    static Fact with(Fact fact, Map<String, ?> changes) {
        ObjectNode data = fact.data().deepCopy();
        changes.forEach((field, value) -> data.set(field, Wire.JSON.valueToTree(value)));
        return new Fact(fact.type(), fact.timestamp(), data);
    }

    private static Map<String, Object> created(UUID id, String createdAt) {
        Map<String, Object> data = new HashMap<>();
        data.put("id", id);
        data.put("created_at", createdAt);
        return data;
    }
}
