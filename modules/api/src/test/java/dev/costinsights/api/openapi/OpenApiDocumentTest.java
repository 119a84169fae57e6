package dev.costinsights.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.events.IngestEvents;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.events.NewEvent;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OpenApiDocumentTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final JsonNode DOCUMENT = OpenApiDocument.load().json();

    @Test
    void is_valid_by_the_schema_of_openapi_3_1() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaIdResolvers(
                        ids -> ids.mapPrefix("https://spec.openapis.org", "classpath:spec.openapis.org")));
        Schema schema =
                registry.getSchema(SchemaLocation.of("https://spec.openapis.org/oas/3.1/schema-base/2022-10-07"));

        assertThat(schema.validate(DOCUMENT)).isEmpty();
    }

    @Test
    void every_reference_leads_somewhere() {
        List<String> references = references(DOCUMENT);

        assertThat(references).hasSizeGreaterThan(50).allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode())
                    .as("nothing is at %s", reference)
                    .isFalse();
        });
    }

    @Test
    void every_component_is_used() {
        Set<String> used = Set.copyOf(references(DOCUMENT));
        List<String> unused = new ArrayList<>();
        for (var kind : DOCUMENT.path("components").properties()) {
            for (var component : kind.getValue().properties()) {
                String reference = "#/components/" + kind.getKey() + '/' + component.getKey();
                if (!used.contains(reference) && !kind.getKey().equals("securitySchemes")) {
                    unused.add(reference);
                }
            }
        }
        // What is no operation has no operation to refer to its answer.
        assertThat(unused)
                .containsExactlyInAnyOrder("#/components/responses/NoRoute", "#/components/responses/MethodNotAllowed");
    }

    @TestFactory
    Stream<DynamicTest> every_operation_says() {
        return operations().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    JsonNode operation = entry.getValue();
                    assertThat(operation.path("operationId").asText()).matches("[a-z][A-Za-z]+");
                    assertThat(operation.path("summary").asText())
                            .isNotBlank()
                            .hasSizeLessThan(60)
                            .doesNotEndWith(".");
                    assertThat(operation.path("tags")).hasSize(1);
                    assertThat(operation.has("security")).as("security").isTrue();
                    assertThat(operation.path("responses").has("default"))
                            .as("an answer for everything else")
                            .isTrue();
                    assertThat(fieldNames(operation.path("responses")))
                            .containsAll(expectedAnswers(entry.getKey(), operation));
                }));
    }

    private static List<String> expectedAnswers(String name, JsonNode operation) {
        List<String> expected = new ArrayList<>();
        boolean secured = !operation.path("security").isEmpty();
        boolean scoped = secured
                && !operation.path("security").path(0).path("accessToken").isEmpty();
        boolean body = operation.has("requestBody");
        if (secured) {
            expected.addAll(List.of("401", "429", "503"));
        }
        if (scoped) {
            expected.add("403");
        }
        if (body) {
            expected.addAll(List.of("411", "413", "422"));
        }
        if (operation.has("parameters")) {
            expected.add("422");
        }
        if (secured && name.contains("{")) {
            expected.add("404");
        }
        return expected;
    }

    @Test
    void operation_ids_are_unique() {
        assertThat(operations().values().stream()
                        .map(operation -> operation.path("operationId").asText()))
                .doesNotHaveDuplicates();
    }

    @Test
    void every_scope_that_is_named_exists() {
        List<String> scopes = Arrays.stream(Scope.values()).map(Scope::wireName).toList();

        assertThat(texts(DOCUMENT.at("/components/schemas/Scope/enum"))).isEqualTo(scopes);
        assertThat(operations().values())
                .allSatisfy(operation -> operation
                        .path("security")
                        .forEach(alternative -> assertThat(texts(alternative.path("accessToken")))
                                .isSubsetOf(scopes)));
    }

    @Test
    void limits_and_names_are_those_of_the_contract() {
        assertThat(DOCUMENT.at("/components/schemas/NewEvent/properties/name/maxLength")
                        .intValue())
                .isEqualTo(NewEvent.MAX_NAME_LENGTH);
        assertThat(DOCUMENT.at("/components/schemas/NewMetadata/maxProperties").intValue())
                .as("with _cost and _llm")
                .isEqualTo(NewEvent.MAX_METADATA_KEYS + 2);
        assertThat(DOCUMENT.at("/components/schemas/NewMetadata/propertyNames/maxLength")
                        .intValue())
                .isEqualTo(NewEvent.MAX_METADATA_KEY_LENGTH);
        assertThat(DOCUMENT.at("/components/schemas/MetadataValue/maxLength").intValue())
                .isEqualTo(MetadataValue.MAX_TEXT_LENGTH);
        assertThat(DOCUMENT.at("/components/schemas/IngestEvents/properties/events/maxItems")
                        .intValue())
                .isEqualTo(IngestEvents.MAX_EVENTS);
        assertThat(texts(DOCUMENT.at("/components/schemas/Interval/enum")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Interval.values()).map(Interval::wireName).toList());
        assertThat(texts(DOCUMENT.at("/components/schemas/MetricDefinition/properties/type/enum")))
                .containsAll(Arrays.stream(MetricType.values())
                        .map(MetricType::wireName)
                        .toList());
    }

    @Test
    void every_metric_is_described() {
        List<JsonNode> slugs = new ArrayList<>();
        DOCUMENT.at("/components/schemas/MetricSlug/oneOf").forEach(slugs::add);

        assertThat(slugs)
                .extracting(slug -> slug.path("const").asText())
                .containsExactlyElementsOf(
                        Arrays.stream(Metric.values()).map(Metric::slug).toList());
    }

    @TestFactory
    Stream<DynamicTest> every_example_is_valid_by_its_schema() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of("https://document.invalid/openapi.json", DOCUMENT.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
        Map<String, JsonNode> media = new LinkedHashMap<>();
        collectExamples(media, "", DOCUMENT);

        assertThat(media).hasSizeGreaterThan(10);
        return media.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Schema schema = registry.getSchema(
                            SchemaLocation.of("https://document.invalid/openapi.json#" + entry.getKey() + "/schema"));
                    assertThat(schema.validate(entry.getValue())).isEmpty();
                }));
    }

    private static void collectExamples(Map<String, JsonNode> media, String pointer, JsonNode node) {
        if (node.has("schema") && node.has("example")) {
            media.put(pointer, node.get("example"));
        }
        for (var entry : node.properties()) {
            String step = entry.getKey().replace("~", "~0").replace("/", "~1");
            collectExamples(media, pointer + '/' + step, entry.getValue());
        }
        for (int i = 0; i < node.size() && node.isArray(); i++) {
            collectExamples(media, pointer + '/' + i, node.get(i));
        }
    }

    /** By method and path. */
    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new LinkedHashMap<>();
        for (var path : DOCUMENT.path("paths").properties()) {
            for (var entry : path.getValue().properties()) {
                if (METHODS.contains(entry.getKey())) {
                    operations.put(entry.getKey() + ' ' + path.getKey(), entry.getValue());
                }
            }
        }
        return operations;
    }

    private static List<String> references(JsonNode node) {
        List<String> references = new ArrayList<>();
        if (node.has("$ref")) {
            references.add(node.get("$ref").asText());
        }
        for (JsonNode child : node) {
            references.addAll(references(child));
        }
        return references;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> fieldNames(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
