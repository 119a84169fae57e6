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

/** Wires folding and reconciling. Deployed once per process; any number of processes share the work. */
public final class AggregationVerticle extends VerticleBase {
    /** One folds events, one measures the backlog. */
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
    private Pool factPool;
    private Pool comparing;
    private FoldLoop eventLoop;
    private FoldLoop factLoop;
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
        factPool = database.pool("aggregation-facts", 1, LONGEST_FOLD);
        comparing = database.pool("reconciler", 1, LONGEST_COMPARISON);
        var foldMeters = new FoldMeters(registry);
        var turns = new Turns();
        eventLoop = new FoldLoop(
                vertx, new FoldStore(pool), turns, settings.chunkEvents(), foldMeters::foldedEvents, foldMeters, clock);
        factLoop = new FoldLoop(
                vertx, new FactFold(factPool), turns, FactFold.MAX_CHUNK, foldMeters::foldedObjects, foldMeters, clock);
        var backlog = new BacklogStore(pool);
        vertx.setPeriodic(
                MEASURE_MILLIS, id -> backlog.backlog().otherwiseEmpty().onSuccess(foldMeters::backlog));
        Future<Void> listening = Channels.LOG_APPENDED
                .subscribe(vertx, appended -> {
                    eventLoop.ring();
                    factLoop.ring();
                })
                .completion();
        var reconciler = new Reconciler(
                new DayStore(comparing),
                new ReconcileStore(comparing),
                new RowCheck(comparing),
                new ReconcileMeters(registry, clock));
        reconcileLoop = new ReconcileLoop(vertx, reconciler, settings.reconcileEvery());
        eventLoop.start();
        factLoop.start();
        reconcileLoop.start();
        return listening;
    }

    @Override
    public Future<?> stop() {
        return Future.join(eventLoop.stop(), factLoop.stop(), reconcileLoop.stop())
                .eventually(() -> pool.close())
                .eventually(() -> factPool.close())
                .eventually(() -> comparing.close());
    }
}
