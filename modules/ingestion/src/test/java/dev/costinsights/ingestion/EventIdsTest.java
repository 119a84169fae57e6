package dev.costinsights.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    private final EventIds ids = new EventIds();

    @Test
    void anIdIsFormattedAsVersion4WithItsMillisecondsInFront() {
        long millis = 0x0123_4567_89ABL;
        for (int i = 0; i < 1_000; i++) {
            UUID id = ids.next(millis);

            assertThat(id.version()).isEqualTo(4);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(millis);
        }
    }

    @Test
    void idsOfOneMillisecondDiffer() {
        Set<UUID> seen = new HashSet<>();
        long anyFront = 0;
        long anyBack = 0;
        for (int i = 0; i < 10_000; i++) {
            UUID id = ids.next(0);
            seen.add(id);
            anyFront |= id.getMostSignificantBits();
            anyBack |= id.getLeastSignificantBits();
        }

        assertThat(seen).hasSize(10_000);
        assertThat(anyFront & 0xFFF).isEqualTo(0xFFF);
        assertThat(anyBack | 0xC000_0000_0000_0000L).isEqualTo(-1L);
    }
}
