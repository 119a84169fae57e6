package dev.costinsights.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.costinsights.contracts.metrics.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The API's description in OpenAPI 3.1: a frame, and a file for each area that adds paths and components to it. The
 * metrics come from the catalogue, so that a new one is described where it is defined.
 */
public final class OpenApiDocument {
    private static final String FRAME = "openapi";
    private static final List<String> AREAS = List.of(
            "ingest",
            "events",
            "statistics",
            "event-types",
            "metrics",
            "metrics-export",
            "mrr-movements",
            "profit",
            "dashboards",
            "customers",
            "members",
            "revenue",
            "imports",
            "webhooks",
            "organizations",
            "description");
    private static final YAMLMapper YAML = new YAMLMapper();

    private final ObjectNode json;

    private OpenApiDocument(ObjectNode json) {
        this.json = json;
    }

    /** Reads the files from the class path. */
    public static OpenApiDocument load() {
        ObjectNode document = read(FRAME);
        for (String area : AREAS) {
            ObjectNode part = read(area);
            addTo(document.withObject("/paths"), part.path("paths"), area);
            for (var kind : part.path("components").properties()) {
                addTo(document.withObject("/components").withObjectProperty(kind.getKey()), kind.getValue(), area);
            }
        }
        describeMetrics(document.withObject("/components/schemas").withObjectProperty("MetricSlug"));
        return new OpenApiDocument(document);
    }

    private static void addTo(ObjectNode all, JsonNode some, String area) {
        for (var entry : some.properties()) {
            if (all.has(entry.getKey())) {
                throw new IllegalStateException(area + ".yaml describes " + entry.getKey() + " a second time");
            }
            all.set(entry.getKey(), entry.getValue());
        }
    }

    private static void describeMetrics(ObjectNode slug) {
        ArrayNode all = slug.putArray("oneOf");
        for (Metric metric : Metric.values()) {
            all.addObject()
                    .put("const", metric.slug())
                    .put("title", metric.displayName())
                    .put(
                            "description",
                            metric.source() == Metric.Source.REFERENCE
                                    ? metric.definition()
                                    : metric.definition() + " Answered by name only.");
        }
    }

    private static ObjectNode read(String name) {
        String file = "/openapi/" + name + ".yaml";
        try (InputStream in = OpenApiDocument.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("Missing from the class path: " + file);
            }
            return (ObjectNode) YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** Nobody changes it. */
    public ObjectNode json() {
        return json;
    }
}
