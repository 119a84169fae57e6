package dev.costinsights.api.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.costinsights.api.openapi.DocsView.Body;
import dev.costinsights.api.openapi.DocsView.Choice;
import dev.costinsights.api.openapi.DocsView.Group;
import dev.costinsights.api.openapi.DocsView.Header;
import dev.costinsights.api.openapi.DocsView.Operation;
import dev.costinsights.api.openapi.DocsView.Parameter;
import dev.costinsights.api.openapi.DocsView.Response;
import dev.costinsights.api.openapi.DocsView.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the document into what the page shows. */
final class DocsReader {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    /** Headers that every operation has; the page names them once. */
    private static final Set<String> EVERYWHERE = Set.of("X-Request-Id", "Polar-Version", "Cache-Control");

    private static final ObjectWriter JSON = new ObjectMapper()
            .writer(new DefaultPrettyPrinter(
                            Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                    .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE));

    private final JsonNode document;
    private final SchemaWords schemas;

    private DocsReader(JsonNode document) {
        this.document = document;
        this.schemas = new SchemaWords(document);
    }

    static DocsView read(JsonNode document) {
        return new DocsReader(document).read();
    }

    private DocsView read() {
        JsonNode info = document.path("info");
        return new DocsView(
                info.path("title").asText(),
                info.path("summary").asText(),
                Prose.paragraphs(info.path("description").asText()),
                stream(document.path("tags"))
                        .map(this::group)
                        .filter(group -> !group.operations().isEmpty())
                        .toList(),
                document.path("components").path("schemas").properties().stream()
                        .map(entry -> schema(entry.getKey(), entry.getValue()))
                        .sorted((a, b) -> a.name().compareTo(b.name()))
                        .toList());
    }

    private Group group(JsonNode tag) {
        String name = tag.path("name").asText();
        List<Operation> operations = new ArrayList<>();
        for (var path : document.path("paths").properties()) {
            for (var entry : path.getValue().properties()) {
                JsonNode operation = entry.getValue();
                boolean tagged = METHODS.contains(entry.getKey())
                        && operation.path("tags").path(0).asText().equals(name);
                if (tagged) {
                    operations.add(operation(path.getKey(), entry.getKey(), path.getValue(), operation));
                }
            }
        }
        return new Group(
                "tag-" + name.toLowerCase(Locale.ROOT).replace(' ', '-'),
                name,
                Prose.line(tag.path("description").asText()),
                operations);
    }

    private Operation operation(String path, String method, JsonNode item, JsonNode operation) {
        List<JsonNode> parameters = Stream.concat(stream(operation.path("parameters")), stream(item.path("parameters")))
                .map(schemas::resolve)
                .toList();
        JsonNode request = operation.path("requestBody").path("content");
        return new Operation(
                operation.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                operation.path("summary").asText(),
                Prose.paragraphs(operation.path("description").asText("")),
                access(operation.path("security")),
                parameters.stream()
                        .filter(parameter ->
                                !EVERYWHERE.contains(parameter.path("name").asText()))
                        .map(this::parameter)
                        .toList(),
                body(request),
                operation.path("responses").properties().stream()
                        .map(entry -> response(entry.getKey(), schemas.resolve(entry.getValue())))
                        .toList(),
                Curl.command(
                        method,
                        path,
                        parameters,
                        request,
                        !operation.path("security").isEmpty()));
    }

    private static String access(JsonNode security) {
        if (security.isEmpty()) {
            return "No token";
        }
        List<String> scopes = stream(security)
                .flatMap(alternative -> stream(alternative.path("accessToken")))
                .map(scope -> Prose.code(scope.textValue()))
                .toList();
        return scopes.isEmpty() ? "Any token" : "Scope " + String.join(" or ", scopes);
    }

    private Parameter parameter(JsonNode parameter) {
        JsonNode schema = parameter.has("schema")
                ? parameter.get("schema")
                : parameter.path("content").path("application/json").path("schema");
        boolean repeated = schema.path("type").asText().equals("array");
        JsonNode type = repeated ? schema.get("items") : schema;
        JsonNode limits = repeated && !schema.has("default") ? schema.get("items") : schema;
        return new Parameter(
                parameter.path("name").asText(),
                parameter.path("in").asText(),
                parameter.path("required").asBoolean(),
                schemas.type(type),
                schemas.notes(parameter, limits));
    }

    private @Nullable Body body(JsonNode content) {
        for (var entry : content.properties()) {
            JsonNode schema = entry.getValue().path("schema");
            return new Body(entry.getKey(), schemas.type(schema), schemas.fields(schema), example(entry.getValue()));
        }
        return null;
    }

    private static @Nullable String example(JsonNode media) {
        JsonNode example = media.get("example");
        if (example == null) {
            return null;
        }
        try {
            return example.isTextual() ? example.textValue() : JSON.writeValueAsString(example);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was read can't be written", e);
        }
    }

    private Response response(String status, JsonNode response) {
        List<Header> headers = response.path("headers").properties().stream()
                .filter(entry -> !EVERYWHERE.contains(entry.getKey()))
                .map(entry -> {
                    JsonNode header = schemas.resolve(entry.getValue());
                    return new Header(entry.getKey(), schemas.notes(header, document.path("none")));
                })
                .toList();
        return new Response(
                status.equals("default") ? "Other" : status,
                Prose.line(response.path("description").asText().replace('\n', ' ')),
                headers,
                body(response.path("content")));
    }

    private Schema schema(String name, JsonNode schema) {
        List<Choice> choices = stream(schema.path("oneOf"))
                .filter(choice -> choice.has("const"))
                .map(choice -> new Choice(
                        SchemaWords.text(choice.get("const")),
                        choice.path("title").asText(),
                        Prose.line(choice.path("description").asText())))
                .toList();
        return new Schema(
                SchemaWords.anchor(name),
                name,
                schemas.notes(schema, schema),
                schemas.type(schema),
                schemas.fields(schema),
                choices);
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
