package dev.costinsights.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.presentation.CustomerCover.Edge;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomerCoverTest {

    private static CustomerCover cover(String start, String end, String zone) {
        return CustomerCover.of(new TimeRange(LocalDate.parse(start), LocalDate.parse(end), ZoneId.of(zone)));
    }

    private static Segment segment(int grain, String from, String to) {
        return new Segment(grain, Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"));
    }

    private static Edge edge(String from, String to) {
        return new Edge(Instant.parse(from), Instant.parse(to));
    }

    @Test
    void wholeUtcMonthsNeedNeitherDaysNorEdges() {
        CustomerCover cover = cover("2026-01-01", "2026-03-31", "UTC");

        assertThat(cover.segments()).containsExactly(segment(Segment.MONTH, "2026-01-01", "2026-04-01"));
        assertThat(cover.edges()).isEmpty();
    }

    @Test
    void daysSurroundMonthsAndEdgesSurroundDays() {
        CustomerCover cover = cover("2026-01-30", "2026-03-02", "Asia/Kathmandu");

        assertThat(cover.edges())
                .containsExactly(
                        edge("2026-01-29T18:15:00Z", "2026-01-30T00:00:00Z"),
                        edge("2026-03-02T00:00:00Z", "2026-03-02T18:15:00Z"));
        assertThat(cover.segments())
                .containsExactly(
                        segment(Segment.DAY, "2026-01-30", "2026-02-01"),
                        segment(Segment.MONTH, "2026-02-01", "2026-03-01"),
                        segment(Segment.DAY, "2026-03-01", "2026-03-02"));
    }

    @Test
    void aRangeWithoutAWholeMonthTakesDays() {
        assertThat(cover("2026-01-30", "2026-02-02", "UTC").segments())
                .containsExactly(segment(Segment.DAY, "2026-01-30", "2026-02-03"));
    }

    @Test
    void aLocalDayAcrossMidnightIsTwoEdges() {
        CustomerCover cover = cover("2026-01-30", "2026-01-30", "America/New_York");

        assertThat(cover.segments()).isEmpty();
        assertThat(cover.edges())
                .containsExactly(
                        edge("2026-01-30T05:00:00Z", "2026-01-31T00:00:00Z"),
                        edge("2026-01-31T00:00:00Z", "2026-01-31T05:00:00Z"));
    }

    @Test
    void periodsOfAZoneShareTheDaysBetweenThem() {
        CustomerCover cover = CustomerCover.withHistory(
                List.of(Instant.parse("2026-01-31T18:15:00Z"), Instant.parse("2026-02-03T18:15:00Z")));

        assertThat(cover.segments())
                .endsWith(
                        segment(Segment.DAY, "2026-01-01", "2026-01-31"),
                        segment(Segment.DAY, "2026-02-01", "2026-02-03"))
                .hasSize(3);
        assertThat(cover.segments().get(0).grain()).isEqualTo(Segment.MONTH);
        assertThat(cover.edges())
                .containsExactly(
                        edge("2026-01-31T00:00:00Z", "2026-02-01T00:00:00Z"),
                        edge("2026-02-03T00:00:00Z", "2026-02-03T18:15:00Z"));
    }

    @Test
    void hoursAreOneEdge() {
        CustomerCover cover = CustomerCover.withHistory(List.of(
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-01T01:00:00Z"),
                Instant.parse("2026-01-01T02:00:00Z")));

        assertThat(cover.segments()).extracting(Segment::grain).containsExactly(Segment.MONTH);
        assertThat(cover.edges()).containsExactly(edge("2026-01-01T00:00:00Z", "2026-01-01T02:00:00Z"));
    }
}
