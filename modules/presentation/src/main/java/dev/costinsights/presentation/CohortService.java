package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.profit.Cohorts;
import dev.costinsights.contracts.profit.Cohorts.Age;
import dev.costinsights.contracts.profit.Cohorts.Cohort;
import dev.costinsights.contracts.profit.CohortsQuery;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers what customers have brought since their first order, by the month of it. */
final class CohortService {
    private final Searches searches;
    private final StrongReads strongReads;

    CohortService(Searches searches, StrongReads strongReads) {
        this.searches = searches;
        this.strongReads = strongReads;
    }

    Future<Cohorts> answer(CohortsQuery query) {
        YearMonth last = YearMonth.from(query.now().atOffset(ZoneOffset.UTC));
        List<YearMonth> months = months(query, last);
        Future<Void> ready = query.consistency() == Consistency.STRONG
                ? strongReads.awaitFolded(query.organizationId())
                : Future.succeededFuture();
        return ready.compose(done -> searches.read(budget -> read(budget, query, months, last)
                .compose(cohorts -> budget.then(snapshot -> TotalsStore.freshness(snapshot, query.organizationId())
                        .map(freshness -> new Cohorts(cohorts, freshness.asOf()))))));
    }

    /** Those that have begun. */
    private static List<YearMonth> months(CohortsQuery query, YearMonth last) {
        List<YearMonth> months = new ArrayList<>();
        for (YearMonth month = query.start();
                !month.isAfter(query.end()) && !month.isAfter(last);
                month = month.plusMonths(1)) {
            months.add(month);
        }
        return months;
    }

    private static Future<List<Cohort>> read(
            Searches.Budget budget, CohortsQuery query, List<YearMonth> months, YearMonth last) {
        return months.isEmpty()
                ? Future.succeededFuture(List.of())
                : budget.then(snapshot -> CohortStore.cohorts(snapshot, query.organizationId(), months, last))
                        .map(found -> months.stream()
                                .map(month -> cohort(month, found.getOrDefault(month, CohortStore.Cohort.NONE), last))
                                .toList());
    }

    private static Cohort cohort(YearMonth month, CohortStore.Cohort cohort, YearMonth last) {
        List<Age> ages = new ArrayList<>();
        if (cohort.customers() > 0) {
            BigDecimal sum = before(month, cohort.centsByMonth());
            for (YearMonth at = month; !at.isAfter(last); at = at.plusMonths(1)) {
                sum = sum.add(cohort.centsByMonth().getOrDefault(at, BigDecimal.ZERO));
                int age = (int) ChronoUnit.MONTHS.between(month, at);
                ages.add(Age.of(age, Sums.plain(sum), cohort.customers(), at.isBefore(last)));
            }
        }
        return new Cohort(month, cohort.customers(), ages);
    }

    /** What customers cost before their first order counts from their first month on. */
    private static BigDecimal before(YearMonth month, Map<YearMonth, BigDecimal> centsByMonth) {
        return centsByMonth.entrySet().stream()
                .filter(entry -> entry.getKey().isBefore(month))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
