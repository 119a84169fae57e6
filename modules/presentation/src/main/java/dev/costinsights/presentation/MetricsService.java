package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsAnswer.Values;
import dev.costinsights.contracts.metrics.MetricsQuery;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Answers metrics over time. A value never depends on which other metrics are asked for. */
final class MetricsService {
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
        Timeline timeline = Timeline.of(query);
        return FiguresReader.read(snapshot, query, timeline)
                .compose(figures -> TotalsStore.freshness(snapshot, query.organizationId())
                        .map(freshness -> answer(timeline, figures, query.metrics(), freshness.asOf())));
    }

    /** From figures that hold what the metrics need, and maybe more. */
    static MetricsAnswer answer(Timeline timeline, Figures figures, List<Metric> metrics, Instant asOf) {
        List<Map<Metric, BigDecimal>> periods = new ArrayList<>(timeline.size());
        Map<Metric, BigDecimal> before = ReferenceMetrics.history(figures);
        for (int period = 1; period <= timeline.size(); period++) {
            Map<Metric, BigDecimal> values = new EnumMap<>(Metric.class);
            ReferenceMetrics.put(figures, period, before, values);
            OurMetrics.put(figures, period, values);
            periods.add(values);
            before = values;
        }
        Map<Metric, BigDecimal> totals = new EnumMap<>(Metric.class);
        ReferenceMetrics.putTotals(periods, totals);
        OurMetrics.putTotals(figures, periods, totals);

        List<Values> answered = new ArrayList<>(timeline.size());
        for (int i = 0; i < timeline.size(); i++) {
            Map<Metric, BigDecimal> values = periods.get(i);
            keep(values, metrics);
            answered.add(new Values(timeline.periods().get(i).timestamp(), values));
        }
        keep(totals, metrics);
        return new MetricsAnswer(answered, totals, asOf);
    }

    private static void keep(Map<Metric, BigDecimal> values, List<Metric> metrics) {
        values.keySet().retainAll(metrics);
        values.replaceAll((metric, value) -> Sums.plain(value));
    }
}
