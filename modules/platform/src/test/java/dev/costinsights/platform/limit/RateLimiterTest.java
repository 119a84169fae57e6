package dev.costinsights.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    private final AtomicLong nanos = new AtomicLong();
    private final RateLimiter<String> byMinute = RateLimiter.byMinute(2, nanos::get);
    private final RateLimiter<String> evenly = RateLimiter.evenly(60, nanos::get);

    @Test
    void theThirdWithinAMinuteWaitsForTheRestOfIt() {
        assertThat(byMinute.take("a")).isEmpty();
        pass(Duration.ofSeconds(10));
        assertThat(byMinute.take("a")).isEmpty();
        pass(Duration.ofSeconds(10));

        assertThat(byMinute.take("a")).hasValue(40);
    }

    @Test
    void eachOneIsCountedApart() {
        byMinute.take("a");
        byMinute.take("a");

        assertThat(byMinute.take("b")).isEmpty();
    }

    @Test
    void afterAMinuteCountingBeginsAgainWhateverHappenedInIt() {
        IntStream.range(0, 10).forEach(i -> byMinute.take("a"));
        pass(Duration.ofSeconds(59));
        assertThat(byMinute.take("a")).hasValue(1);

        pass(Duration.ofSeconds(1));
        assertThat(byMinute.take("a")).isEmpty();
    }

    @Test
    void aMinuteIsAtHandAtOnceAndComesBackEvenly() {
        assertThat(IntStream.range(0, 60).mapToObj(i -> evenly.take("a"))).allMatch(wait -> wait.isEmpty());
        assertThat(evenly.take("a")).hasValue(1);

        pass(Duration.ofSeconds(2));
        assertThat(evenly.take("a")).isEmpty();
        assertThat(evenly.take("a")).isEmpty();
        assertThat(evenly.take("a")).hasValue(1);
    }

    @Test
    void aPartOfASecondIsWaitedForAsAWholeOne() {
        RateLimiter<String> slow = RateLimiter.evenly(4, nanos::get);
        IntStream.range(0, 4).forEach(i -> slow.take("a"));

        assertThat(slow.take("a")).hasValue(15);
        pass(Duration.ofMillis(200));
        assertThat(slow.take("a")).hasValue(15);
    }

    @Test
    void timeThatPassesBringsNoMoreThanAMinute() {
        evenly.take("a");
        pass(Duration.ofHours(1));

        assertThat(IntStream.range(0, 61).mapToObj(i -> evenly.take("a")).filter(wait -> wait.isEmpty()))
                .hasSize(60);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
