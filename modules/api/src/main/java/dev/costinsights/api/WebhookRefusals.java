package dev.costinsights.api;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.costinsights.platform.limit.RateLimiter;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalLong;

/**
 * Counts deliveries with a bad signature, by remote address and endpoint, so that guessing is slow. Deliveries with a good
 * one are never counted: they may share an address with a guesser.
 */
final class WebhookRefusals {
    private final RateLimiter<Guess> guesses;

    private record Guess(String address, String endpoint) {}

    WebhookRefusals(int perMinute, Ticker ticker) {
        this.guesses = RateLimiter.byMinute(perMinute, ticker);
    }

    /** Seconds to wait when this is one refusal too many. */
    OptionalLong take(RoutingContext context, String endpoint) {
        return guesses.take(new Guess(BearerAuth.address(context.request()), endpoint));
    }
}
