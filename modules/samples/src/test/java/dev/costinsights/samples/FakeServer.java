package dev.costinsights.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A server that keeps events by external id and facts by type, object and version, and first gives the answers it was told
 * to give.
 */
final class FakeServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Answer> planned = new ArrayDeque<>();
    private final Map<String, JsonNode> events = new HashMap<>();
    private final Map<String, JsonNode> facts = new HashMap<>();
    private final List<Integer> batchSizes = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private int inFlight;
    private int mostInFlight;
    private int gatherUntil;

    FakeServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    /** An answer to give instead of the regular one; {@code commit} when the events are kept all the same. */
    record Answer(int status, Map<String, String> headers, String body, boolean commit) {

        static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body, false);
        }

        static Answer unavailable(String retryAfter) {
            return new Answer(503, Map.of("Retry-After", retryAfter), "", false);
        }
    }

    synchronized void plan(Answer... answers) {
        planned.addAll(List.of(answers));
    }

    /** Holds answers back until this many requests are waiting for theirs. */
    synchronized void gather(int requestsInFlight) {
        gatherUntil = requestsInFlight;
    }

    String url() {
        return "http://localhost:" + http.getAddress().getPort();
    }

    synchronized Map<String, JsonNode> events() {
        return Map.copyOf(events);
    }

    synchronized Map<String, JsonNode> facts() {
        return Map.copyOf(facts);
    }

    synchronized BigDecimal cents() {
        return events.values().stream()
                .map(event -> new BigDecimal(event.at("/metadata/_cost/amount").textValue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    synchronized List<Integer> batchSizes() {
        return List.copyOf(batchSizes);
    }

    /** Method, path and authorization of each request. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    synchronized int mostInFlight() {
        return mostInFlight;
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonNode body = JSON.readTree(exchange.getRequestBody());
        Answer answer = answer(exchange, body);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        try (exchange) {
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized Answer answer(HttpExchange exchange, JsonNode body) {
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        notifyAll();
        requests.add("%s %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders().getFirst("Authorization")));
        awaitOthers();
        inFlight--;
        @Nullable Answer special = planned.poll();
        if (special != null && !special.commit()) {
            return special;
        }
        boolean isFacts = body.has("facts");
        JsonNode batch = body.get(isFacts ? "facts" : "events");
        int inserted = 0;
        for (JsonNode item : batch) {
            inserted += (isFacts ? facts.putIfAbsent(version(item), item) : events.putIfAbsent(id(item), item)) == null
                    ? 1
                    : 0;
        }
        if (!isFacts) {
            batchSizes.add(batch.size());
        }
        return special != null
                ? special
                : Answer.of(200, "{\"inserted\":%d,\"duplicates\":%d}".formatted(inserted, batch.size() - inserted));
    }

    private static String id(JsonNode event) {
        return event.get("external_id").textValue();
    }

    private static String version(JsonNode fact) {
        JsonNode data = fact.get("data");
        return fact.get("type").textValue()
                + data.get("id").textValue()
                + data.get("modified_at").textValue();
    }

    private void awaitOthers() {
        try {
            while (mostInFlight < gatherUntil) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
