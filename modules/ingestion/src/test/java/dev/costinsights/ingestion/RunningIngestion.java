package dev.costinsights.ingestion;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.Channel;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.events.IngestEvents;
import dev.costinsights.contracts.events.IngestResult;
import dev.costinsights.contracts.events.NewEvent;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.platform.db.Database;
import dev.costinsights.platform.db.DatabaseUrl;
import dev.costinsights.testkit.TestPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The verticle on a bus and a database of its own, as another module would meet it. */
final class RunningIngestion implements AutoCloseable {
    static final Settings.Ingestion SETTINGS = new Settings.Ingestion(4, 50_000, 500_000);

    final Vertx vertx = Vertx.vertx();
    final DatabaseUrl url = TestPostgres.newDatabase(IngestionSchema.MIGRATION);
    final MeterRegistry meters = new SimpleMeterRegistry();
    final Instant startedAt = Instant.now();
    private final Settings.Ingestion settings;
    private String deployment = "";

    RunningIngestion() {
        this(SETTINGS);
    }

    RunningIngestion(Settings.Ingestion settings) {
        this.settings = settings;
        deploy();
    }

    void deploy() {
        deployment = await(vertx.deployVerticle(
                new IngestionVerticle(new Database(vertx, url), settings, Clock.systemUTC(), meters)));
    }

    Future<IngestResult> send(UUID organizationId, List<NewEvent> events) {
        return Channels.INGEST_EVENTS.ask(vertx, new IngestEvents(organizationId, events));
    }

    IngestResult record(UUID organizationId, NewEvent... events) {
        return await(send(organizationId, List.of(events)));
    }

    /** Why recording the events is refused. */
    ContractException refusal(UUID organizationId, NewEvent... events) {
        return refusal(Channels.INGEST_EVENTS, new IngestEvents(organizationId, List.of(events)));
    }

    /** Why a wish is refused. */
    <Q extends Message, R extends Message> ContractException refusal(Channel<Q, R> channel, Q wish) {
        return await(channel.ask(vertx, wish)
                .transform(answer -> answer.failed()
                        ? Future.succeededFuture((ContractException) answer.cause())
                        : Future.failedFuture(new AssertionError("was done: " + answer.result()))));
    }

    double counted(String outcome) {
        return meters.get("cost_insights_ingest_events")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    Future<Void> undeploy() {
        return vertx.undeploy(deployment);
    }

    void execute(String sql) {
        TestPostgres.execute(url, sql);
    }

    /** The rows of a query, each as its columns' text, separated by bars. */
    List<String> rows(String sql) {
        try (var connection = TestPostgres.connect(url);
                var rows = connection.createStatement().executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(text(rows));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(ResultSet row) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            columns.add(String.valueOf(row.getString(column)));
        }
        return String.join("|", columns);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("No answer", e);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
