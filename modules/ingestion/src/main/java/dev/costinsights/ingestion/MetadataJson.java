package dev.costinsights.ingestion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.costinsights.contracts.events.MetadataValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes metadata as JSON with every digit of its numbers, which jsonb keeps. */
final class MetadataJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private MetadataJson() {}

    static String of(Map<String, MetadataValue> metadata) {
        if (metadata.isEmpty()) {
            return "{}";
        }
        var text = new StringWriter(32 * metadata.size());
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, MetadataValue> entry : metadata.entrySet()) {
                json.writeFieldName(entry.getKey());
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, MetadataValue value) throws IOException {
        if (value instanceof MetadataValue.Text text) {
            json.writeString(text.value());
        } else if (value instanceof MetadataValue.Whole whole) {
            json.writeNumber(whole.value());
        } else if (value instanceof MetadataValue.Decimal decimal) {
            json.writeNumber(decimal.value());
        } else if (value instanceof MetadataValue.Flag flag) {
            json.writeBoolean(flag.value());
        }
    }
}
