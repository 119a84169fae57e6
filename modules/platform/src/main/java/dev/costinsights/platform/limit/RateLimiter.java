package dev.costinsights.platform.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Limits how often a minute each one may do something; any thread may ask. Memory is bounded: those who asked longest
 * ago are forgotten first.
 *
 * @param <K> who is counted
 */
public final class RateLimiter<K> {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 100_000;
    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final Bandwidth limit;
    private final TimeMeter time;
    private final Cache<K, Bucket> buckets;

    private RateLimiter(Bandwidth limit, Ticker ticker) {
        this.limit = limit;
        this.time = new TickerTime(ticker);
        // Whoever did nothing for a minute may do everything again and need not be remembered.
        this.buckets = Caffeine.newBuilder()
                .expireAfterAccess(MINUTE)
                .maximumSize(MOST_KEPT)
                .ticker(ticker)
                .build();
    }

    /** The whole amount comes back at once, a minute after the first time. */
    public static <K> RateLimiter<K> byMinute(int perMinute, Ticker ticker) {
        return new RateLimiter<>(
                Bandwidth.builder()
                        .capacity(perMinute)
                        .refillIntervally(perMinute, MINUTE)
                        .build(),
                ticker);
    }

    /** The whole amount may be used at once and comes back evenly. */
    public static <K> RateLimiter<K> evenly(int perMinute, Ticker ticker) {
        return new RateLimiter<>(
                Bandwidth.builder()
                        .capacity(perMinute)
                        .refillGreedy(perMinute, MINUTE)
                        .build(),
                ticker);
    }

    /**
     * Counts one more time, unless that is too often.
     *
     * @return empty when it may be done, else the seconds to wait, at least one
     */
    public OptionalLong take(K who) {
        ConsumptionProbe probe = buckets.get(who, first -> bucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        Math.max(1, (probe.getNanosToWaitForRefill() + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND));
    }

    private Bucket bucket() {
        return Bucket.builder().addLimit(limit).withCustomTimePrecision(time).build();
    }

    private record TickerTime(Ticker ticker) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return ticker.read();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
