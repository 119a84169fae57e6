package dev.costinsights.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Bodies of ingest requests, written before the clock runs so that the load generator leaves the cores to the server. */
final class RequestBodies {

    private static final JsonFactory JSON = new JsonFactory();

    private RequestBodies() {}

    static List<byte[]> of(List<LoadEvent> events, int eventsPerRequest) throws IOException {
        var bodies = new ArrayList<byte[]>();
        for (int from = 0; from < events.size(); from += eventsPerRequest) {
            bodies.add(body(events.subList(from, Math.min(events.size(), from + eventsPerRequest))));
        }
        return bodies;
    }

    private static byte[] body(List<LoadEvent> events) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("events");
            for (LoadEvent event : events) {
                write(json, event);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, LoadEvent event) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", event.name());
        json.writeStringField("timestamp", event.occurredAt().toString());
        json.writeStringField("external_customer_id", event.customer());
        json.writeStringField("external_id", event.externalId());
        json.writeObjectFieldStart("metadata");
        json.writeStringField("region", event.region());
        json.writeBooleanField("cached", event.cached());
        json.writeObjectFieldStart("_cost");
        json.writeNumberField("amount", event.costCents());
        json.writeStringField("currency", "usd");
        json.writeEndObject();
        json.writeObjectFieldStart("_llm");
        json.writeStringField("vendor", event.vendor());
        json.writeStringField("model", event.model());
        json.writeNumberField("input_tokens", event.inputTokens());
        json.writeNumberField("output_tokens", event.outputTokens());
        json.writeNumberField("total_tokens", event.inputTokens() + event.outputTokens());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }
}
