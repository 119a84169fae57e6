package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Predicted lifetime values at the end of a range of UTC days. */
final class PredictedValue {
    private static final int WINDOW_DAYS = 90;
    private static final int MONTHS_AHEAD = 60;

    private final RevenueBruteForce truth;
    private final Question range;
    private final Instant end;
    private final Map<UUID, Long> payingDays;
    private final long churned;

    /** @param range in UTC */
    PredictedValue(RevenueBruteForce truth, Question range, Set<UUID> customers) {
        this.truth = truth;
        this.range = range;
        end = range.periods().to();
        MonthlyRevenue monthly = truth.monthly(range);
        Instant start = end.minus(Duration.ofDays(WINDOW_DAYS));
        payingDays = IntStream.rangeClosed(1, WINDOW_DAYS)
                .mapToObj(day -> start.plus(Duration.ofDays(day)))
                .flatMap(dayEnd -> monthly.at(dayEnd).keySet().stream())
                .collect(Collectors.groupingBy(customer -> customer, Collectors.counting()));
        churned = customers.stream()
                .map(customer -> monthly.lostBefore(customer, end))
                .filter(lost -> lost.isPresent() && !lost.get().isBefore(start))
                .count();
    }

    /** Of all customers together; null without exposure. */
    @Nullable
    BigDecimal ofAll() {
        Instant monthsEnd = range.end()
                .plusDays(1)
                .withDayOfMonth(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        Instant monthsStart = monthsEnd.atZone(ZoneOffset.UTC).minusMonths(3).toInstant();
        MonthlyRevenue monthly = truth.monthly(range);
        long days = ChronoUnit.DAYS.between(monthsStart, monthsEnd);
        long paying = IntStream.rangeClosed(1, (int) days)
                .mapToObj(day -> monthsStart.plus(Duration.ofDays(day)))
                .flatMap(dayEnd -> monthly.at(dayEnd).keySet().stream())
                .distinct()
                .count();
        return paying == 0 || payingDays.isEmpty()
                ? null
                : value(contribution(range).divide(Decimals.of(paying), Decimals.PLENTY));
    }

    /** Null for one who paid on no day. */
    @Nullable
    BigDecimal of(UUID customer) {
        return payingDays.containsKey(customer) ? value(contribution(range.of(List.of(customer)))) : null;
    }

    /** A month of the three last complete ones. */
    private BigDecimal contribution(Question of) {
        var lastDay = range.end().plusDays(1).withDayOfMonth(1).minusDays(1);
        var months = new Question(
                lastDay.plusDays(1).minusMonths(3),
                lastDay,
                ZoneOffset.UTC,
                "month",
                List.of(),
                of.customers(),
                of.products(),
                of.billingTypes());
        return truth.everything(months).total("profit").divide(Decimals.of(3), Decimals.PLENTY);
    }

    private BigDecimal value(BigDecimal monthly) {
        BigDecimal exposure = Decimals.sum(payingDays.values(), Decimals::of).divide(Decimals.of(30), Decimals.PLENTY);
        BigDecimal churn =
                Decimals.of(churned).add(new BigDecimal("0.5")).divide(exposure.add(BigDecimal.ONE), Decimals.PLENTY);
        BigDecimal kept = BigDecimal.ONE.subtract(churn);
        return monthly.multiply(BigDecimal.ONE.subtract(kept.pow(MONTHS_AHEAD))).divide(churn, Decimals.PLENTY);
    }
}
