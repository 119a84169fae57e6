package dev.costinsights.aggregation;

import dev.costinsights.contracts.Channels;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.platform.db.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Wires folding and reconciling. Deployed once per process; any number of processes share the work. */
public final class AggregationVerticle extends VerticleBase {
    /** One folds, one measures the backlog. */
    private static final int CONNECTIONS = 2;

    private static final Duration LONGEST_FOLD = Duration.ofMinutes(2);
    /** Of a day with a great many events. */
    private static final Duration LONGEST_COMPARISON = Duration.ofMinutes(10);

    private static final long MEASURE_MILLIS = 1_000;

    private final Database database;
    private final Settings.Aggregation settings;
    private final MeterRegistry registry;
    private final Clock clock;
    private Pool pool;
    private Pool comparing;
    private FoldLoop foldLoop;
    private ReconcileLoop reconcileLoop;

    public AggregationVerticle(Database database, Settings.Aggregation settings, MeterRegistry registry, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.registry = registry;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        pool = database.pool("aggregation", CONNECTIONS, LONGEST_FOLD);
        comparing = database.pool("reconciler", 1, LONGEST_COMPARISON);
        var foldMeters = new FoldMeters(registry);
        foldLoop = new FoldLoop(
                vertx,
                foldMeters,
                clock,
                List.of(
                        new FoldLoop.Lane(new FoldStore(pool), settings.chunkEvents(), foldMeters::foldedEvents),
                        new FoldLoop.Lane(new FactFold(pool), FactFold.MAX_CHUNK, foldMeters::foldedObjects)));
        var backlog = new BacklogStore(pool);
        vertx.setPeriodic(
                MEASURE_MILLIS, id -> backlog.backlog().otherwiseEmpty().onSuccess(foldMeters::backlog));
        Future<Void> listening = Channels.LOG_APPENDED
                .subscribe(vertx, appended -> foldLoop.ring())
                .completion();
        var reconciler = new Reconciler(
                new DayStore(comparing),
                new ReconcileStore(comparing),
                new RowCheck(comparing),
                new ReconcileMeters(registry, clock));
        reconcileLoop = new ReconcileLoop(vertx, reconciler, settings.reconcileEvery());
        foldLoop.start();
        reconcileLoop.start();
        return listening;
    }

    @Override
    public Future<?> stop() {
        return Future.join(foldLoop.stop(), reconcileLoop.stop())
                .eventually(() -> pool.close())
                .eventually(() -> comparing.close());
    }
}
