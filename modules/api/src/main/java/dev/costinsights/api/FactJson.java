package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.revenue.FactsResult;
import dev.costinsights.contracts.revenue.NewFact;
import dev.costinsights.contracts.revenue.WaitingFactPage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Revenue facts as the wire has them. What their data must hold is for ingestion to say. */
final class FactJson {
    private FactJson() {}

    /** @return null when the fact has a problem */
    static @Nullable NewFact read(JsonNode json, Location location, Problems problems) {
        if (!json.isObject()) {
            problems.add(WireError.notAnObject(location, json));
            return null;
        }
        var fields = new Fields(json, location, problems);
        String type = fields.required("type", Values::text);
        Instant timestamp = fields.required("timestamp", Timestamps::instant);
        JsonNode data = fields.required("data", Values::object);
        return type == null || timestamp == null || data == null ? null : new NewFact(type, timestamp, data.toString());
    }

    static ObjectNode of(FactsResult result) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("inserted", result.inserted())
                .put("duplicates", result.duplicates())
                .put("waiting", result.waiting());
    }

    static ObjectNode of(WaitingFactPage.Item item) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("kind", item.kind())
                .put("id", item.id().toString())
                .put("created_at", item.createdAt().toString());
        json.putObject("waits_for")
                .put("kind", item.missingKind())
                .put("id", item.missingId().toString());
        return json;
    }
}
