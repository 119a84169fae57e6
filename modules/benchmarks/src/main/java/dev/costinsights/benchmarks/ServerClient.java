package dev.costinsights.benchmarks;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** The server as its clients see it. */
final class ServerClient {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Duration RETRY_AFTER = Duration.ofMillis(50);
    private static final int OK = 200;
    private static final int SEE_OTHER = 303;
    private static final int FOUND = 302;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private final URI server;

    ServerClient(URI server) {
        this.server = server;
    }

    /** Posts until the server takes the events; returns how often it asked to wait. */
    int ingest(byte[] body) throws IOException, InterruptedException {
        HttpRequest request = api("/v1/events/ingest")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        for (int refusals = 0; ; refusals++) {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() == OK) {
                return refusals;
            }
            requireOverload(response);
            Thread.sleep(RETRY_AFTER.toMillis());
        }
    }

    /** The costs of days in UTC, in cents, of everything that was acknowledged before. */
    BigDecimal costsOfEverythingAcknowledged(LocalDate first, LocalDate last) throws IOException, InterruptedException {
        HttpRequest request = api("/v1/metrics/?interval=day&metrics=costs&start_date=" + first + "&end_date=" + last)
                .header("Cost-Insights-Consistency", "strong")
                .build();
        while (true) {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() == OK) {
                JsonNode costs = JSON.readTree(response.body()).at("/totals/costs");
                return costs.isMissingNode() ? BigDecimal.ZERO : costs.decimalValue();
            }
            requireOverload(response);
        }
    }

    /** How long a metrics answer with every default slug takes to its last byte, in microseconds, refusals included. */
    long metricsMicros(LocalDate first, LocalDate last, String zone) throws IOException, InterruptedException {
        return answerMicros("/v1/metrics/?interval=day&start_date=" + first + "&end_date=" + last + "&timezone="
                + URLEncoder.encode(zone, StandardCharsets.UTF_8));
    }

    /** How long an answer of the API takes to its last byte, in microseconds, refusals included. */
    long answerMicros(String path) throws IOException, InterruptedException {
        HttpRequest request = api(path).build();
        long start = System.nanoTime();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        while (response.statusCode() != OK) {
            requireOverload(response);
            response = http.send(request, BodyHandlers.ofString());
        }
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
    }

    /** Signs in to the dashboard; later page requests carry the session. */
    void signIn() throws IOException, InterruptedException {
        String form = "email=" + URLEncoder.encode(ServerProcess.ADMIN_EMAIL, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(ServerProcess.ADMIN_PASSWORD, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != SEE_OTHER && response.statusCode() != FOUND) {
            throw new IOException("Signing in: " + response.statusCode());
        }
    }

    /** How long a page of the dashboard takes to its first byte, in microseconds. */
    long firstByteMicros(String page) throws IOException, InterruptedException {
        Arrival arrival = arrival(page);
        if (arrival.refused()) {
            throw new IOException(page + ": " + UNAVAILABLE);
        }
        return arrival.firstByteMicros();
    }

    /**
     * How a page of the dashboard arrived.
     *
     * @param firstByteMicros until its first byte, in microseconds
     * @param refused whether it says that it can't be shown right now
     */
    record Arrival(long firstByteMicros, boolean refused) {}

    /** Asks for a page once; that it can't be shown right now is a result too. */
    Arrival arrival(String page) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(page)).build();
        long start = System.nanoTime();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        long firstByte = System.nanoTime();
        try (InputStream body = response.body()) {
            body.readAllBytes();
        }
        if (response.statusCode() != OK && response.statusCode() != UNAVAILABLE) {
            throw new IOException(page + ": " + response.statusCode());
        }
        return new Arrival(TimeUnit.NANOSECONDS.toMicros(firstByte - start), response.statusCode() == UNAVAILABLE);
    }

    /** A text in an answer of the API. */
    String text(String path, String pointer) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(api(path).build(), BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            throw new IOException(path + ": " + response.statusCode());
        }
        return JSON.readTree(response.body()).at(pointer).asText();
    }

    /** Bytes as they are transferred: of a page, and of it with all its files. */
    record Weight(long pageBytes, long allBytes) {}

    /** What a first visit of a page transfers. */
    Weight weight(String page) throws IOException, InterruptedException {
        byte[] compressed = transferred(page);
        String html = new String(
                new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes(), StandardCharsets.UTF_8);
        Set<String> files = new LinkedHashSet<>();
        ASSET.matcher(html).results().forEach(match -> files.add(match.group(1)));
        long all = compressed.length;
        for (String file : files) {
            all += transferred(file).length;
        }
        return new Weight(compressed.length, all);
    }

    private byte[] transferred(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != OK && response.statusCode() != UNAVAILABLE) {
            throw new IOException(path + ": " + response.statusCode());
        }
        return response.body();
    }

    private HttpRequest.Builder api(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + ServerProcess.TOKEN);
    }

    private static void requireOverload(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != TOO_MANY_REQUESTS && response.statusCode() != UNAVAILABLE) {
            throw new IOException(response.uri().getPath() + ": " + response.statusCode() + " " + response.body());
        }
    }
}
