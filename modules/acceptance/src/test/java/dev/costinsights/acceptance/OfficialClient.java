package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An official TypeScript SDK at work in a process of its own, for any number of access tokens. Arguments and answers are in the names of the wire; what the
 * SDK doesn't take or can't read is an error here.
 */
final class OfficialClient implements AutoCloseable {

    /** Which SDK, and for the newer one, which version of the API it speaks. */
    enum Line {
        SDK_0("sdk-0.mjs"),
        SDK_1_OF_2026_04("sdk-1.mjs", "2026-04"),
        SDK_1_OF_2026_10("sdk-1.mjs", "2026-10"),
        SDK_1_OF_2027_01("sdk-1.mjs", "2027-01");

        private final String script;
        private final String[] arguments;

        Line(String script, String... arguments) {
            this.script = script;
            this.arguments = arguments.clone();
        }

        boolean isBefore1() {
            return this == SDK_0;
        }
    }

    private final Process process;
    private final Path errors;
    private final BufferedWriter calls;
    private final BufferedReader answers;

    private OfficialClient(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.calls = process.outputWriter();
        this.answers = process.inputReader();
    }

    static OfficialClient start(NodeScripts scripts, Line line, URI server, Path errors) throws IOException {
        return new OfficialClient(
                scripts.script(server, line.script, line.arguments)
                        .redirectError(errors.toFile())
                        .start(),
                errors);
    }

    /** Calls a method that must succeed. */
    JsonNode call(String accessToken, String method, Object... arguments) throws IOException {
        JsonNode answer = answer(accessToken, method, arguments);
        assertThat(answer.path("error").toPrettyString())
                .as("error of %s", method)
                .isEmpty();
        return answer.required("value");
    }

    /** Calls a method that must be refused: the error's {@code type}, {@code status} and {@code detail}. */
    JsonNode refusal(String accessToken, String method, Object... arguments) throws IOException {
        JsonNode answer = answer(accessToken, method, arguments);
        assertThat(answer.has("error")).as("%s is refused: %s", method, answer).isTrue();
        return answer.required("error");
    }

    private JsonNode answer(String accessToken, String method, Object... arguments) throws IOException {
        ObjectNode call =
                Wire.JSON.createObjectNode().put("accessToken", accessToken).put("name", method);
        call.set("args", Wire.JSON.valueToTree(arguments));
        calls.write(call.toString());
        calls.newLine();
        calls.flush();
        @Nullable String line = answers.readLine();
        if (line == null) {
            throw new AssertionError("The client ended at " + method + ", see " + errors);
        }
        return Wire.JSON.readTree(line);
    }

    @Override
    public void close() {
        try {
            calls.close();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
