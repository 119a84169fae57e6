package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnknownTokensTest {
    private final AtomicLong nanos = new AtomicLong();
    private final UnknownTokens unknownTokens = new UnknownTokens(2, nanos::get);

    @Test
    void theThirdWithinAMinuteWaitsForTheRestOfIt() {
        assertThat(unknownTokens.count("a")).isEmpty();
        pass(Duration.ofSeconds(10));
        assertThat(unknownTokens.count("a")).isEmpty();
        pass(Duration.ofSeconds(10));

        assertThat(unknownTokens.count("a")).hasValue(40);
    }

    @Test
    void addressesAreCountedApart() {
        unknownTokens.count("a");
        unknownTokens.count("a");

        assertThat(unknownTokens.count("b")).isEmpty();
    }

    @Test
    void afterAMinuteCountingBeginsAgainWhateverHappenedInIt() {
        for (int i = 0; i < 10; i++) {
            unknownTokens.count("a");
        }
        pass(Duration.ofSeconds(61));

        assertThat(unknownTokens.count("a")).isEmpty();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
