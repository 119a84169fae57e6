package dev.costinsights.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts requests with unknown tokens per remote address in windows of one minute, so that guessing is slow. Requests
 * with a good token are never counted: they may share an address with a guesser.
 */
final class UnknownTokens {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MAX_ADDRESSES = 100_000;

    private final int perMinute;
    private final Cache<String, AtomicInteger> windows;

    UnknownTokens(int perMinute, Ticker ticker) {
        this.perMinute = perMinute;
        this.windows = Caffeine.newBuilder()
                .expireAfterWrite(WINDOW)
                .maximumSize(MAX_ADDRESSES)
                .ticker(ticker)
                .build();
    }

    /** Counts one more; seconds to wait when that is one too many. */
    OptionalLong count(String address) {
        int seen = windows.get(address, fresh -> new AtomicInteger()).incrementAndGet();
        return seen <= perMinute ? OptionalLong.empty() : OptionalLong.of(secondsLeft(address));
    }

    private long secondsLeft(String address) {
        long age = windows.policy()
                .expireAfterWrite()
                .orElseThrow()
                .ageOf(address, TimeUnit.SECONDS)
                .orElse(0);
        return Math.max(1, WINDOW.toSeconds() - age);
    }
}
