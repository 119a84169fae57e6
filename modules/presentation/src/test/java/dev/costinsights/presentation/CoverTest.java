package dev.costinsights.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CoverTest {

    private static final List<ZoneId> ZONES = Stream.of(
                    "UTC",
                    "Asia/Kathmandu",
                    "Australia/Adelaide",
                    "Australia/Lord_Howe",
                    "America/New_York",
                    "America/Sao_Paulo",
                    "Pacific/Apia",
                    "Pacific/Chatham")
            .map(ZoneId::of)
            .toList();

    static Stream<TimeRange> awkwardDays() {
        return Stream.of(
                range("2026-03-08", "2026-03-08", "America/New_York"),
                range("2026-11-01", "2026-11-01", "America/New_York"),
                range("2018-11-03", "2018-11-05", "America/Sao_Paulo"),
                range("2026-10-04", "2026-10-04", "Australia/Lord_Howe"),
                range("2026-04-05", "2026-04-05", "Australia/Lord_Howe"),
                range("2026-04-05", "2026-04-05", "Australia/Adelaide"),
                range("2026-01-11", "2026-02-15", "Asia/Kathmandu"),
                range("2011-12-29", "2011-12-31", "Pacific/Apia"));
    }

    static Stream<TimeRange> randomRanges() {
        var random = new Random(20261123);
        return Stream.generate(() -> {
                    LocalDate start = LocalDate.of(2015, 1, 1).plusDays(random.nextInt(4_500));
                    return new TimeRange(
                            start, start.plusDays(random.nextInt(40)), ZONES.get(random.nextInt(ZONES.size())));
                })
                .limit(60);
    }

    private static TimeRange range(String start, String end, String zone) {
        return new TimeRange(LocalDate.parse(start), LocalDate.parse(end), ZoneId.of(zone));
    }

    @ParameterizedTest
    @MethodSource({"awkwardDays", "randomRanges"})
    void coversEveryPeriodOfEveryIntervalExactly(TimeRange range) {
        for (Interval interval : Interval.values()) {
            List<Instant> boundaries = Boundaries.of(interval.periodsOf(range));

            Cover cover = Cover.of(boundaries);

            assertThat(cover.boundaries()).isEqualTo(boundaries);
            assertThat(cover.segments().get(0).from()).isEqualTo(range.startInstant());
            assertThat(cover.segments().get(cover.segments().size() - 1).to()).isEqualTo(range.endInstant());
            assertWithoutGaps(cover.segments());
            assertEachBucketInOnePeriod(cover);
        }
    }

    private static void assertWithoutGaps(List<Segment> segments) {
        for (int i = 1; i < segments.size(); i++) {
            Segment before = segments.get(i - 1);
            Segment segment = segments.get(i);
            assertThat(segment.from()).isEqualTo(before.to());
            assertThat(segment.grain()).as("neighbours of one grain are merged").isNotEqualTo(before.grain());
        }
    }

    /** Walks bucket by bucket: each is aligned, and no boundary lies strictly inside it. */
    private static void assertEachBucketInOnePeriod(Cover cover) {
        List<Instant> inside = new ArrayList<>();
        for (Segment segment : cover.segments()) {
            long seconds = segment.grain() * 60L;
            assertThat(Math.floorMod(segment.from().getEpochSecond(), seconds)).isZero();
            assertThat(Math.floorMod(segment.to().getEpochSecond(), seconds)).isZero();
            for (Instant boundary : cover.boundaries()) {
                boolean within = boundary.isAfter(segment.from()) && boundary.isBefore(segment.to());
                if (within && Math.floorMod(boundary.getEpochSecond(), seconds) != 0) {
                    inside.add(boundary);
                }
            }
        }
        assertThat(inside).as("boundaries inside a bucket").isEmpty();
    }

    @Test
    void takesDaysInsideHoursAroundThemAndQuarterHoursAtTheEdges() {
        Cover cover = Cover.of(Boundaries.of(range("2026-01-01", "2026-01-03", "Asia/Kathmandu")));

        assertThat(cover.segments())
                .containsExactly(
                        segment(15, "2025-12-31T18:15:00Z", "2025-12-31T19:00:00Z"),
                        segment(60, "2025-12-31T19:00:00Z", "2026-01-01T00:00:00Z"),
                        segment(1_440, "2026-01-01T00:00:00Z", "2026-01-03T00:00:00Z"),
                        segment(60, "2026-01-03T00:00:00Z", "2026-01-03T18:00:00Z"),
                        segment(15, "2026-01-03T18:00:00Z", "2026-01-03T18:15:00Z"));
    }

    @Test
    void needsOneSegmentForAYearOfUtcDays() {
        var year = range("2026-01-01", "2026-12-31", "UTC");

        assertThat(Cover.of(Boundaries.of(Interval.DAY.periodsOf(year))).segments())
                .containsExactly(segment(1_440, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"));
    }

    @Test
    void coversHistoryFromTheBeginning() {
        Cover cover = Cover.withHistory(Boundaries.of(range("2026-01-01", "2026-01-01", "Asia/Kolkata")));

        assertThat(cover.boundaries()).hasSize(2);
        assertThat(cover.segments().subList(0, 3))
                .containsExactly(
                        new Segment(1_440, Cover.BEGINNING, Instant.parse("2025-12-31T00:00:00Z")),
                        segment(60, "2025-12-31T00:00:00Z", "2025-12-31T18:00:00Z"),
                        segment(15, "2025-12-31T18:00:00Z", "2025-12-31T19:00:00Z"));
        assertWithoutGaps(cover.segments());
    }

    @Test
    void takesBoundariesOffTheQuarterHourBackToIt() {
        Cover cover =
                Cover.of(Boundaries.of(Interval.DAY.periodsOf(range("1970-01-01", "1970-01-02", "Africa/Monrovia"))));

        assertThat(cover.boundaries())
                .containsExactly(
                        Instant.parse("1970-01-01T00:30:00Z"),
                        Instant.parse("1970-01-02T00:30:00Z"),
                        Instant.parse("1970-01-03T00:30:00Z"));
    }

    @Test
    void keepsThePlaceOfAPeriodThatVanishesWhenTakenBack() {
        Instant start = Instant.parse("1880-01-01T00:00:00Z");

        Cover cover = Cover.of(List.of(start, start.plusSeconds(20), start.plusSeconds(3_600)));

        assertThat(cover.boundaries()).containsExactly(start, start, start.plusSeconds(3_600));
        assertThat(cover.segments()).containsExactly(new Segment(60, start, start.plusSeconds(3_600)));
    }

    private static Segment segment(int grain, String from, String to) {
        return new Segment(grain, Instant.parse(from), Instant.parse(to));
    }
}
