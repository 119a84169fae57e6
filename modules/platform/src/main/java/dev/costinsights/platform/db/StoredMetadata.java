package dev.costinsights.platform.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.costinsights.contracts.events.MetadataValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a {@code jsonb} column of metadata, selected as text: the driver's own JSON would make decimals inexact. */
public final class StoredMetadata {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final TypeReference<LinkedHashMap<String, MetadataValue>> METADATA = new TypeReference<>() {};

    private StoredMetadata() {}

    public static Map<String, MetadataValue> read(String json) {
        try {
            return JSON.readValue(json, METADATA);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Metadata in the database can't be read", e);
        }
    }
}
