package dev.costinsights.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.costinsights.samples.FakeServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayCommandTest {

    private static final Map<String, String> ENV = Map.of("COST_INSIGHTS_TOKEN", "token-of-the-test");

    private final ManualTime time = new ManualTime(Instant.parse("2026-11-23T12:00:00Z"));
    private FakeServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new FakeServer();
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void sendsTheCodeTraceInBatchesOfAThousandAndReportsTheExactTotal() {
        CommandRun run = replay("code");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("Sent 8,819 events", "8,819 inserted, 0 duplicates", "exact cost: 4760.8895 cents");
        assertThat(server.batchSizes())
                .hasSize(9)
                .contains(819)
                .filteredOn(size -> size == 1000)
                .hasSize(8);
        assertThat(server.cents()).isEqualByComparingTo("4760.8895");
        assertThat(server.requests()).allMatch("POST /v1/events/ingest Bearer token-of-the-test"::equals);
    }

    @Test
    void sendsEveryFieldAsTheWireDefinesIt() {
        replay("code");

        JsonNode event = server.events().get("azure-code-000001");
        assertThat(event).hasToString("""
                        {"name":"llm.inference","timestamp":"2023-11-16T18:17:03.979960Z",\
                        "external_id":"azure-code-000001","external_customer_id":"customer-01",\
                        "metadata":{"_cost":{"amount":"1.212","currency":"usd"},\
                        "_llm":{"vendor":"azure","model":"code",\
                        "input_tokens":4808,"output_tokens":10,"total_tokens":4818}}}""");
    }

    @Test
    void keepsFourRequestsInFlight() {
        server.gather(4);

        assertThat(replay("code").exitCode()).isZero();
        assertThat(server.mostInFlight()).isEqualTo(4);
    }

    @Test
    void changesNothingWhenRepeated() {
        replay("all");

        CommandRun again = replay();

        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("0 inserted, 28,185 duplicates", "14440.022 cents");
        assertThat(server.events()).hasSize(28_185);
    }

    @Test
    void waitsAsLongAsABusyServerAsks() {
        server.plan(Answer.unavailable("7"), new Answer(429, Map.of("Retry-After", "9"), "", false));

        CommandRun run = replay("code");

        assertThat(run.exitCode()).isZero();
        assertThat(server.events()).hasSize(8_819);
        assertThat(time.pauses())
                .hasSize(2)
                .anyMatch(pause -> between(pause, "PT7S", "PT8S"))
                .anyMatch(pause -> between(pause, "PT9S", "PT10S"));
        assertThat(run.err()).contains(" answers 503, next try in 7.1 s");
    }

    @Test
    void understandsADateInRetryAfter() {
        server.plan(Answer.unavailable("Mon, 23 Nov 2026 12:00:30 GMT"));

        assertThat(replay("code").exitCode()).isZero();
        assertThat(time.pauses()).singleElement().matches(pause -> between(pause, "PT30S", "PT31S"));
    }

    @Test
    void countsABatchOnceWhoseAnswerWasLost() {
        server.plan(new Answer(504, Map.of(), "", true));

        CommandRun run = replay("code");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Sent 8,819 events", "duplicates", "4760.8895 cents");
        assertThat(server.events()).hasSize(8_819);
        assertThat(server.cents()).isEqualByComparingTo("4760.8895");
    }

    @Test
    void givesUpAfterAMinuteWithoutProgressAndSaysWhatHasArrived() throws IOException {
        String nobody;
        try (var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = "http://localhost:" + port.getLocalPort();
        }

        CommandRun run = CommandRun.of(ReplayCommand::run, time.surroundings(false), ENV, "code", "--url", nobody);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        nobody + " cannot be reached",
                        "without progress",
                        "0 of 8,819 events",
                        "Running the same command again is safe");
        assertThat(Duration.between(Instant.parse("2026-11-23T12:00:00Z"), time.instant()))
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(100));
    }

    @Test
    void givesUpAtOnceWhenAskedToWaitForMoreThanAMinute() {
        server.plan(Answer.unavailable("3600"));

        CommandRun run = replay("code");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("answers 503 and asks to wait for 3600 s");
        assertThat(time.pauses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    401 | {"error":"invalid_token","error_description":"The token is expired."} | answers 401: The token is expired.
                    422 | {"error":"RequestValidationError","detail":[{"type":"x","loc":["body","events",3,"name"],"msg":"Too long"}]} | answers 422: body.events.3.name: Too long.
                    404 | {"detail":"Not Found"} | answers 404: Not Found.
                    500 | <h1>Oops</h1> | answers 500: <h1>Oops</h1>.
                    """)
    void failsAtOnceWithTheServersOwnWords(int status, String body, String message) {
        Answer refusal = Answer.of(status, body);
        server.plan(refusal, refusal, refusal, refusal);

        CommandRun run = replay("code");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(message, "0 of 8,819 events").doesNotContain("token-of-the-test");
        assertThat(server.requests()).hasSizeLessThanOrEqualTo(4);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void doesNotTakeAForeignPageForSuccess() {
        Answer page = Answer.of(200, "<html>Welcome</html>");
        server.plan(page, page, page, page);

        CommandRun run = replay("code");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("not as this API does: <html>Welcome</html>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"poetry", "code conversation", "--colour red", "--url", "--url ftp://localhost", "--url=http://"
            })
    void explainsWrongUsage(String commandLine) {
        CommandRun run = CommandRun.of(ReplayCommand::run, time.surroundings(false), ENV, commandLine.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("See: replay --help");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void needsAToken() {
        CommandRun run = CommandRun.of(ReplayCommand::run, time.surroundings(false), Map.of(), "code");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("COST_INSIGHTS_TOKEN or COST_INSIGHTS_BOOTSTRAP_TOKEN");
    }

    @Test
    void prefersTheTokenOfTheCommandLineThenItsOwnVariableThenTheServers() {
        Map<String, String> both = Map.of("COST_INSIGHTS_TOKEN", "own", "COST_INSIGHTS_BOOTSTRAP_TOKEN", "servers");

        replay(both, "code", "--token", "given");
        assertThat(server.requests()).last().asString().endsWith("Bearer given");
        replay(both, "code");
        assertThat(server.requests()).last().asString().endsWith("Bearer own");
        replay(Map.of("COST_INSIGHTS_BOOTSTRAP_TOKEN", "servers"), "code");
        assertThat(server.requests()).last().asString().endsWith("Bearer servers");
    }

    @Test
    void statesTheRulesInItsHelp() {
        CommandRun run = CommandRun.of(ReplayCommand::run, time.surroundings(false), Map.of(), "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: replay", "modulo 24", "0.00025", "CC-BY 4.0", "Exit codes");
    }

    private CommandRun replay(String... args) {
        return replay(ENV, args);
    }

    private CommandRun replay(Map<String, String> env, String... args) {
        String[] withUrl = new String[args.length + 2];
        System.arraycopy(args, 0, withUrl, 0, args.length);
        withUrl[args.length] = "--url";
        withUrl[args.length + 1] = server.url();
        return CommandRun.of(ReplayCommand::run, time.surroundings(false), env, withUrl);
    }

    private static boolean between(Duration duration, String least, String most) {
        return duration.compareTo(Duration.parse(least)) >= 0 && duration.compareTo(Duration.parse(most)) < 0;
    }
}
