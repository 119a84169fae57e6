package dev.costinsights.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes facts as the body of {@code POST /v1/revenue/ingest}. */
final class FactsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FactsJson() {}

    /** One request body in UTF-8. */
    static byte[] body(List<SampleFact> facts) {
        try {
            return JSON.writeValueAsBytes(
                    Map.of("facts", facts.stream().map(FactsJson::fact).toList()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> fact(SampleFact fact) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("type", fact.type());
        json.put("timestamp", fact.timestamp().toString());
        json.put("data", fact.data());
        return json;
    }
}
