package dev.costinsights.samples;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.costinsights.samples.SampleEvent.LlmUsage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** Writes events as the body of {@code POST /v1/events/ingest}. */
final class EventsJson {

    private static final JsonFactory JSON = new ObjectMapper().getFactory();
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private EventsJson() {}

    /** One request body in UTF-8. Amounts are JSON strings, timestamps have six fractional digits, the rest cut off. */
    static byte[] body(List<SampleEvent> events) {
        var bytes = new ByteArrayOutputStream(events.size() * 400);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("events");
            for (SampleEvent event : events) {
                write(event, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The amount in plain digits, without trailing zeros. */
    static String plain(BigDecimal cents) {
        return cents.stripTrailingZeros().toPlainString();
    }

    private static void write(SampleEvent event, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", event.name());
        json.writeStringField("timestamp", MICROSECONDS.format(event.timestamp()));
        json.writeStringField("external_id", event.externalId());
        if (event.parentExternalId() != null) {
            json.writeStringField("parent_id", event.parentExternalId());
        }
        json.writeStringField("external_customer_id", event.externalCustomerId());
        json.writeObjectFieldStart("metadata");
        json.writeObjectFieldStart("_cost");
        json.writeStringField("amount", plain(event.costCents()));
        json.writeStringField("currency", "usd");
        json.writeEndObject();
        if (event.llm() != null) {
            write(event.llm(), json);
        }
        for (Map.Entry<String, String> property : event.properties().entrySet()) {
            json.writeStringField(property.getKey(), property.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void write(LlmUsage llm, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("_llm");
        json.writeStringField("vendor", llm.vendor());
        json.writeStringField("model", llm.model());
        SampleEvent.Tokens tokens = llm.tokens();
        if (tokens != null) {
            json.writeNumberField("input_tokens", tokens.input());
            if (tokens.cachedInput() > 0) {
                json.writeNumberField("cached_input_tokens", tokens.cachedInput());
            }
            json.writeNumberField("output_tokens", tokens.output());
            json.writeNumberField("total_tokens", tokens.input() + tokens.output());
        }
        json.writeEndObject();
    }
}
