package dev.costinsights.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts tries of each one in the minute that its first try begins. Memory is bounded: the least tried are forgotten first. */
final class TryLimiter {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 50_000;

    private final int perMinute;
    private final Cache<String, AtomicInteger> tries;

    TryLimiter(int perMinute, Ticker ticker) {
        this.perMinute = perMinute;
        this.tries = Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfterWrite(WINDOW)
                .ticker(ticker)
                .build();
    }

    /** Counts this try and tells whether it may go on. */
    boolean allows(String who) {
        return tries.get(who, first -> new AtomicInteger()).incrementAndGet() <= perMinute;
    }
}
