package dev.costinsights.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ManualTime time = new ManualTime(Instant.parse("2026-11-23T12:00:00Z"));
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void writesALineEveryThreeSecondsAndTheLastOne() {
        Progress progress = progress(false);

        for (int second = 1; second <= 8; second++) {
            time.pass(Duration.ofSeconds(1));
            progress.sent(second * 1000);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "3,000 of 8,000 events, 37 %, 1,000/s, 0:05 left",
                        "6,000 of 8,000 events, 75 %, 1,000/s, 0:02 left",
                        "8,000 of 8,000 events, 100 %, 1,000/s, 0:00 left");
    }

    @Test
    void rewritesOneLineOnATerminal() {
        Progress progress = progress(true);

        time.pass(Duration.ofSeconds(4));
        progress.sent(4000);
        time.pass(Duration.ofSeconds(4));
        progress.sent(8000);
        progress.close();

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001b[K4,000 of 8,000 events, 50 %, 1,000/s, 0:04 left"
                        + "\r\u001b[K8,000 of 8,000 events, 100 %, 1,000/s, 0:00 left" + System.lineSeparator());
    }

    @Test
    void saysAtOnceThatItWaitsAndThenOnlyNowAndThen() {
        Progress progress = progress(false);

        progress.waiting("The server answers 503", Duration.ofMillis(1500));
        progress.waiting("The server answers 503", Duration.ofMillis(1500));

        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("The server answers 503, next try in 1.5 s; 0 of 8,000 events, 0 %, 0/s, – left");
    }

    private Progress progress(boolean terminal) {
        return new Progress(
                new PrintStream(printed, true, StandardCharsets.UTF_8), time.surroundings(terminal), 8000, "events");
    }
}
