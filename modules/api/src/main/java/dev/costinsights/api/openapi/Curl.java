package dev.costinsights.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An operation as a command: with its required parameters and the example of its body. */
final class Curl {
    private static final String NEXT = " \\\n  ";

    private Curl() {}

    static String command(String method, String path, List<JsonNode> parameters, JsonNode content, boolean token) {
        List<String> parts = new ArrayList<>();
        String url = path;
        List<String> query = new ArrayList<>();
        for (JsonNode parameter : parameters) {
            String name = parameter.path("name").asText();
            JsonNode example = parameter.path("example");
            if (parameter.path("in").asText().equals("path")) {
                url = url.replace('{' + name + '}', SchemaWords.text(example));
            } else if (example.isArray()) {
                example.forEach(value -> query.add("-d " + name + '=' + SchemaWords.text(value)));
            } else if (!example.isMissingNode()) {
                query.add("-d " + name + '=' + SchemaWords.text(example));
            }
        }
        parts.add("curl " + options(method, !query.isEmpty(), content) + DocsPage.ADDRESS + url);
        if (token) {
            parts.add("-H \"Authorization: Bearer $COST_INSIGHTS_TOKEN\"");
        }
        if (!query.isEmpty()) {
            parts.add(String.join(" ", query));
        }
        JsonNode json = content.path("application/json");
        if (json.has("example")) {
            parts.add("-H \"Content-Type: application/json\"");
            parts.add("-d '" + json.get("example").toString().replace("'", "'\\''") + '\'');
        }
        return String.join(NEXT, parts);
    }

    /** A body makes it a POST, a query in the data needs {@code -G}. */
    private static String options(String method, boolean query, JsonNode content) {
        return switch (method) {
            case "get" -> query ? "-G " : "";
            case "post" -> content.isEmpty() ? "-X POST " : "";
            default -> "-X " + method.toUpperCase(Locale.ROOT) + ' ';
        };
    }
}
