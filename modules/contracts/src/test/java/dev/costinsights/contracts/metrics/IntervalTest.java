package dev.costinsights.contracts.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    @ParameterizedTest
    @CsvSource({"YEAR, 1", "MONTH, 12", "WEEK, 53", "DAY, 366", "HOUR, 8784"})
    void aLeapYearHasItsPeriods(Interval interval, int periods) {
        assertThat(interval.periodsOf(range("2024-01-01", "2024-12-31", "UTC"))).hasSize(periods);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-08, America/New_York, 23",
        "2026-11-01, America/New_York, 25",
        "2026-06-01, Asia/Kathmandu, 24",
        "2026-04-05, Australia/Adelaide, 25",
        "2018-11-04, America/Sao_Paulo, 23",
    })
    void aDayHasItsRealHours(String day, String zone, int hours) {
        List<Period> periods = Interval.HOUR.periodsOf(range(day, day, zone));

        assertThat(periods)
                .hasSize(hours)
                .allSatisfy(period ->
                        assertThat(Duration.between(period.from(), period.to())).isEqualTo(Duration.ofHours(1)));
        assertThat(periods.get(0).from())
                .isEqualTo(LocalDate.parse(day).atStartOfDay(ZoneId.of(zone)).toInstant());
    }

    @ParameterizedTest
    @CsvSource({
        "WEEK, 2024-01-11, 2024-01-20, 2024-01-08T00:00:00Z",
        "MONTH, 2024-01-11, 2024-06-15, 2024-01-01T00:00:00Z",
        "YEAR, 2024-01-11, 2025-06-15, 2024-01-01T00:00:00Z",
        "DAY, 2024-01-11, 2024-01-12, 2024-01-11T00:00:00Z",
    })
    void aRangeThatStartsInsideAPeriodNamesThePeriodButCoversOnlyItsPart(
            Interval interval, String start, String end, Instant timestamp) {
        TimeRange range = range(start, end, "UTC");
        List<Period> periods = interval.periodsOf(range);

        assertThat(periods.get(0).timestamp()).isEqualTo(timestamp);
        assertThat(periods.get(0).from()).isEqualTo(range.startInstant());
        assertThat(periods.get(periods.size() - 1).to()).isEqualTo(range.endInstant());
    }

    @Test
    void periodsAreGaplessAcrossASkippedDay() {
        // Samoa went from 29 to 31 December 2011.
        List<Period> periods = Interval.DAY.periodsOf(range("2011-12-28", "2012-01-01", "Pacific/Apia"));

        assertThat(periods).hasSize(4);
        for (int i = 1; i < periods.size(); i++) {
            assertThat(periods.get(i).from()).isEqualTo(periods.get(i - 1).to());
        }
    }

    private static TimeRange range(String start, String end, String zone) {
        return new TimeRange(LocalDate.parse(start), LocalDate.parse(end), ZoneId.of(zone));
    }
}
