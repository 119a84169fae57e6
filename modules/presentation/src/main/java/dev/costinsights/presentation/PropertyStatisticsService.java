package dev.costinsights.presentation;

import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.PropertyStatistics.Item;
import dev.costinsights.contracts.statistics.PropertyStatisticsQuery;
import dev.costinsights.presentation.StatisticsReads.Asked;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/** Answers statistics by property. Of vendors and models the totals know enough; anything else is in the log alone. */
final class PropertyStatisticsService {
    private final StatisticsReads reads;

    PropertyStatisticsService(StatisticsReads reads) {
        this.reads = reads;
    }

    Future<PropertyStatistics> answer(PropertyStatisticsQuery query) {
        return reads.answer(
                query.scope(),
                (snapshot, asked) -> items(snapshot, asked, query)
                        .compose(items -> StatisticsReads.source(snapshot, asked, true)
                                .map(source -> new PropertyStatistics(items, source))));
    }

    private static Future<List<Item>> items(SqlConnection snapshot, Asked asked, PropertyStatisticsQuery query) {
        List<Instant> boundaries =
                Cover.of(Boundaries.of(query.scope().range())).boundaries();
        if (asked.isOfAll() && query.property().equals("_llm.model")) {
            return PropertyStore.fromTotals(snapshot, PropertyStore.MODELS, query, boundaries);
        } else if (asked.isOfAll() && query.property().equals("_llm.vendor")) {
            return PropertyStore.fromTotals(snapshot, PropertyStore.VENDORS, query, boundaries);
        }
        return PropertyStore.fromLog(snapshot, asked, query, boundaries);
    }
}
