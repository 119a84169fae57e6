package dev.costinsights.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.events.NewEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Metadata as the wire has it. */
final class MetadataJson {
    private MetadataJson() {}

    /** @param reserved keys that are something else */
    static Map<String, MetadataValue> read(Fields metadata, Set<String> reserved) {
        Map<String, MetadataValue> values = new LinkedHashMap<>();
        int sent = 0;
        for (var entry : metadata.all()) {
            String key = entry.getKey();
            if (reserved.contains(key)) {
                continue;
            }
            sent++;
            MetadataValue value = metadata.read(metadata.at(key), entry.getValue(), json -> {
                Values.metadataKey(key);
                return Values.metadataValue(json);
            });
            if (value != null) {
                values.put(key, value);
            }
        }
        if (sent > NewEvent.MAX_METADATA_KEYS) {
            metadata.problem(Values.tooManyItems(NewEvent.MAX_METADATA_KEYS, sent));
        }
        return values;
    }

    static ObjectNode of(Map<String, MetadataValue> metadata) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        metadata.forEach((key, value) -> {
            if (value instanceof MetadataValue.Text text) {
                json.put(key, text.value());
            } else if (value instanceof MetadataValue.Whole whole) {
                json.put(key, whole.value());
            } else if (value instanceof MetadataValue.Decimal decimal) {
                json.put(key, decimal.value());
            } else if (value instanceof MetadataValue.Flag flag) {
                json.put(key, flag.value());
            }
        });
        return json;
    }
}
