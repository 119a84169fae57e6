package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real production traces give their known totals, to the last digit, in every zone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracesIT {
    private static final BigDecimal CODE_CENTS = new BigDecimal("4760.8895");
    private static final BigDecimal CONVERSATION_CENTS = new BigDecimal("9679.1325");
    private static final Question DAY_OF_TRACES =
            Question.of(LocalDate.of(2023, 11, 16), LocalDate.of(2023, 11, 16), "UTC", "day");

    private final Workspace workspace = Workspace.of(TracesIT.class, "both");
    private final List<Event> sent = new ArrayList<>();
    private ServerProcess server;

    @BeforeAll
    void replayBothTracesOneAfterTheOtherAndThenAgain() throws IOException {
        server = Launch.in(workspace).startReady();

        assertThat(replay(workspace, server, "code")).contains("8,819 inserted, 0 duplicates");
        assertThat(server.wire().metrics(DAY_OF_TRACES).total("costs")).isEqualByComparingTo(CODE_CENTS);

        assertThat(replay(workspace, server, "all")).contains("19,366 inserted, 8,819 duplicates");
        assertThat(replay(workspace, server, "all")).contains("0 inserted, 28,185 duplicates");
        sent.addAll(AzureTrace.CODE.events());
        sent.addAll(AzureTrace.CONVERSATION.events());
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        workspace.deleteData();
    }

    @Test
    void bothTracesTogetherCostTheSumOfTheirKnownTotals() throws IOException {
        assertThat(server.wire().metrics(DAY_OF_TRACES).total("costs"))
                .isEqualByComparingTo(CODE_CENTS.add(CONVERSATION_CENTS));
    }

    @Test
    void theConversationTraceAloneCostsItsKnownTotal() throws IOException {
        Workspace alone = Workspace.of(TracesIT.class, "conversation");
        try (ServerProcess other = Launch.in(alone).startReady()) {
            assertThat(replay(alone, other, "conversation")).contains("19,366 inserted, 0 duplicates");
            assertThat(other.wire().metrics(DAY_OF_TRACES).total("costs")).isEqualByComparingTo(CONVERSATION_CENTS);
        }
        alone.deleteData();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Asia/Kathmandu",
                "America/New_York",
                "Asia/Calcutta",
                "Australia/Adelaide",
                "Australia/Eucla",
                "America/St_Johns",
                "Pacific/Chatham",
                "Pacific/Kiritimati"
            })
    void everyPeriodOfTheTracesIsExactInTheZone(String zone) throws IOException {
        BruteForce truth = new BruteForce(sent);
        for (Question question : List.of(
                Question.of(LocalDate.of(2023, 11, 14), LocalDate.of(2023, 11, 20), zone, "hour"),
                Question.of(LocalDate.of(2023, 11, 17), LocalDate.of(2023, 11, 17), zone, "hour"),
                Question.of(LocalDate.of(2023, 11, 1), LocalDate.of(2023, 12, 5), zone, "day"),
                Question.of(LocalDate.of(2023, 11, 15), LocalDate.of(2023, 12, 20), zone, "week"),
                Question.of(LocalDate.of(2023, 11, 16), LocalDate.of(2024, 2, 20), zone, "month"),
                Question.of(LocalDate.of(2022, 6, 1), LocalDate.of(2024, 6, 1), zone, "year"))) {
            SameMetrics.check(question, server.wire().metrics(question), truth.answer(question));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2025-03-09, 23",
        "America/New_York, 2025-11-02, 25",
        "Australia/Adelaide, 2025-04-06, 25",
        "Australia/Lord_Howe, 2025-10-05, 24", // 23.5 hours, the last one half as long
        "Europe/London, 2025-03-30, 23"
    })
    void aDayOnWhichTheClockChangesHasItsRealHours(String zone, LocalDate day, int hours) throws IOException {
        // Given an event every seven and a half minutes around the change
        Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        List<Event> events = new ArrayList<>();
        for (Instant at = noon.minus(Duration.ofHours(48));
                at.isBefore(noon.plus(Duration.ofHours(48)));
                at = at.plusSeconds(450)) {
            events.add(new Event(
                    "tick",
                    at,
                    zone + day + at,
                    "customer-" + events.size() % 7,
                    new BigDecimal("0.000000000001").multiply(BigDecimal.valueOf(events.size() + 1))));
        }
        assertThat(server.wire().ingest(events).inserted()).isEqualTo(events.size());
        sent.addAll(events);

        // Then the day is as long as it was, and hours and days hold what happened in them
        BruteForce truth = new BruteForce(sent);
        Question theDay = Question.of(day, day, zone, "hour");
        Metrics answer = server.wire().metrics(theDay);
        assertThat(answer.periods()).hasSize(hours);
        SameMetrics.check(theDay, answer, truth.answer(theDay));
        for (Question question : List.of(
                Question.of(day.minusDays(2), day.plusDays(2), zone, "hour"),
                Question.of(day.minusDays(2), day.plusDays(2), zone, "day"))) {
            SameMetrics.check(question, server.wire().metrics(question), truth.answer(question));
        }
    }

    private static String replay(Workspace workspace, ServerProcess server, String trace) {
        return Launch.in(workspace)
                .with("COST_INSIGHTS_TOKEN", Launch.TOKEN)
                .run("replay", trace, "--url", server.uri().toString())
                .succeeded()
                .output();
    }
}
