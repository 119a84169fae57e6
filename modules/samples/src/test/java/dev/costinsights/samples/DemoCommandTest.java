package dev.costinsights.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCommandTest {

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
    void sendsAYearThatEndsAMinuteAgo() {
        CommandRun run = demo("--events 3000");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("2025-11-24 to 2026-11-23", "seed 1");
        assertThat(run.out()).contains("0 duplicates", "exact cost: " + EventsJson.plain(server.cents()) + " cents");
        assertThat(server.events().values())
                .hasSizeBetween(2_700, 3_300)
                .allMatch(event -> Instant.parse(event.get("timestamp").textValue())
                        .isBefore(time.instant().minusSeconds(59)));
    }

    @Test
    void addsOnlyNewEventsWhenRepeatedLaterThatDay() {
        demo("--events 20000");
        int before = server.events().size();
        int facts = server.facts().size();
        time.pass(Duration.ofHours(3));

        CommandRun again = demo("--events 20000");

        assertThat(again.out()).contains(String.format(Locale.ROOT, "%,d duplicates", before));
        assertThat(again.out()).contains(String.format(Locale.ROOT, "%,d duplicates", facts));
        assertThat(server.events().size()).isGreaterThan(before);
    }

    @Test
    void changesNothingWhenRepeatedForTheSamePastDay() {
        demo("--events 3000 --today 2026-10-31");

        CommandRun again = demo("--events=3000 --today=2026-10-31");

        assertThat(again.out().split(" 0 inserted", -1)).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--events 999",
                "--events many",
                "--today tomorrow",
                "--today 2026-11-24",
                "--seed -1",
                "everything"
            })
    void explainsWrongUsage(String commandLine) {
        CommandRun run = demo(commandLine);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("See: demo --help");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void statesItsDefaultsInItsHelp() {
        CommandRun run = CommandRun.of(DemoCommand::run, time.surroundings(false), Map.of(), "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("Usage: demo", "default 200000", "--today DATE", "Exit codes");
    }

    private CommandRun demo(String commandLine) {
        String[] args = Stream.concat(Stream.of("--url", server.url()), Stream.of(commandLine.split(" ")))
                .toArray(String[]::new);
        return CommandRun.of(DemoCommand::run, time.surroundings(false), Map.of("COST_INSIGHTS_TOKEN", "token"), args);
    }
}
