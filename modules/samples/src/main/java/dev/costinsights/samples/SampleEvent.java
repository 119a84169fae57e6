package dev.costinsights.samples;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One event to ingest.
 *
 * @param externalId the idempotency key: the same sample input always carries the same ones
 * @param parentExternalId the external id of the event this one is a step of, or null for a trace of its own
 * @param externalCustomerId whom the cost is for; empty when nobody, because the wire requires the field
 * @param costCents exact, in US cents
 * @param llm the model call behind the cost, or null when there was none
 * @param properties further metadata, sent in the order of the keys so that a repeated request is the same to the byte
 */
record SampleEvent(
        String name,
        Instant timestamp,
        String externalId,
        @Nullable String parentExternalId,
        String externalCustomerId,
        BigDecimal costCents,
        @Nullable LlmUsage llm,
        Map<String, String> properties) {

    SampleEvent {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }

    /**
     * A call of a model.
     *
     * @param tokens what it read and wrote, or null for models that are not billed by tokens
     */
    record LlmUsage(String vendor, String model, @Nullable Tokens tokens) {}

    /**
     * Token counts of one call.
     *
     * @param cachedInput the part of {@code input} that was read from a prompt cache
     */
    record Tokens(long input, long cachedInput, long output) {}
}
