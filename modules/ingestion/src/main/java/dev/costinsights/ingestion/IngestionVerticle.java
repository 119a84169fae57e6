package dev.costinsights.ingestion;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.IngestEvents;
import dev.costinsights.contracts.events.LogAppended;
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
import java.util.concurrent.TimeUnit;

/**
 * Serves {@link Channels#INGEST_EVENTS} and rings {@link Channels#LOG_APPENDED}; registers customers and their members.
 * One instance per process.
 */
public final class IngestionVerticle extends VerticleBase {
    private static final int SECONDS_TO_FINISH = 5;

    /** At two bytes a character a quarter of the memory goes to requests that wait, and as much to sending them. */
    private static final int MEMORY_PER_QUEUED_CHARACTER = 8;

    /** A few milliseconds each. */
    private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(2);

    private static final int LOOKUP_CONNECTIONS = 2;
    private static final int REGISTER_CONNECTIONS = 2;

    private final Database database;
    private final Settings.Ingestion settings;
    private final Clock clock;
    private final MeterRegistry registry;
    private Pool appendPool;
    private Pool backlogPool;
    private Pool lookupPool;
    private Pool registerPool;
    private AppendLanes lanes;
    private MessageConsumer<IngestEvents> consumer;
    private long watch;

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
        var flush = new Flush(
                new EventLogStore(appendPool),
                meters,
                organizationId -> Channels.LOG_APPENDED.publish(vertx, new LogAppended(organizationId)));
        var limits = new AppendLanes.Limits(
                settings.lanes(),
                settings.maxQueuedEvents(),
                Runtime.getRuntime().maxMemory() / MEMORY_PER_QUEUED_CHARACTER);
        lanes = new AppendLanes(
                limits, clock, (delay, action) -> vertx.setTimer(delay.toMillis(), id -> action.run()), flush::run);
        var backlog = new BacklogMonitor(settings.maxBacklogEvents(), clock, new BacklogStore(backlogPool)::events);
        meters.gauge("queued_events", "Events waiting to be appended", lanes, AppendLanes::queuedEvents);
        watch = vertx.setPeriodic(BacklogMonitor.INTERVAL.toMillis(), id -> {
            backlog.tick();
            lanes.expire();
        });
        var service = new IngestService(clock, lanes, backlog, new ReferenceStore(lookupPool), meters);
        consumer = Channels.INGEST_EVENTS.serve(vertx, service::ingest);
        return Future.all(consumer.completion(), serveRegisters());
    }

    private Future<?> serveRegisters() {
        var customers = new CustomerRegister(registerPool, clock);
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
                .eventually(appendPool::close)
                .eventually(backlogPool::close)
                .eventually(lookupPool::close)
                .eventually(registerPool::close);
    }
}
