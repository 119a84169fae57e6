package dev.costinsights.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TryLimiterTest {
    private final AtomicLong nanos = new AtomicLong();
    private final TryLimiter limiter = new TryLimiter(3, nanos::get);

    @Test
    void allowsAsManyTriesAMinuteAsSet() {
        assertThat(IntStream.range(0, 5).mapToObj(i -> limiter.allows("a")))
                .containsExactly(true, true, true, false, false);
    }

    @Test
    void countsEachOneAlone() {
        IntStream.range(0, 4).forEach(i -> limiter.allows("a"));

        assertThat(limiter.allows("b")).isTrue();
    }

    @Test
    void refusedTriesDoNotProlongTheMinute() {
        IntStream.range(0, 4).forEach(i -> limiter.allows("a"));
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(59));
        assertThat(limiter.allows("a")).isFalse();

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(limiter.allows("a")).isTrue();
    }
}
