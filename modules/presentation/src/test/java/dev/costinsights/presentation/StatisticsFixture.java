package dev.costinsights.presentation;

import io.vertx.sqlclient.Pool;
import java.time.Duration;

/** Answers from a database that is folded: exactly, and from histograms wherever they can do. */
final class StatisticsFixture {
    final PresentationFixture presentation;
    final StatisticsReads exact;
    final StatisticsReads histograms;

    StatisticsFixture() throws Exception {
        presentation = new PresentationFixture();
        presentation.startFolding();
        Pool pool = presentation.database.pool("test statistics", 2, Duration.ofSeconds(20));
        var strongReads = new StrongReads(presentation.vertx, pool);
        exact = new StatisticsReads(Snapshots.searching(pool), strongReads, 1_000_000);
        histograms = new StatisticsReads(Snapshots.searching(pool), strongReads, -1);
    }

    void close() throws Exception {
        presentation.close();
    }
}
