package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The description that a running server gives of itself, and answers held to it: status, headers, media type and body.
 * A field that an object's schema doesn't name is refused here, though clients are asked to bear it.
 */
final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String IRI = "https://described.invalid/openapi.json";

    private final JsonNode document;
    private final SchemaRegistry schemas;

    private OpenApi(JsonNode document) {
        this.document = document;
        JsonNode closed = document.deepCopy();
        Set<JsonNode> parts = Collections.newSetFromMap(new IdentityHashMap<>());
        collectParts(closed, closed, parts);
        close(closed, parts);
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(IRI, closed.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    static OpenApi of(Wire wire) throws IOException {
        Wire.Answer answer = wire.get("v1/openapi.json");
        assertThat(answer.status()).isEqualTo(200);
        return new OpenApi(answer.json());
    }

    /** What is a part of another schema can't be closed by itself. */
    private static void collectParts(JsonNode node, JsonNode root, Set<JsonNode> parts) {
        for (JsonNode part : node.path("allOf")) {
            String reference = part.path("$ref").asText();
            parts.add(reference.isEmpty() ? part : root.at(reference.substring(1)));
        }
        node.forEach(child -> collectParts(child, root, parts));
    }

    private static void close(JsonNode node, Set<JsonNode> parts) {
        boolean open = node.path("properties").isObject()
                && !node.has("additionalProperties")
                && !node.has("unevaluatedProperties")
                && !parts.contains(node);
        if (open) {
            ((ObjectNode) node).put("additionalProperties", false);
        } else if (node.path("allOf").isArray()) {
            ((ObjectNode) node).put("unevaluatedProperties", false);
        }
        node.forEach(child -> close(child, parts));
    }

    /** An operation of the document. */
    record Operation(String id, String method, String path, String pointer, JsonNode json) {
        boolean secured() {
            return !json.path("security").isEmpty();
        }

        /** Whether a token of any scopes isn't enough. */
        boolean scoped() {
            return secured()
                    && !json.path("security").path(0).path("accessToken").isEmpty();
        }

        /** Whether a token with this scope alone is enough. */
        boolean takes(String scope) {
            return StreamSupport.stream(json.path("security").spliterator(), false)
                    .flatMap(way -> StreamSupport.stream(way.path("accessToken").spliterator(), false))
                    .anyMatch(named -> named.textValue().equals(scope));
        }

        boolean answers(int status) {
            return json.path("responses").has(Integer.toString(status));
        }

        @Override
        public String toString() {
            return id + " (" + method + ' ' + path + ')';
        }
    }

    /** All of them by id. */
    Map<String, Operation> operations() {
        Map<String, Operation> operations = new LinkedHashMap<>();
        for (var path : document.path("paths").properties()) {
            for (var entry : path.getValue().properties()) {
                if (METHODS.contains(entry.getKey())) {
                    String id = entry.getValue().required("operationId").textValue();
                    operations.put(
                            id,
                            new Operation(
                                    id,
                                    entry.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    "/paths/" + escape(path.getKey()) + '/' + entry.getKey(),
                                    entry.getValue()));
                }
            }
        }
        return operations;
    }

    /** Asserts that the operation may answer so. */
    void check(Operation operation, Wire.Answer answer) {
        String status = Integer.toString(answer.status());
        JsonNode responses = operation.json().path("responses");
        assertThat(responses.has(status) || answer.status() == 400)
                .as("%s answers %s, which the document doesn't say: %s", operation, status, answer.body())
                .isTrue();
        check(operation.pointer() + "/responses/" + (responses.has(status) ? status : "default"), operation, answer);
    }

    /** Asserts that an answer is the one that all operations share under this name. */
    void checkShared(String response, Object what, Wire.Answer answer) {
        check("/components/responses/" + response, what, answer);
    }

    private void check(String pointer, Object what, Wire.Answer answer) {
        String place = resolve(pointer);
        JsonNode response = document.at(place);
        for (var header : response.path("headers").properties()) {
            checkHeader(place + "/headers/" + escape(header.getKey()), header.getKey(), what, answer);
        }
        if (!response.has("content")) {
            assertThat(answer.body())
                    .as("%s answers %d without a body", what, answer.status())
                    .isEmpty();
            return;
        }
        String sent = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        assertThat(response.path("content").has(sent))
                .as("%s answers %d as %s", what, answer.status(), sent)
                .isTrue();
        JsonNode body =
                sent.equals("application/json") ? answer.json() : JsonNodeFactory.instance.textNode(answer.body());
        String schema = place + "/content/" + escape(sent) + "/schema";
        assertThat(schemas.getSchema(SchemaLocation.of(IRI + '#' + schema)).validate(body))
                .as("%s answers %d with %s", what, answer.status(), answer.body())
                .isEmpty();
    }

    private void checkHeader(String pointer, String name, Object what, Wire.Answer answer) {
        String place = resolve(pointer);
        Optional<String> value = answer.headers().firstValue(name);
        if (value.isEmpty()) {
            assertThat(document.at(place).path("required").asBoolean())
                    .as("%s answers %d without the header %s", what, answer.status(), name)
                    .isFalse();
            return;
        }
        boolean whole = document.at(place).at("/schema/type").asText().equals("integer");
        JsonNode json = whole
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(value.get()))
                : JsonNodeFactory.instance.textNode(value.get());
        assertThat(schemas.getSchema(SchemaLocation.of(IRI + '#' + place + "/schema"))
                        .validate(json))
                .as("%s answers %d with %s: %s", what, answer.status(), name, value.get())
                .isEmpty();
    }

    private String resolve(String pointer) {
        JsonNode node = document.at(pointer);
        assertThat(node.isMissingNode()).as("nothing is at %s", pointer).isFalse();
        return node.has("$ref") ? resolve(node.get("$ref").textValue().substring(1)) : pointer;
    }

    private static String escape(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }
}
