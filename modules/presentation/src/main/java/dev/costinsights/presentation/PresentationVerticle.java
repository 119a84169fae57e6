package dev.costinsights.presentation;

import dev.costinsights.contracts.Channels;
import dev.costinsights.platform.db.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.List;

/** Wires the services to their channels. */
public final class PresentationVerticle extends VerticleBase {
    /** Up to how many traces are read one by one for percentiles where histograms could do. */
    private static final long EXACT_TRACES = 20_000;

    private final Database database;
    private final int connections;
    private final MeterRegistry registry;
    private Pool pool;
    private Pool searchPool;
    private Pool statisticsPool;

    /** @param connections questions answered at once */
    public PresentationVerticle(Database database, int connections, MeterRegistry registry) {
        this.database = database;
        this.connections = connections;
        this.registry = registry;
    }

    @Override
    public Future<?> start() {
        pool = database.pool("presentation", connections);
        searchPool = database.pool("presentation-search", connections, Searches.LONGEST);
        var answers = new AnswerMeters(registry);
        var snapshots = new Snapshots(pool);
        var strongReads = new StrongReads(vertx, pool);
        var metrics = new MetricsService(snapshots, strongReads);
        var costReports = new CostReportService(snapshots);
        var customers = new CustomersService(pool, snapshots);
        var searches = new Searches(Snapshots.searching(searchPool));
        var events = new EventsService(searches, strongReads);
        var eventNames = new EventNamesService(searches, strongReads);
        return Future.all(List.of(
                Channels.LIST_EVENTS
                        .serve(vertx, query -> answers.timed("events", events.list(query)))
                        .completion(),
                Channels.GET_EVENT
                        .serve(vertx, query -> answers.timed("event", events.get(query)))
                        .completion(),
                Channels.LIST_EVENT_NAMES
                        .serve(vertx, query -> answers.timed("event-names", eventNames.list(query)))
                        .completion(),
                serveStatistics(strongReads, answers),
                Channels.METRICS
                        .serve(vertx, query -> answers.timed("metrics", metrics.answer(query)))
                        .completion(),
                Channels.COST_REPORT
                        .serve(vertx, query -> answers.timed("cost-report", costReports.answer(query)))
                        .completion(),
                Channels.GET_CUSTOMER
                        .serve(vertx, query -> answers.timed("customer", customers.get(query)))
                        .completion(),
                Channels.LIST_CUSTOMERS
                        .serve(vertx, query -> answers.timed("customers", customers.list(query)))
                        .completion(),
                Channels.GET_MEMBER
                        .serve(vertx, query -> answers.timed("member", customers.get(query)))
                        .completion(),
                Channels.LIST_MEMBERS
                        .serve(vertx, query -> answers.timed("members", customers.list(query)))
                        .completion(),
                Channels.TOTALS_CHANGED
                        .subscribe(vertx, changed -> strongReads.ring(changed.organizationId()))
                        .completion()));
    }

    private Future<?> serveStatistics(StrongReads strongReads, AnswerMeters answers) {
        statisticsPool = database.pool("statistics", Math.max(2, connections / 2), Searches.LONGEST);
        var reads = new StatisticsReads(Snapshots.searching(statisticsPool), strongReads, EXACT_TRACES);
        var timeseries = new TimeseriesService(reads);
        var properties = new PropertyStatisticsService(reads);
        var customers = new CustomerStatisticsService(reads);
        var variance = new VarianceService(reads);
        return Future.all(
                Channels.TIMESERIES
                        .serve(vertx, query -> answers.timed("timeseries", timeseries.answer(query)))
                        .completion(),
                Channels.PROPERTY_STATISTICS
                        .serve(vertx, query -> answers.timed("property-statistics", properties.answer(query)))
                        .completion(),
                Channels.CUSTOMER_STATISTICS
                        .serve(vertx, query -> answers.timed("customer-statistics", customers.answer(query)))
                        .completion(),
                Channels.VARIANCE_STATISTICS
                        .serve(vertx, query -> answers.timed("variance-statistics", variance.answer(query)))
                        .completion());
    }

    @Override
    public Future<?> stop() {
        return pool.close().eventually(searchPool::close).eventually(statisticsPool::close);
    }
}
