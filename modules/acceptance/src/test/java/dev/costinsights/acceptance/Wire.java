package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The REST API as a client sees it, with every number read as an exact decimal. */
final class Wire {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI base;
    private final String token;

    Wire(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    URI base() {
        return base;
    }

    String token() {
        return token;
    }

    Wire withToken(String other) {
        return new Wire(base, other);
    }

    /** Posts events that the server must take. */
    Ingested ingest(List<Event> events) throws IOException {
        Answer answer = post(body(events));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.ingested();
    }

    static String body(List<Event> events) {
        ObjectNode body = JSON.createObjectNode();
        var list = body.putArray("events");
        events.forEach(event -> list.add(event.toJson()));
        return body.toString();
    }

    /** Posts facts that the server must take. */
    FactBook.Received tell(List<Fact> facts) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        var list = body.putArray("facts");
        facts.forEach(fact -> list.add(fact.toJson()));
        Answer answer = post("v1/revenue/ingest", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode json = answer.json();
        return new FactBook.Received(
                json.required("inserted").intValue(),
                json.required("duplicates").intValue(),
                json.required("waiting").intValue());
    }

    /** Posts any text to the ingest endpoint. */
    Answer post(String body) throws IOException {
        return send("POST", "v1/events/ingest", body);
    }

    Answer post(String path, JsonNode body) throws IOException {
        return send("POST", path, body.toString());
    }

    Answer patch(String path, JsonNode body) throws IOException {
        return send("PATCH", path, body.toString());
    }

    private Answer send(String method, String path, String body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    Answer get(String path) throws IOException {
        return send(request(path).GET().build());
    }

    /** Asks with everything acknowledged so far in the answer, which must be one. */
    JsonNode read(String path) throws IOException {
        Answer answer = send(request(path)
                .header("Cost-Insights-Consistency", "strong")
                .GET()
                .build());
        assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** The items of all pages of a list. */
    List<JsonNode> readAll(String path, int limit) throws IOException {
        List<JsonNode> items = new ArrayList<>();
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            JsonNode answer = read(path + (path.contains("?") ? "&" : "?") + "limit=" + limit + "&page=" + page);
            pages = answer.at("/pagination/max_page").intValue();
            answer.required("items").forEach(items::add);
            if (page >= pages) {
                assertThat(items)
                        .as("items of every page of %s", path)
                        .hasSize(answer.at("/pagination/total_count").intValue());
            }
        }
        return items;
    }

    Metrics metrics(Question question) throws IOException {
        return Metrics.parse(read(question.path()));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token);
    }

    Answer send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response =
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What came back. */
    record Answer(int status, HttpHeaders headers, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError("Not JSON: " + body, e);
            }
        }

        Ingested ingested() {
            JsonNode json = json();
            return new Ingested(
                    json.required("inserted").intValue(),
                    json.required("duplicates").intValue());
        }
    }

    /** How many events of a request are new, and how many were there already. */
    record Ingested(int inserted, int duplicates) {}
}
