package dev.costinsights.aggregation;

import java.time.Instant;

/**
 * A time in which a subscription pays by one plan.
 *
 * @param from inclusive; {@link Instant#MIN} when it has no start
 * @param to exclusive; {@link Instant#MAX} when it has no end
 */
record PaidSpan(Instant from, Instant to, SubscriptionPlan plan) {}
