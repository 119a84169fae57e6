package dev.costinsights.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChunksTest {
    private static final UUID ACME = UUID.fromString("10000000-0000-4000-8000-000000000000");
    private static final UUID GLOBEX = UUID.fromString("20000000-0000-4000-8000-000000000000");

    private final Chunks chunks = new Chunks(4_000);

    private int afterFailures(int failures) {
        for (int i = 0; i < failures; i++) {
            chunks.failed(ACME, chunks.of(ACME));
        }
        return chunks.of(ACME);
    }

    private int afterFull() {
        chunks.folded(ACME, chunks.of(ACME), chunks.of(ACME));
        return chunks.of(ACME);
    }

    @Test
    void fullOnesGrow() {
        assertThat(chunks.of(ACME)).isEqualTo(1_000);
        assertThat(afterFull()).isEqualTo(2_000);
        assertThat(afterFull()).isEqualTo(4_000);
        assertThat(afterFull()).isEqualTo(4_000);
        assertThat(chunks.of(GLOBEX)).isEqualTo(1_000);

        chunks.folded(ACME, 4_000, 3_999);
        assertThat(chunks.of(ACME)).isEqualTo(1_000);
    }

    @Test
    void failuresHalveThemDownToOneAndSuccessLetsThemGrowAgain() {
        assertThat(afterFailures(1)).isEqualTo(500);
        assertThat(afterFailures(1)).isEqualTo(250);
        assertThat(afterFailures(20)).isOne();
        assertThat(afterFull()).isEqualTo(2);
        assertThat(afterFull()).isEqualTo(4);
    }
}
