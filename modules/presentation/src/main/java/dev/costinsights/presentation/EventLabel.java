package dev.costinsights.presentation;

import dev.costinsights.contracts.events.CostAmount;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.MetadataValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an event is called. */
final class EventLabel {
    private EventLabel() {}

    /**
     * @param typeLabel null when nothing is known of the name
     * @param selector path in the metadata whose value is the label; null for none
     */
    static String of(
            String name,
            @Nullable String typeLabel,
            @Nullable String selector,
            Map<String, MetadataValue> metadata,
            @Nullable CostAmount cost,
            @Nullable LlmUsage llm) {
        String value = selector == null ? null : value(selector, metadata, cost, llm);
        if (value != null) {
            return value;
        }
        return typeLabel == null ? name : typeLabel;
    }

    private static @Nullable String value(
            String path, Map<String, MetadataValue> metadata, @Nullable CostAmount cost, @Nullable LlmUsage llm) {
        MetadataValue value = metadata.get(path);
        if (value != null) {
            return text(value);
        }
        return switch (path) {
            case "_cost.amount" -> cost == null ? null : cost.toString();
            case "_cost.currency" -> cost == null ? null : "usd";
            case "_llm.vendor" -> llm == null ? null : llm.vendor();
            case "_llm.model" -> llm == null ? null : llm.model();
            case "_llm.prompt" -> llm == null ? null : llm.prompt();
            case "_llm.response" -> llm == null ? null : llm.response();
            case "_llm.input_tokens" -> llm == null ? null : text(llm.inputTokens());
            case "_llm.cached_input_tokens" -> llm == null ? null : text(llm.cachedInputTokens());
            case "_llm.output_tokens" -> llm == null ? null : text(llm.outputTokens());
            case "_llm.total_tokens" -> llm == null ? null : text(llm.totalTokens());
            default -> null;
        };
    }

    private static String text(MetadataValue value) {
        if (value instanceof MetadataValue.Text text) {
            return text.value();
        } else if (value instanceof MetadataValue.Decimal decimal) {
            return decimal.value().toPlainString();
        } else if (value instanceof MetadataValue.Whole whole) {
            return whole.value().toString();
        }
        return Boolean.toString(((MetadataValue.Flag) value).value());
    }

    private static @Nullable String text(@Nullable Long count) {
        return count == null ? null : count.toString();
    }
}
