package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.costinsights.contracts.events.CostAmount;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.events.NewEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event of an ingest request. Unknown fields are ignored; each field that is wrong is one problem.
 *
 * <p>A member belongs to the kind of customer id it comes with, so {@code member_id} is read beside {@code customer_id}
 * and {@code external_member_id} beside {@code external_customer_id} only.
 */
final class EventReader {
    private static final String COST = "_cost";
    private static final String LLM = "_llm";
    private static final Set<String> RESERVED = Set.of(COST, LLM);

    private final Clock clock;
    private final Problems problems;
    private final Problems refusals;

    /**
     * @param problems types and formats that are wrong
     * @param refusals well-formed values that the token doesn't allow
     */
    EventReader(Clock clock, Problems problems, Problems refusals) {
        this.clock = clock;
        this.problems = problems;
        this.refusals = refusals;
    }

    /** @return null when the event has a problem */
    @Nullable
    NewEvent read(JsonNode json, Location location) {
        if (!json.isObject()) {
            problems.add(WireError.notAnObject(location, json));
            return null;
        }
        int before = problems.found();
        var fields = new Fields(json, location, problems);
        String name = fields.required("name", Values::name);
        Instant timestamp = fields.unlessAbsent("timestamp", this::pastInstant);
        String externalId = fields.orNull("external_id", Values::text);
        String parentId = fields.orNull("parent_id", Values::text);
        UUID customerId = fields.orNull("customer_id", Values::uuid);
        UUID memberId = fields.has("customer_id") ? fields.orNull("member_id", Values::uuid) : null;
        String externalCustomerId = fields.orNull("external_customer_id", Values::text);
        String externalMemberId =
                fields.has("external_customer_id") ? fields.orNull("external_member_id", Values::text) : null;
        if (!fields.has("customer_id") && !fields.has("external_customer_id")) {
            fields.missing("external_customer_id");
        }
        refuseOrganization(fields, json);
        Fields metadata = fields.object("metadata");
        Map<String, MetadataValue> values = metadata == null ? Map.of() : MetadataJson.read(metadata, RESERVED);
        CostAmount cost = metadata == null ? null : cost(metadata);
        LlmUsage llm = metadata == null ? null : llm(metadata);
        if (name == null || problems.found() > before) {
            return null;
        }
        return new NewEvent(
                name,
                timestamp,
                externalId,
                parentId,
                customerId,
                externalCustomerId,
                memberId,
                externalMemberId,
                values,
                cost,
                llm);
    }

    private Instant pastInstant(JsonNode value) throws InvalidValue {
        Instant instant = Timestamps.instant(value);
        if (instant.isAfter(clock.instant())) {
            throw new InvalidValue("value_error", "Value error, Timestamp must be in the past.");
        }
        return instant;
    }

    private void refuseOrganization(Fields fields, JsonNode json) {
        if (fields.orNull("organization_id", Values::uuid) != null) {
            refusals.add(new WireError(
                    "organization_token",
                    fields.at("organization_id"),
                    "Setting organization_id is disallowed when using an organization token.",
                    json.get("organization_id")));
        }
    }

    private @Nullable CostAmount cost(Fields metadata) {
        Fields cost = metadata.object(COST);
        if (cost == null) {
            return null;
        }
        cost.required("currency", Values::currency);
        return cost.required("amount", Values::amount);
    }

    private @Nullable LlmUsage llm(Fields metadata) {
        Fields llm = metadata.object(LLM);
        if (llm == null) {
            return null;
        }
        String vendor = llm.required("vendor", Values::text);
        String model = llm.required("model", Values::text);
        String prompt = llm.orNull("prompt", Values::text);
        String response = llm.orNull("response", Values::text);
        Long inputTokens = llm.unlessAbsent("input_tokens", Values::count);
        Long cachedInputTokens = llm.unlessAbsent("cached_input_tokens", Values::count);
        Long outputTokens = llm.unlessAbsent("output_tokens", Values::count);
        Long totalTokens = llm.unlessAbsent("total_tokens", Values::count);
        return vendor == null || model == null
                ? null
                : new LlmUsage(
                        vendor, model, prompt, response, inputTokens, cachedInputTokens, outputTokens, totalTokens);
    }
}
