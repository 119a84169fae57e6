package dev.costinsights.ingestion;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.IngestEvents;
import dev.costinsights.contracts.events.LogAppended;
import dev.costinsights.contracts.revenue.IngestFacts;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.platform.db.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Serves {@link Channels#INGEST_EVENTS} and {@link Channels#INGEST_FACTS} and rings {@link Channels#LOG_APPENDED};
 * registers customers and their members. One instance per process.
 */
public final class IngestionVerticle extends VerticleBase {
    private static final int SECONDS_TO_FINISH = 5;

    /** At two bytes a character a quarter of the memory goes to requests that wait, and as much to sending them. */
    private static final int MEMORY_PER_QUEUED_CHARACTER = 8;

    /** A few milliseconds each. */
    private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(2);

    private static final int LOOKUP_CONNECTIONS = 2;
    private static final int REGISTER_CONNECTIONS = 2;

    private static final Duration LONGEST_FACT_STATEMENT = Duration.ofSeconds(4);
    private static final int FACT_CONNECTIONS = 2;
    /** What the connections write while a sender waits. */
    private static final int MAX_FACTS_UNDER_WAY = 30_000;

    private static final int IMPORT_CONNECTIONS = 2;
    /** How soon an import goes on that another has left. */
    private static final Duration IMPORT_INTERVAL = Duration.ofMillis(500);

    private static final int MAX_BACKLOG_OBJECTS = 100_000;
    private static final int MEMORY_PER_FACT_CHARACTER = 16;
    /** What takes the event loop about a millisecond to read; more is read on a worker. */
    private static final int MAX_CHARACTERS_ON_EVENT_LOOP = 32 * 1024;

    private final Database database;
    private final Settings.Ingestion settings;
    private final Clock clock;
    private final MeterRegistry registry;
    private Pool appendPool;
    private Pool backlogPool;
    private Pool lookupPool;
    private Pool registerPool;
    private Pool factPool;
    private Pool importPool;
    private ImportRunner imports;
    private AppendLanes lanes;
    private MessageConsumer<IngestEvents> consumer;
    private long watch;
    private long importWatch;

    public IngestionVerticle(Database database, Settings.Ingestion settings, Clock clock, MeterRegistry registry) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
        this.registry = registry;
    }

    @Override
    public Future<?> start() {
        appendPool = database.pool("ingest", settings.lanes());
        backlogPool = database.pool("ingest-backlog", 1);
        lookupPool = database.pool("ingest-lookup", LOOKUP_CONNECTIONS, LONGEST_LOOKUP);
        registerPool = database.pool("customers", REGISTER_CONNECTIONS, LONGEST_LOOKUP);
        var meters = new IngestMeters(registry);
        var flush = new Flush(new EventLogStore(appendPool), meters, this::ring);
        var limits = new AppendLanes.Limits(
                settings.lanes(),
                settings.maxQueuedEvents(),
                Runtime.getRuntime().maxMemory() / MEMORY_PER_QUEUED_CHARACTER);
        lanes = new AppendLanes(
                limits, clock, (delay, action) -> vertx.setTimer(delay.toMillis(), id -> action.run()), flush::run);
        var backlog = new BacklogMonitor(settings.maxBacklogEvents(), clock, new BacklogStore(backlogPool)::events);
        meters.gauge("queued_events", "Events waiting to be appended", lanes, AppendLanes::queuedEvents);
        var factBacklog = new BacklogMonitor(MAX_BACKLOG_OBJECTS, clock, () -> FactStore.backlog(backlogPool));
        watch = vertx.setPeriodic(BacklogMonitor.INTERVAL.toMillis(), id -> {
            backlog.tick();
            factBacklog.tick();
            lanes.expire();
        });
        var service = new IngestService(clock, lanes, backlog, new ReferenceStore(lookupPool), meters);
        consumer = Channels.INGEST_EVENTS.serve(vertx, service::ingest);
        return Future.all(consumer.completion(), serveFacts(factBacklog), serveRegisters());
    }

    private Future<?> serveFacts(BacklogMonitor backlog) {
        factPool = database.pool("facts", FACT_CONNECTIONS, LONGEST_FACT_STATEMENT);
        var gate = new FactGate(MAX_FACTS_UNDER_WAY, Runtime.getRuntime().maxMemory() / MEMORY_PER_FACT_CHARACTER);
        var meters = new FactMeters(registry, gate);
        var facts = new FactService(
                clock,
                this::read,
                gate,
                new FactBacklog(backlog, lookupPool),
                new FactAppend(factPool),
                meters,
                this::ring);
        return Future.all(
                Channels.INGEST_FACTS.serve(vertx, facts::ingest).completion(), serveImports(backlog, meters));
    }

    private Future<?> serveImports(BacklogMonitor backlog, FactMeters meters) {
        importPool = database.pool("imports", IMPORT_CONNECTIONS, LONGEST_FACT_STATEMENT);
        imports = new ImportRunner(importPool, clock, backlog, meters, this::ring, this::aside);
        importWatch = vertx.setPeriodic(IMPORT_INTERVAL.toMillis(), id -> imports.tick());
        var register = new ImportRegister(
                importPool,
                clock,
                wish -> aside(() -> new ImportFile(wish.kind(), wish.csv()).countLines()),
                imports::tick);
        return Future.all(
                Channels.START_IMPORT.serve(vertx, register::start).completion(),
                Channels.GET_IMPORT.serve(vertx, register::get).completion(),
                Channels.LIST_IMPORTS.serve(vertx, register::list).completion(),
                Channels.LIST_IMPORT_ERRORS.serve(vertx, register::listErrors).completion());
    }

    private <T> Future<T> aside(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    private Future<List<LogFact>> read(IngestFacts request) {
        return FactGate.characters(request) > MAX_CHARACTERS_ON_EVENT_LOOP
                ? aside(() -> FactReader.read(request))
                : Future.succeededFuture(FactReader.read(request));
    }

    private void ring(UUID organizationId) {
        Channels.LOG_APPENDED.publish(vertx, new LogAppended(organizationId));
    }

    private Future<?> serveRegisters() {
        var customers = new CustomerRegister(registerPool, clock, this::ring);
        var members = new MemberRegister(registerPool, clock);
        var eventTypes = new EventTypeRegister(registerPool, clock);
        return Future.all(List.of(
                Channels.UPDATE_EVENT_TYPE.serve(vertx, eventTypes::update).completion(),
                Channels.CREATE_CUSTOMER.serve(vertx, customers::create).completion(),
                Channels.UPDATE_CUSTOMER.serve(vertx, customers::update).completion(),
                Channels.DELETE_CUSTOMER.serve(vertx, customers::delete).completion(),
                Channels.CREATE_MEMBER.serve(vertx, members::create).completion(),
                Channels.UPDATE_MEMBER.serve(vertx, members::update).completion(),
                Channels.DELETE_MEMBER.serve(vertx, members::delete).completion()));
    }

    /** Takes no more, finishes what waits, closes. What can't be finished in time is answered as unavailable. */
    @Override
    public Future<?> stop() {
        return consumer.unregister()
                .compose(unregistered -> lanes.drain().timeout(SECONDS_TO_FINISH, TimeUnit.SECONDS))
                .otherwise(late -> {
                    lanes.refuseWaiting(new ContractException(ErrorCode.UNAVAILABLE, "The server is stopping."));
                    return null;
                })
                .onComplete(finished -> vertx.cancelTimer(watch))
                .onComplete(finished -> vertx.cancelTimer(importWatch))
                .eventually(() -> imports.stop().timeout(SECONDS_TO_FINISH, TimeUnit.SECONDS))
                .eventually(appendPool::close)
                .eventually(backlogPool::close)
                .eventually(lookupPool::close)
                .eventually(registerPool::close)
                .eventually(factPool::close)
                .eventually(importPool::close);
    }
}
