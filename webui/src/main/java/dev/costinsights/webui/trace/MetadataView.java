package dev.costinsights.webui.trace;

import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.webui.trace.EventPage.Entry;
import dev.costinsights.webui.trace.EventPage.Metadata;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metadata of an event, to be read and to be copied. */
final class MetadataView {
    /** Longer values are folded. */
    private static final int LONG = 120;

    private static final int PREVIEW = 40;

    private static final String CUT = "Long texts are cut here after 20,000 characters; the API has them whole.";

    private MetadataView() {}

    static Metadata of(Event event) {
        Map<String, Object> metadata = metadata(event);
        LlmUsage llm = event.llm();
        boolean cut = llm != null && (isCut(llm.prompt()) || isCut(llm.response()));
        return new Metadata(entries(metadata), json(event, metadata), cut ? CUT : null);
    }

    private static List<Entry> entries(Map<?, ?> values) {
        List<Entry> entries = new ArrayList<>();
        values.forEach((name, value) -> {
            if (value instanceof Map<?, ?> nested) {
                entries.add(new Entry(name.toString(), "", null, entries(nested)));
            } else {
                String text = value.toString();
                entries.add(new Entry(name.toString(), text, preview(text), List.of()));
            }
        });
        return entries;
    }

    private static @Nullable String preview(String text) {
        if (text.length() <= LONG) {
            return null;
        }
        int end = Character.isHighSurrogate(text.charAt(PREVIEW - 1)) ? PREVIEW - 1 : PREVIEW;
        return text.substring(0, end) + "…";
    }

    /** As it was sent, with the reserved keys first. */
    private static Map<String, Object> metadata(Event event) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (event.cost() != null) {
            Map<String, Object> cost = new LinkedHashMap<>();
            cost.put("amount", event.cost().cents().toPlainString());
            cost.put("currency", "usd");
            all.put("_cost", cost);
        }
        if (event.llm() != null) {
            all.put("_llm", llm(event.llm()));
        }
        event.metadata().forEach((key, value) -> all.put(key, plain(value)));
        return all;
    }

    /** What isn't known is left out. */
    private static Map<String, Object> llm(LlmUsage usage) {
        Map<String, Object> llm = new LinkedHashMap<>();
        put(llm, "vendor", usage.vendor());
        put(llm, "model", usage.model());
        put(llm, "input_tokens", usage.inputTokens());
        put(llm, "cached_input_tokens", usage.cachedInputTokens());
        put(llm, "output_tokens", usage.outputTokens());
        put(llm, "total_tokens", usage.totalTokens());
        put(llm, "prompt", usage.prompt() == null ? null : Words.shown(usage.prompt()));
        put(llm, "response", usage.response() == null ? null : Words.shown(usage.response()));
        return llm;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static Object plain(MetadataValue value) {
        if (value instanceof MetadataValue.Text text) {
            return text.value();
        } else if (value instanceof MetadataValue.Whole whole) {
            return whole.value();
        } else if (value instanceof MetadataValue.Decimal decimal) {
            return decimal.value();
        }
        return ((MetadataValue.Flag) value).value();
    }

    private static String json(Event event, Map<String, Object> metadata) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", event.id().toString());
        json.put("name", event.name());
        json.put("label", event.label());
        json.put("timestamp", event.timestamp().toString());
        json.put("customer_id", text(event.customerId()));
        json.put("external_customer_id", event.externalCustomerId());
        json.put("member_id", text(event.memberId()));
        json.put("external_member_id", event.externalMemberId());
        json.put("parent_id", text(event.parentId()));
        json.put("child_count", event.childCount());
        json.put("metadata", metadata);
        return new JsonObject(json).encodePrettily();
    }

    private static boolean isCut(@Nullable String text) {
        return text != null && Words.isCut(text);
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
