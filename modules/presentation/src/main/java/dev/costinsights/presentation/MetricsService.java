package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsAnswer.Values;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.Period;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers metrics over time. A value never depends on which other metrics are asked for. */
final class MetricsService {
    private static final int RATIO_DECIMALS = 12;
    /**
     * The reference defines the totals of active_user_by_event and cost_per_user by the active subscriptions of the last
     * period. There are no subscriptions yet.
     */
    private static final long LAST_ACTIVE_SUBSCRIPTIONS = 0;

    private final Snapshots snapshots;
    private final StrongReads strongReads;

    MetricsService(Snapshots snapshots, StrongReads strongReads) {
        this.snapshots = snapshots;
        this.strongReads = strongReads;
    }

    Future<MetricsAnswer> answer(MetricsQuery query) {
        Future<Void> ready = query.consistency() == Consistency.STRONG
                ? strongReads.awaitFolded(query.organizationId())
                : Future.succeededFuture();
        return ready.compose(done -> snapshots.read(snapshot -> read(snapshot, query)));
    }

    private static Future<MetricsAnswer> read(SqlConnection snapshot, MetricsQuery query) {
        List<Period> periods = query.interval().periodsOf(query.range());
        Cover cover = Cover.withHistory(Boundaries.of(periods));
        Future<Measures> measures = query.customerIds().isEmpty()
                ? measures(snapshot, query, cover)
                : CustomerEventsStore.measures(snapshot, query.organizationId(), query.customerIds(), cover);
        return measures.compose(measured -> TotalsStore.freshness(snapshot, query.organizationId())
                .map(freshness -> new MetricsAnswer(
                        periodValues(periods, measured, query.metrics()),
                        totals(measured, query.metrics()),
                        freshness.asOf())));
    }

    private static Future<Measures> measures(SqlConnection snapshot, MetricsQuery query, Cover withHistory) {
        Cover inside = Cover.of(withHistory.boundaries());
        Cover whole = Cover.of(Boundaries.ends(withHistory.boundaries()));
        UUID organizationId = query.organizationId();
        return TotalsStore.costs(snapshot, organizationId, withHistory)
                .compose(costs -> CustomerTwins.read(snapshot, organizationId)
                        .compose(twins -> TotalsStore.activeCustomers(snapshot, organizationId, inside, twins)
                                .compose(active -> TotalsStore.activeCustomers(snapshot, organizationId, whole, twins)
                                        .map(activeOfRange -> new Measures(costs, active, activeOfRange.get(1))))));
    }

    private static List<Values> periodValues(List<Period> periods, Measures measures, List<Metric> metrics) {
        List<Values> values = new ArrayList<>(periods.size());
        BigDecimal cumulative = measures.costs().get(0).costCents();
        for (int i = 1; i <= periods.size(); i++) {
            BigDecimal costs = measures.costs().get(i).costCents();
            ActiveCustomers active = measures.activeCustomers().get(i);
            cumulative = cumulative.add(costs);
            Map<Metric, BigDecimal> all = new EnumMap<>(Metric.class);
            all.put(Metric.COSTS, costs);
            all.put(Metric.CUMULATIVE_COSTS, Sums.plain(cumulative));
            all.put(Metric.COST_PER_USER, orZero(ratio(costs, active.asSent())));
            all.put(Metric.ACTIVE_USER_BY_EVENT, BigDecimal.valueOf(active.asSent()));
            putActiveCustomers(all, costs, active.customers());
            all.keySet().retainAll(metrics);
            values.add(new Values(periods.get(i - 1).timestamp(), all));
        }
        return values;
    }

    private static Map<Metric, BigDecimal> totals(Measures measures, List<Metric> metrics) {
        BigDecimal history = measures.costs().get(0).costCents();
        BigDecimal costs = Sums.plain(
                measures.costs().stream().skip(1).map(Sums::costCents).reduce(BigDecimal.ZERO, BigDecimal::add));
        Map<Metric, BigDecimal> all = new EnumMap<>(Metric.class);
        all.put(Metric.COSTS, costs);
        all.put(Metric.CUMULATIVE_COSTS, Sums.plain(history.add(costs)));
        all.put(Metric.COST_PER_USER, orZero(ratio(costs, LAST_ACTIVE_SUBSCRIPTIONS)));
        all.put(Metric.ACTIVE_USER_BY_EVENT, BigDecimal.valueOf(LAST_ACTIVE_SUBSCRIPTIONS));
        putActiveCustomers(all, costs, measures.activeCustomersOfRange().customers());
        all.keySet().retainAll(metrics);
        return all;
    }

    private static void putActiveCustomers(Map<Metric, BigDecimal> values, BigDecimal costs, long customers) {
        values.put(Metric.ACTIVE_CUSTOMERS, BigDecimal.valueOf(customers));
        BigDecimal perCustomer = ratio(costs, customers);
        if (perCustomer != null) {
            values.put(Metric.COST_PER_ACTIVE_CUSTOMER, perCustomer);
        }
    }

    private static @Nullable BigDecimal ratio(BigDecimal costs, long customers) {
        return customers == 0
                ? null
                : Sums.plain(costs.divide(BigDecimal.valueOf(customers), RATIO_DECIMALS, RoundingMode.HALF_UP));
    }

    private static BigDecimal orZero(@Nullable BigDecimal value) {
        return value == null ? BigDecimal.ZERO : value;
    }
}
