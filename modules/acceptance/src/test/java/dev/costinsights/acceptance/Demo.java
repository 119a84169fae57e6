package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.LocalDate;

/**
 * A server that holds the demo year, with a token that may do everything.
 *
 * @param today the last day of the year, in UTC
 */
record Demo(URI server, Wire wire, LocalDate today) {
    /** The address of a page. */
    URI at(String address) {
        return server.resolve(address);
    }

    /** What the API answers to this path, without a slash at the start; it must succeed. */
    JsonNode get(String pathAndQuery) {
        try {
            Wire.Answer answer = Call.strong(pathAndQuery).send(wire);
            assertThat(answer.status())
                    .as("%s: %s", pathAndQuery, answer.body())
                    .isEqualTo(200);
            return answer.json();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
