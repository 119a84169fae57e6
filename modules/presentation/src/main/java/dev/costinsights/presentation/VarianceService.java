package dev.costinsights.presentation;

import dev.costinsights.contracts.statistics.VarianceQuery;
import dev.costinsights.contracts.statistics.VarianceStatistics;
import dev.costinsights.contracts.statistics.VarianceStatistics.Item;
import dev.costinsights.presentation.StatisticsReads.Asked;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/** Answers which traces stand out. */
final class VarianceService {
    private final StatisticsReads reads;

    VarianceService(StatisticsReads reads) {
        this.reads = reads;
    }

    /** @param exact whether percentiles are */
    private record Found(List<Item> items, boolean exact) {}

    Future<VarianceStatistics> answer(VarianceQuery query) {
        return reads.answer(
                query.scope(),
                (snapshot, asked) -> find(snapshot, asked, query)
                        .compose(found -> StatisticsReads.source(snapshot, asked, found.exact())
                                .map(source -> new VarianceStatistics(found.items(), source))));
    }

    private Future<Found> find(SqlConnection snapshot, Asked asked, VarianceQuery query) {
        List<Instant> boundaries =
                Cover.of(Boundaries.of(query.scope().range())).boundaries();
        if (!asked.isOfTotals()) {
            return fromLog(snapshot, asked, boundaries, query.limit());
        }
        return TraceTotalsStore.nameKeys(snapshot, asked)
                .compose(names -> TraceTotalsStore.size(snapshot, asked.organizationId(), boundaries, names)
                        .compose(size -> reads.isLarge(size)
                                ? VarianceStore.fromTotals(
                                                snapshot, asked.organizationId(), boundaries, names, query.limit())
                                        .map(items -> new Found(items, false))
                                : fromLog(snapshot, asked, boundaries, query.limit())));
    }

    private static Future<Found> fromLog(SqlConnection snapshot, Asked asked, List<Instant> boundaries, int limit) {
        return VarianceStore.fromLog(snapshot, asked, boundaries, limit).map(items -> new Found(items, true));
    }
}
