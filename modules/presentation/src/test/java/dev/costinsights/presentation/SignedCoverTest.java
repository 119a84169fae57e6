package dev.costinsights.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.presentation.SignedCover.Edge;
import dev.costinsights.presentation.SignedCover.Part;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedCoverTest {
    private static final Instant FAR = Instant.parse("2030-01-01T00:00:00Z");

    private static Instant at(String text) {
        return Instant.parse(text + ":00Z");
    }

    private static Part part(int grain, String from, String to, boolean taken) {
        return new Part(new Segment(grain, at(from + "T00:00"), at(to + "T00:00")), taken);
    }

    @Test
    void whatIsNearerIsAddedOrTakenAway() {
        var cover = SignedCover.of(at("2026-01-05T18:15"), at("2026-04-25T05:45"), FAR);

        assertThat(cover.parts())
                .containsExactly(
                        part(Segment.DAY, "2026-01-01", "2026-01-06", true),
                        part(Segment.MONTH, "2026-01-01", "2026-05-01", false),
                        part(Segment.DAY, "2026-04-25", "2026-05-01", true));
        assertThat(cover.edges())
                .containsExactly(
                        new Edge(at("2026-01-05T18:15"), at("2026-01-06T00:00"), false),
                        new Edge(at("2026-04-25T00:00"), at("2026-04-25T05:45"), false));
    }

    @Test
    void aFewDaysAreReadAsDays() {
        var cover = SignedCover.of(at("2026-01-14T06:00"), at("2026-01-18T14:00"), FAR);

        assertThat(cover.parts()).containsExactly(part(Segment.DAY, "2026-01-14", "2026-01-19", false));
        assertThat(cover.edges())
                .containsExactly(
                        new Edge(at("2026-01-14T00:00"), at("2026-01-14T06:00"), true),
                        new Edge(at("2026-01-18T14:00"), at("2026-01-19T00:00"), true));
    }

    @Test
    void aRangeThatEndsAfterAllDataIsReadToTheEndOfTheMonth() {
        var cover = SignedCover.of(at("2025-11-24T00:00"), at("2026-11-24T18:15"), at("2026-11-24T18:15"));

        assertThat(cover.parts())
                .containsExactly(
                        part(Segment.DAY, "2025-11-24", "2025-12-01", false),
                        part(Segment.MONTH, "2025-12-01", "2026-12-01", false));
        assertThat(cover.edges()).isEmpty();
    }

    @Test
    void afterAllDataThereIsNothing() {
        var cover = SignedCover.of(at("2026-12-01T00:00"), at("2026-12-31T00:00"), at("2026-11-24T18:15"));

        assertThat(cover).isEqualTo(new SignedCover(List.of(), List.of()));
    }
}
