package dev.costinsights.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageTest {
    private static final UUID SUBSCRIPTION = UUID.randomUUID();
    private static final Instant CREATED = Instant.parse("2026-03-10T12:20:00Z");

    @Test
    void anOrderWithoutSubscriptionIsOfNone() {
        assertThat(Stage.of(null, CREATED, CREATED, CREATED)).isEqualTo((short) 1);
    }

    @Test
    void whereTheStartIsNotKnownNothingElseDecides() {
        assertThat(Stage.of(SUBSCRIPTION, CREATED, null, CREATED)).isEqualTo((short) 2);
    }

    @ParameterizedTest
    @CsvSource({
        // In the quarter-hour of the start, whatever came before.
        "2026-03-10T12:29:59.999999Z, , 3",
        "2026-03-10T12:15:00Z, 2026-03-10T12:16:00Z, 3",
        // Only the start, before and after the order.
        "2026-03-10T12:14:59Z, , 11",
        "2026-03-10T11:20:00.000001Z, , 11",
        "2026-03-10T11:20:00Z, , 12",
        "2026-03-10T13:19:59Z, , 11",
        "2026-03-09T10:20:00.000001Z, , 12",
        "2026-03-09T10:20:00Z, , 13",
        "2026-03-03T10:20:00.000001Z, , 13",
        "2026-03-03T10:20:00Z, , 14",
        "2026-02-07T10:20:00.000001Z, , 14",
        "2026-02-07T10:20:00Z, , 15",
        "2025-03-09T10:20:00.000001Z, , 15",
        "2025-03-09T10:20:00Z, , 16",
        // The order before is nearer, or farther, than the start.
        "2020-01-01T00:00:00Z, 2026-03-10T11:50:00Z, 11",
        "2020-01-01T00:00:00Z, 2026-02-10T12:20:00Z, 14",
        "2026-03-10T12:10:00Z, 2020-01-01T00:00:00Z, 11",
        // The order before is in the same quarter-hour: only the start decides the level.
        "2020-01-01T00:00:00Z, 2026-03-10T12:15:00Z, 26",
        "2026-03-01T00:00:00Z, 2026-03-10T12:20:00Z, 24",
    })
    void theNearestOfStartAndOrderBeforeDecidesTheLevel(Instant start, Instant before, short stage) {
        assertThat(Stage.of(SUBSCRIPTION, CREATED, start, before)).isEqualTo(stage);
    }
}
