package dev.costinsights.samples;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.costinsights.samples.Outcome.Accepted;
import dev.costinsights.samples.Outcome.Refused;
import dev.costinsights.samples.Outcome.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.StringJoiner;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A path of one server that takes batches: makes single attempts and never retries. */
final class IngestEndpoint {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(30);
    private static final Set<Integer> TRANSIENT = Set.of(429, 502, 503, 504);
    private static final int SHOWN_ERRORS = 3;
    private static final int SHOWN_CHARACTERS = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final Target target;
    private final URI address;
    private final Clock clock;

    IngestEndpoint(Target target, URI address, Clock clock) {
        this.target = target;
        this.address = address;
        this.clock = clock;
    }

    /** Posts the body once. */
    Outcome post(byte[] body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(REPLY_TIMEOUT)
                .header("Authorization", "Bearer " + target.token())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            return outcome(http.send(request, BodyHandlers.ofString()));
        } catch (SSLException e) {
            return new Refused("TLS with %s failed: %s".formatted(target.url(), reason(e)));
        } catch (IOException e) {
            return new Unavailable("%s cannot be reached (%s)".formatted(target.url(), reason(e)), null);
        }
    }

    private Outcome outcome(HttpResponse<String> response) {
        int status = response.statusCode();
        if (TRANSIENT.contains(status)) {
            return new Unavailable("%s answers %d".formatted(target.url(), status), retryAfter(response));
        }
        JsonNode answer = parsed(response.body());
        if (status != 200) {
            return new Refused("%s answers %d: %s".formatted(target.url(), status, message(answer, response.body())));
        }
        if (answer == null || !answer.path("inserted").isIntegralNumber()) {
            return new Refused(
                    "%s answers 200, but not as this API does: %s".formatted(target.url(), printable(response.body())));
        }
        return new Accepted(
                answer.path("inserted").longValue(), answer.path("duplicates").longValue());
    }

    private @Nullable Duration retryAfter(HttpResponse<String> response) {
        String value = response.headers().firstValue("Retry-After").orElse("").strip();
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        if (value.isEmpty()) {
            return null;
        }
        try {
            Duration until = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException notADate) {
            // RFC 9110 lets a client treat an unreadable Retry-After as absent.
            return null;
        }
    }

    private static @Nullable JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            // The caller shows the text itself: proxies answer in HTML.
            return null;
        }
    }

    /** The server's own words, from any of the error envelopes of the API. */
    private static String message(@Nullable JsonNode answer, String body) {
        if (answer == null || !answer.isObject()) {
            return printable(body);
        }
        JsonNode detail = answer.path("detail");
        if (detail.isArray()) {
            return printable(fieldErrors(detail));
        }
        for (String field : new String[] {"error_description", "detail", "error"}) {
            if (answer.path(field).isTextual()) {
                return printable(answer.path(field).textValue());
            }
        }
        return printable(body);
    }

    private static String fieldErrors(JsonNode detail) {
        var errors = new StringJoiner("; ");
        for (int i = 0; i < Math.min(detail.size(), SHOWN_ERRORS); i++) {
            var location = new StringJoiner(".");
            detail.get(i).path("loc").forEach(step -> location.add(step.asText()));
            errors.add(location + ": " + detail.get(i).path("msg").asText());
        }
        if (detail.size() > SHOWN_ERRORS) {
            errors.add("and %d more".formatted(detail.size() - SHOWN_ERRORS));
        }
        return errors.toString();
    }

    /** Text of the server made safe to print on a terminal. */
    private static String printable(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.isEmpty()) {
            return "(no message)";
        }
        return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "…";
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : printable(message);
    }
}
