package dev.costinsights.presentation;

import dev.costinsights.contracts.statistics.CustomerStatistics;
import dev.costinsights.contracts.statistics.CustomerStatistics.Item;
import dev.costinsights.contracts.statistics.CustomerStatisticsQuery;
import dev.costinsights.presentation.StatisticsReads.Asked;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/** Answers statistics by customer. */
final class CustomerStatisticsService {
    private final StatisticsReads reads;

    CustomerStatisticsService(StatisticsReads reads) {
        this.reads = reads;
    }

    Future<CustomerStatistics> answer(CustomerStatisticsQuery query) {
        return reads.answer(
                query.scope(),
                (snapshot, asked) -> items(snapshot, asked, query)
                        .compose(items -> StatisticsReads.source(snapshot, asked, true)
                                .map(source -> new CustomerStatistics(items, source))));
    }

    private Future<List<Item>> items(SqlConnection snapshot, Asked asked, CustomerStatisticsQuery query) {
        List<Instant> boundaries =
                Cover.of(Boundaries.of(query.scope().range())).boundaries();
        if (!asked.isOfAll()) {
            return CustomerTracesStore.fromLog(snapshot, asked, query, boundaries);
        }
        return TraceTotalsStore.size(snapshot, asked.organizationId(), boundaries, null)
                .compose(all -> CustomerTracesStore.fromTotals(snapshot, query, all));
    }
}
