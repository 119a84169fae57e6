package dev.costinsights.presentation;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.costinsights.aggregation.AggregationSchema;
import dev.costinsights.aggregation.AggregationVerticle;
import dev.costinsights.ingestion.IngestionSchema;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.platform.db.Database;
import dev.costinsights.platform.db.DatabaseUrl;
import dev.costinsights.testkit.TestLog;
import dev.costinsights.testkit.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Aggregation and presentation deployed on a database of their own; events are appended directly. */
final class PresentationFixture {
    final DatabaseUrl url;
    final Vertx vertx = Vertx.vertx();
    final Connection connection;
    final Database database;
    private String aggregation = "";

    PresentationFixture() throws Exception {
        url = TestPostgres.newDatabase(IngestionSchema.MIGRATION, AggregationSchema.MIGRATION);
        database = new Database(vertx, url);
        connection = TestPostgres.connect(url);
        get(vertx.deployVerticle(new PresentationVerticle(database, 4, new SimpleMeterRegistry())));
    }

    void startFolding() throws Exception {
        aggregation = get(vertx.deployVerticle(new AggregationVerticle(
                database,
                new Settings.Aggregation(20_000, Duration.ofHours(1)),
                new SimpleMeterRegistry(),
                Clock.systemUTC())));
    }

    void stopFolding() throws Exception {
        get(vertx.undeploy(aggregation));
    }

    void append(UUID organizationId, List<TestLog.Event> events) throws Exception {
        TestLog.append(connection, organizationId, events);
    }

    void awaitFolded(UUID organizationId) {
        await().atMost(30, SECONDS).until(() -> {
            try (var statement =
                    connection.prepareStatement("select count(*) from log.tickets where organization_id = ?")) {
                statement.setObject(1, organizationId);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1) == 0;
                }
            }
        });
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, SECONDS);
    }

    void close() throws Exception {
        connection.close();
        get(vertx.close());
    }
}
