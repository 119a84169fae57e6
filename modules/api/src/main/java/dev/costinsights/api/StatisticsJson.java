package dev.costinsights.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.costinsights.contracts.statistics.CustomerStatistics;
import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.contracts.statistics.TimeseriesAnswer.PeriodStatistics;
import dev.costinsights.contracts.statistics.VarianceStatistics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes statistics: decimals are JSON strings with every digit, under the fields' paths with underscores for points. */
final class StatisticsJson {
    private static final JsonFactory JSON = new JsonFactory();
    /** On the wire in place of the id of an event type that doesn't exist. */
    private static final UUID NIL = new UUID(0, 0);

    private final JsonGenerator json;
    private final List<String> keys;

    /** @param fields those that were asked for, in the order of the figures */
    private StatisticsJson(JsonGenerator json, List<String> fields) {
        this.json = json;
        this.keys = keys(fields);
    }

    @FunctionalInterface
    private interface Body {
        void write(StatisticsJson statistics) throws IOException;
    }

    static byte[] timeseries(TimeseriesAnswer answer, List<String> fields) {
        return object(fields, writer -> {
            writer.json.writeArrayFieldStart("periods");
            int left = answer.periods().size();
            for (PeriodStatistics period : answer.periods()) {
                left--;
                writer.write(period, left == 0);
            }
            writer.json.writeEndArray();
            writer.write("totals", answer.totals());
        });
    }

    static byte[] byProperty(PropertyStatistics answer, List<String> fields) {
        return items(fields, writer -> {
            for (PropertyStatistics.Item item : answer.items()) {
                writer.json.writeStartObject();
                writer.json.writeStringField("value", item.value());
                writer.json.writeNumberField("occurrences", item.occurrences());
                writer.json.writeNumberField("customers", item.customers());
                writer.amounts("totals", item.totals());
                writer.json.writeEndObject();
            }
        });
    }

    static byte[] byCustomer(CustomerStatistics answer, List<String> fields) {
        return items(fields, writer -> {
            for (CustomerStatistics.Item item : answer.items()) {
                writer.json.writeStartObject();
                writer.text("customer_id", item.customerId());
                writer.text("external_customer_id", item.externalCustomerId());
                writer.text("name", item.name());
                writer.text("email", item.email());
                writer.json.writeNumberField("occurrences", item.occurrences());
                writer.amounts("totals", item.totals());
                writer.json.writeStringField("share", item.share().toPlainString());
                writer.json.writeEndObject();
            }
        });
    }

    static byte[] byVariance(VarianceStatistics answer, List<String> fields) {
        return items(fields, writer -> {
            for (VarianceStatistics.Item item : answer.items()) {
                writer.json.writeStartObject();
                writer.text("event_id", item.eventId());
                writer.json.writeStringField("name", item.name());
                writer.text("customer_id", item.customerId());
                writer.text("external_customer_id", item.externalCustomerId());
                writer.text("timestamp", item.timestamp());
                writer.amounts("values", item.values());
                writer.amounts("averages", item.averages());
                writer.amounts("p99", item.p99());
                writer.json.writeEndObject();
            }
        });
    }

    /** A period ends where the next begins, the last with the last microsecond of the range. */
    private void write(PeriodStatistics period, boolean last) throws IOException {
        Instant end = period.period().to();
        json.writeStartObject();
        text("timestamp", period.period().timestamp());
        text("period_start", period.period().from());
        text("period_end", last ? end.minus(1, ChronoUnit.MICROS) : end);
        write("stats", period.names());
        json.writeEndObject();
    }

    private void write(String field, List<EventStatistics> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (EventStatistics statistics : names) {
            json.writeStartObject();
            json.writeStringField("name", statistics.name());
            json.writeStringField("label", statistics.label());
            text("event_type_id", statistics.eventTypeId() == null ? NIL : statistics.eventTypeId());
            json.writeNumberField("occurrences", statistics.occurrences());
            json.writeNumberField("customers", statistics.customers());
            figures("totals", statistics, FieldStatistics::total);
            figures("averages", statistics, FieldStatistics::average);
            figures("p10", statistics, FieldStatistics::p10);
            figures("p90", statistics, FieldStatistics::p90);
            figures("p99", statistics, FieldStatistics::p99);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void figures(String field, EventStatistics statistics, Function<FieldStatistics, BigDecimal> figure)
            throws IOException {
        amounts(field, statistics.fields().stream().map(figure).toList());
    }

    private void amounts(String field, List<BigDecimal> amounts) throws IOException {
        json.writeObjectFieldStart(field);
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            if (!key.isEmpty()) {
                json.writeStringField(key, amounts.get(i).toPlainString());
            }
        }
        json.writeEndObject();
    }

    private void text(String field, @Nullable Object value) throws IOException {
        json.writeStringField(field, value == null ? null : value.toString());
    }

    /** Of two paths that come to the same key the first has it; the other's is empty. */
    private static List<String> keys(List<String> fields) {
        Set<String> taken = new HashSet<>();
        List<String> keys = new ArrayList<>(fields.size());
        for (String field : fields) {
            String key = field.replace('.', '_');
            keys.add(taken.add(key) ? key : "");
        }
        return keys;
    }

    private static byte[] items(List<String> fields, Body body) {
        return object(fields, writer -> {
            writer.json.writeArrayFieldStart("items");
            body.write(writer);
            writer.json.writeEndArray();
        });
    }

    private static byte[] object(List<String> fields, Body body) {
        var bytes = new ByteArrayOutputStream(4_096);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            body.write(new StatisticsJson(json, fields));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("An answer can't be written to memory", e);
        }
        return bytes.toByteArray();
    }
}
