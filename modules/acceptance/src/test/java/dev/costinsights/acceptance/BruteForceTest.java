package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The measure itself, against numbers worked out by hand. */
class BruteForceTest {

    @Test
    void aMonthThatTheRangeCutsHoldsOnlyItsPartWhileTheCumulativeHoldsWhatWentBefore() {
        // Given 1 cent before the range but in its first month, 2 and 4 in the range, 8 after it
        var events = List.of(
                Event.of("e", Instant.parse("2024-01-10T23:59:59.999999Z"), "a", "1"),
                Event.of("e", Instant.parse("2024-01-11T00:00:00Z"), "a", "2"),
                Event.of("e", Instant.parse("2024-02-29T23:59:59.999999Z"), "b", "4"),
                Event.of("e", Instant.parse("2024-03-01T00:00:00Z"), "a", "8"));

        Metrics answer = new BruteForce(events)
                .answer(Question.of(LocalDate.of(2024, 1, 11), LocalDate.of(2024, 2, 29), "UTC", "month"));

        Instant january = Instant.parse("2024-01-01T00:00:00Z");
        Instant february = Instant.parse("2024-02-01T00:00:00Z");
        assertThat(answer.periods().keySet()).containsExactly(january, february);
        assertThat(answer.at(january, "costs")).isEqualByComparingTo("2");
        assertThat(answer.at(january, "cumulative_costs")).isEqualByComparingTo("3");
        assertThat(answer.at(february, "cumulative_costs")).isEqualByComparingTo("7");
        assertThat(answer.total("costs")).isEqualByComparingTo("6");
        assertThat(answer.total("active_customers")).isEqualByComparingTo("2");
        assertThat(answer.total("cost_per_active_customer")).isEqualByComparingTo("3");
    }

    @Test
    void theHourThatTheClockRepeatsIsTwoHours() {
        // Given New York's 1:30 on 2 November 2025, which comes twice: at 5:30 and at 6:30 UTC
        var events = List.of(
                Event.of("e", Instant.parse("2025-11-02T05:30:00Z"), "a", "1"),
                Event.of("e", Instant.parse("2025-11-02T06:30:00Z"), "a", "2"));
        LocalDate day = LocalDate.of(2025, 11, 2);

        Metrics answer = new BruteForce(events).answer(Question.of(day, day, "America/New_York", "hour"));

        assertThat(answer.periods()).hasSize(25);
        assertThat(answer.at(Instant.parse("2025-11-02T05:00:00Z"), "costs")).isEqualByComparingTo("1");
        assertThat(answer.at(Instant.parse("2025-11-02T06:00:00Z"), "costs")).isEqualByComparingTo("2");
    }
}
