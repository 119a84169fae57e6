package dev.costinsights.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.events.EventNamePage;
import dev.costinsights.contracts.events.EventSource;
import dev.costinsights.contracts.events.EventType;
import dev.costinsights.contracts.events.LlmUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events, their names and types as the wire has them. */
final class EventJson {
    private static final String COST = "_cost";
    private static final String LLM = "_llm";
    private static final String CURRENCY = "usd";

    private EventJson() {}

    static ObjectNode of(Event event) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", event.id().toString())
                .put("timestamp", event.timestamp().toString())
                .put("organization_id", event.organizationId().toString())
                .put("customer_id", text(event.customerId()));
        json.set("customer", event.customer() == null ? null : CustomerJson.of(event.customer()));
        json.put("external_customer_id", event.externalCustomerId())
                .put("member_id", text(event.memberId()))
                .put("external_member_id", event.externalMemberId())
                .put("child_count", event.childCount())
                .put("parent_id", text(event.parentId()))
                .put("label", event.label())
                .put("name", event.name())
                .put("source", EventSource.USER.wireName());
        json.set("metadata", metadata(event));
        return json;
    }

    private static ObjectNode metadata(Event event) {
        ObjectNode json = MetadataJson.of(event.metadata());
        if (event.cost() != null) {
            putCost(json, event.cost().cents());
        }
        if (event.llm() != null) {
            json.set(LLM, llm(event.llm()));
        }
        event.sums().forEach((path, sum) -> putSum(json, path, sum));
        return json;
    }

    /** Amounts are texts, since clients insist on it. */
    private static void putCost(ObjectNode metadata, BigDecimal cents) {
        metadata.putObject(COST).put("amount", cents.toPlainString()).put("currency", CURRENCY);
    }

    /**
     * Metadata is flat but for the reserved keys: a path with dots is a key unless it leads into one of those. A usage
     * that the event itself doesn't have isn't made up: clients insist on its vendor and model.
     */
    private static void putSum(ObjectNode metadata, String path, BigDecimal sum) {
        if (metadata.has(path)) {
            metadata.put(path, sum);
        } else if (path.equals(COST + ".amount")) {
            putCost(metadata, sum);
        } else if (path.startsWith(LLM + '.') && metadata.has(LLM)) {
            metadata.withObjectProperty(LLM).put(path.substring(LLM.length() + 1), sum);
        } else {
            metadata.put(path, sum);
        }
    }

    /** A count that isn't known reads as 0: official clients insist on integers. */
    private static ObjectNode llm(LlmUsage llm) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("vendor", llm.vendor())
                .put("model", llm.model())
                .put("prompt", llm.prompt())
                .put("response", llm.response())
                .put("input_tokens", count(llm.inputTokens()))
                .put("cached_input_tokens", count(llm.cachedInputTokens()))
                .put("output_tokens", count(llm.outputTokens()))
                .put("total_tokens", count(llm.totalTokens()));
    }

    private static long count(@Nullable Long count) {
        return count == null ? 0 : count;
    }

    static ObjectNode name(EventNamePage.Item item) {
        return occurrences(
                JsonNodeFactory.instance.objectNode().put("name", item.name()).put("label", item.label()), item);
    }

    /** A name that nothing is known of has the form of one without id. */
    static ObjectNode typeWithOccurrences(EventNamePage.Item item, UUID organizationId) {
        EventType type = item.type();
        ObjectNode json = type == null
                ? JsonNodeFactory.instance
                        .objectNode()
                        .putNull("id")
                        .putNull("created_at")
                        .putNull("modified_at")
                        .put("name", item.name())
                        .put("label", item.label())
                        .putNull("label_property_selector")
                        .put("organization_id", organizationId.toString())
                : type(type);
        return occurrences(json, item);
    }

    private static ObjectNode occurrences(ObjectNode json, EventNamePage.Item item) {
        return json.put("source", EventSource.USER.wireName())
                .put("occurrences", item.occurrences())
                .put("first_seen", item.firstSeen().toString())
                .put("last_seen", item.lastSeen().toString());
    }

    static ObjectNode type(EventType type) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", type.id().toString())
                .put("created_at", type.createdAt().toString())
                .put("modified_at", text(type.modifiedAt()))
                .put("name", type.name())
                .put("label", type.label())
                .put("label_property_selector", type.labelPropertySelector())
                .put("organization_id", type.organizationId().toString());
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
