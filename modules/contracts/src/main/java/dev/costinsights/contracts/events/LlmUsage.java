package dev.costinsights.contracts.events;

import org.jspecify.annotations.Nullable;

/**
 * What a language model did for an event: the {@code _llm} of its metadata.
 *
 * @param prompt null when not sent
 * @param response null when not sent
 * @param inputTokens null when unknown, as are the other counts
 */
public record LlmUsage(
        String vendor,
        String model,
        @Nullable String prompt,
        @Nullable String response,
        @Nullable Long inputTokens,
        @Nullable Long cachedInputTokens,
        @Nullable Long outputTokens,
        @Nullable Long totalTokens) {

    /** Vendor and model alone; every count unknown. */
    public static LlmUsage of(String vendor, String model) {
        return new LlmUsage(vendor, model, null, null, null, null, null, null);
    }
}
