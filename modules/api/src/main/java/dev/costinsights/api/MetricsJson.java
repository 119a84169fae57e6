package dev.costinsights.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Writes metrics answers: values are JSON numbers with every digit, metrics that aren't known are absent. */
final class MetricsJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private MetricsJson() {}

    @FunctionalInterface
    private interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** @param metrics those that were asked for */
    static byte[] answer(MetricsAnswer answer, List<Metric> metrics) {
        return object(json -> {
            json.writeArrayFieldStart("periods");
            for (MetricsAnswer.Values period : answer.periods()) {
                json.writeStartObject();
                json.writeStringField("timestamp", period.timestamp().toString());
                writeValues(json, period.values());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("totals");
            writeValues(json, answer.totals());
            json.writeEndObject();
            json.writeObjectFieldStart("metrics");
            for (Metric metric : metrics) {
                json.writeObjectFieldStart(metric.slug());
                writeNames(json, metric);
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    /** The whole catalogue. */
    static byte[] definitions() {
        return object(json -> {
            json.writeArrayFieldStart("items");
            for (Metric metric : Metric.values()) {
                json.writeStartObject();
                writeNames(json, metric);
                json.writeStringField("unit", metric.unit());
                json.writeStringField("source", metric.source().wireName());
                json.writeStringField("definition", metric.definition());
                json.writeStringField("numerator", metric.numerator());
                json.writeStringField("denominator", metric.denominator());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static byte[] limits() {
        return object(json -> {
            json.writeStringField("min_date", Interval.MIN_DATE.toString());
            json.writeObjectFieldStart("intervals");
            for (Interval interval : Interval.values()) {
                json.writeObjectFieldStart(interval.wireName());
                json.writeNumberField("min_days", interval.minDays());
                json.writeNumberField("max_days", interval.maxDays());
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    private static void writeValues(JsonGenerator json, Map<Metric, BigDecimal> values) throws IOException {
        for (var value : values.entrySet()) {
            json.writeNumberField(value.getKey().slug(), value.getValue());
        }
    }

    private static void writeNames(JsonGenerator json, Metric metric) throws IOException {
        json.writeStringField("slug", metric.slug());
        json.writeStringField("display_name", metric.displayName());
        json.writeStringField("type", metric.type().wireName());
    }

    private static byte[] object(Body body) {
        var bytes = new ByteArrayOutputStream(1_024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("An answer can't be written to memory", e);
        }
        return bytes.toByteArray();
    }
}
