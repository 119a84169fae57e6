package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription with its history.
 *
 * @param versions in order, at least one
 */
record Subscription(UUID id, List<Version> versions) {
    private static final Set<String> NEVER_PAID = Set.of("incomplete", "incomplete_expired");
    private static final Set<String> NOT_PAYING = Set.of("paused", "unpaid", "incomplete", "incomplete_expired");

    /**
     * What it was from a time on.
     *
     * @param end when it ended or will, as it was known then
     */
    record Version(
            Instant since,
            String status,
            Revenue.About about,
            Instant createdAt,
            BigDecimal amount,
            String currency,
            String interval,
            int count,
            @Nullable Instant startedAt,
            @Nullable Instant trialEnd,
            @Nullable Instant canceledAt,
            @Nullable Instant end,
            String reason) {

        private static Version of(Fact fact) {
            BigDecimal count = fact.decimal("recurring_interval_count");
            return new Version(
                    fact.version(),
                    fact.required("status").asText(),
                    new Revenue.About(fact.uuid("customer_id"), fact.uuid("product_id")),
                    Objects.requireNonNull(fact.instant("created_at")),
                    fact.required("amount").decimalValue(),
                    fact.required("currency").asText(),
                    fact.required("recurring_interval").asText(),
                    count == null ? 1 : count.intValueExact(),
                    fact.instant("started_at"),
                    fact.instant("trial_end"),
                    fact.instant("canceled_at"),
                    fact.text("ended_at") != null ? fact.instant("ended_at") : fact.instant("ends_at"),
                    Objects.requireNonNullElse(fact.text("customer_cancellation_reason"), "other"));
        }

        /** What it pays a month, in cents of usd, rounded once. */
        BigDecimal monthly(Revenue.Rate rate) {
            BigDecimal paid = amount.multiply(rate.sum());
            BigDecimal months = Decimals.of(count).multiply(rate.count());
            BigDecimal twelve = Decimals.of(12);
            return switch (interval) {
                case "month" -> Decimals.rounded(paid, months);
                case "year" -> Decimals.rounded(paid, months.multiply(twelve));
                case "week" -> Decimals.rounded(paid.multiply(Decimals.of(52)), months.multiply(twelve));
                case "day" -> Decimals.rounded(paid.multiply(Decimals.of(365)), months.multiply(twelve));
                default -> throw new IllegalArgumentException(interval);
            };
        }
    }

    static Subscription of(List<Fact> history) {
        return new Subscription(
                history.get(0).id(), history.stream().map(Version::of).toList());
    }

    Version now() {
        return versions.get(versions.size() - 1);
    }

    /** The version in force; before the first, the first. */
    Version at(Instant instant) {
        Version found = versions.get(0);
        for (Version version : versions) {
            if (!version.since().isAfter(instant)) {
                found = version;
            }
        }
        return found;
    }

    /** Whether it was active or past due then: not in trial, paused or ended, and not for nothing. */
    boolean pays(Instant instant) {
        Version version = at(instant);
        return version.amount().signum() != 0
                && (version.startedAt() == null || !instant.isBefore(version.startedAt()))
                && (version.trialEnd() == null || !instant.isBefore(version.trialEnd()))
                && isBefore(instant, version.end())
                && isBefore(instant, now().end())
                && statusAllows(version, instant);
    }

    private static boolean statusAllows(Version version, Instant instant) {
        boolean isInEndlessTrial = version.status().equals("trialing") && version.trialEnd() == null;
        if (instant.isBefore(version.since())) {
            return !isInEndlessTrial && !NEVER_PAID.contains(version.status());
        }
        boolean isOverAtNoTime = version.status().equals("canceled") && version.end() == null;
        return !isInEndlessTrial && !isOverAtNoTime && !NOT_PAYING.contains(version.status());
    }

    private static boolean isBefore(Instant instant, @Nullable Instant end) {
        return end == null || instant.isBefore(end);
    }

    /** Every instant at which it may begin or cease to pay. */
    List<Instant> turns() {
        List<Instant> turns = new ArrayList<>();
        // Long before everything, for one that always paid.
        turns.add(Instant.parse("0001-01-01T00:00:00Z"));
        for (Version version : versions) {
            turns.add(version.since());
            for (Instant date : new Instant[] {version.startedAt(), version.trialEnd(), version.end()}) {
                if (date != null) {
                    turns.add(date);
                }
            }
        }
        return turns.stream().distinct().sorted().toList();
    }
}
