package dev.costinsights.acceptance;

import dev.costinsights.acceptance.Revenue.About;
import dev.costinsights.acceptance.Subscription.Version;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Subscriptions as they are now, seen over the periods of a question: a change of plan rewrites these figures. */
final class SubscriptionFigures {
    static final List<String> REASONS = List.of(
            "customer_service",
            "low_quality",
            "missing_features",
            "switched_service",
            "too_complex",
            "too_expensive",
            "unused",
            "other");

    private final Revenue revenue;
    private final List<Version> subscriptions;
    private final Question question;
    private final Instant from;
    private final Instant to;

    SubscriptionFigures(Revenue revenue, Predicate<About> meant, Question question) {
        this.revenue = revenue;
        subscriptions = revenue.subscriptions().stream()
                .map(Subscription::now)
                .filter(now -> meant.test(now.about()))
                .toList();
        this.question = question;
        from = question.periods().from();
        to = question.periods().to();
    }

    /**
     * @param costs of the period
     * @param users whom cost_per_user divides them by
     */
    Map<String, BigDecimal> of(Bucket bucket, BigDecimal costs, BigDecimal users) {
        var values = new TreeMap<String, BigDecimal>();
        List<Version> active =
                subscriptions.stream().filter(now -> isActive(now, bucket)).toList();
        List<Version> committed =
                active.stream().filter(now -> now.end() == null).toList();
        Predicate<Version> inTrial =
                now -> now.trialEnd() != null && !now.trialEnd().isBefore(bucket.next());
        values.put("active_subscriptions", Decimals.of(active.size()));
        values.put("committed_subscriptions", Decimals.of(committed.size()));
        values.put("monthly_recurring_revenue", monthly(active, inTrial.negate(), bucket));
        values.put("trial_monthly_recurring_revenue", monthly(active, inTrial, bucket));
        values.put("committed_monthly_recurring_revenue", monthly(committed, inTrial.negate(), bucket));
        values.put("trial_committed_monthly_recurring_revenue", monthly(committed, inTrial, bucket));
        BigDecimal twelve = Decimals.of(12);
        values.put(
                "annual_recurring_revenue",
                Ratios.number(values, "monthly_recurring_revenue").multiply(twelve));
        values.put(
                "committed_annual_recurring_revenue",
                Ratios.number(values, "committed_monthly_recurring_revenue").multiply(twelve));
        long customers =
                active.stream().map(now -> now.about().customer()).distinct().count();
        BigDecimal perUser = customers == 0
                ? BigDecimal.ZERO
                : Decimals.rounded(Ratios.number(values, "monthly_recurring_revenue"), Decimals.of(customers));
        values.put("average_revenue_per_user", perUser);
        putChurn(values, bucket);
        values.put("ltv", ltv(perUser, costs, users, bucket));
        values.put("churned_subscriptions", count(now -> bucket.holds(now.end())));
        // By their creation, also before the range; cut at its end.
        values.put(
                "new_subscriptions",
                count(now -> bucket.wholeHolds(now.createdAt())
                        && now.createdAt().isBefore(to)
                        && (now.end() == null || !bucket.isReachedBy(now.end()))));
        putCanceled(values, bucket);
        return values;
    }

    private boolean isActive(Version now, Bucket bucket) {
        Instant started = now.startedAt();
        Instant end = now.end();
        return (started == null || bucket.isReachedBy(started) && started.isBefore(to))
                && (end == null || !bucket.isReachedBy(end) && !end.isBefore(from));
    }

    private BigDecimal monthly(List<Version> some, Predicate<Version> which, Bucket bucket) {
        return Decimals.sum(
                some.stream().filter(which).toList(), now -> now.monthly(revenue.rateIn(now.currency(), bucket)));
    }

    private BigDecimal count(Predicate<Version> which) {
        return Decimals.of(subscriptions.stream().filter(which).count());
    }

    private void putChurn(Map<String, BigDecimal> values, Bucket bucket) {
        values.put("churn_rate", Decimals.quotient(canceled(bucket), activeBefore(bucket)));
    }

    /** One exact division, then cut. */
    private BigDecimal ltv(BigDecimal perUser, BigDecimal costs, BigDecimal users, Bucket bucket) {
        if (canceled(bucket).signum() == 0 || activeBefore(bucket).signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal parts = users.max(BigDecimal.ONE);
        BigDecimal margin =
                users.signum() == 0 ? perUser : perUser.multiply(users).subtract(costs);
        return margin.multiply(activeBefore(bucket))
                .divide(parts.multiply(canceled(bucket)), 0, RoundingMode.DOWN)
                .max(BigDecimal.ZERO);
    }

    private BigDecimal canceled(Bucket bucket) {
        Instant until = isYearly() ? bucket.next() : bucket.start();
        return count(now -> isIn(now.canceledAt(), churnSince(bucket), until));
    }

    private BigDecimal activeBefore(Bucket bucket) {
        Instant then = churnSince(bucket);
        return count(now -> (now.startedAt() == null || !now.startedAt().isAfter(then))
                && (now.end() == null || now.end().isAfter(then)));
    }

    private boolean isYearly() {
        return question.interval().equals("year");
    }

    /** 30 calendar days before the period; of a year, its start. */
    private Instant churnSince(Bucket bucket) {
        return isYearly()
                ? bucket.start()
                : bucket.start().atZone(question.zone()).minusDays(30).toInstant();
    }

    private static boolean isIn(@Nullable Instant instant, Instant since, Instant until) {
        return instant != null && !instant.isBefore(since) && instant.isBefore(until);
    }

    private void putCanceled(Map<String, BigDecimal> values, Bucket bucket) {
        values.put("canceled_subscriptions", count(now -> bucket.holds(now.canceledAt())));
        for (String reason : REASONS) {
            values.put(
                    "canceled_subscriptions_" + reason,
                    count(now -> bucket.holds(now.canceledAt()) && reason.equals(known(now.reason()))));
        }
    }

    private static String known(String reason) {
        return REASONS.contains(reason) ? reason : "other";
    }
}
