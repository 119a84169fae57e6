package dev.costinsights.presentation;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.Channel;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.platform.db.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.function.Function;

/** Wires the services to their channels. */
public final class PresentationVerticle extends VerticleBase {
    /** Up to how many traces are read one by one for percentiles where histograms could do. */
    private static final long EXACT_TRACES = 20_000;

    private static final String TOO_LONG_FOR_PROFIT =
            "This takes longer than a client waits. Ask for a shorter range, or sort by another column.";

    private static final String TOO_LONG_FOR_ENTRIES =
            "This takes longer than a client waits. Ask for a shorter range, or for one customer.";

    private final Database database;
    private final int connections;
    private final MeterRegistry registry;
    private Pool pool;
    private Pool searchPool;
    private Pool statisticsPool;
    private Pool profitPool;
    private AnswerMeters answers;

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
        answers = new AnswerMeters(registry);
        var snapshots = new Snapshots(pool);
        var strongReads = new StrongReads(vertx, pool);
        var metrics = new MetricsService(snapshots, strongReads);
        var movements = new MovementsService(snapshots, strongReads);
        var costReports = new CostReportService(snapshots);
        var customers = new CustomersService(pool, snapshots, strongReads);
        var searches = new Searches(Snapshots.searching(searchPool));
        var entrySearches = new Searches(Snapshots.searching(searchPool), TOO_LONG_FOR_ENTRIES);
        var events = new EventsService(searches, strongReads);
        var eventNames = new EventNamesService(pool, searches, strongReads);
        return Future.all(List.of(
                serve(Channels.LIST_EVENTS, "events", events::list),
                serve(Channels.GET_EVENT, "event", events::get),
                serve(Channels.LIST_EVENT_NAMES, "event-names", eventNames::list),
                serve(Channels.GET_EVENT_TYPE, "event-type", eventNames::get),
                serveStatistics(strongReads),
                serveProfit(strongReads),
                serve(Channels.METRICS, "metrics", metrics::answer),
                serve(Channels.LIST_MRR_MOVEMENTS, "mrr-movements", movements::list),
                serve(Channels.COST_REPORT, "cost-report", costReports::answer),
                serve(Channels.GET_CUSTOMER, "customer", customers::get),
                serve(Channels.GET_CUSTOMER_STATE, "customer-state", customers::state),
                serve(Channels.LIST_CUSTOMERS, "customers", customers::list),
                serve(Channels.GET_MEMBER, "member", customers::get),
                serve(Channels.LIST_MEMBERS, "members", customers::list),
                serve(Channels.LIST_REVENUE_ENTRIES, "revenue-entries", new RevenueEntryService(entrySearches)::list),
                serve(Channels.LIST_WAITING_FACTS, "waiting-facts", new WaitingFactsService(snapshots)::list),
                Channels.TOTALS_CHANGED
                        .subscribe(vertx, changed -> strongReads.ring(changed.organizationId()))
                        .completion()));
    }

    private Future<?> serveStatistics(StrongReads strongReads) {
        statisticsPool = database.pool("statistics", Math.max(2, connections / 2), Searches.LONGEST);
        var reads = new StatisticsReads(Snapshots.searching(statisticsPool), strongReads, EXACT_TRACES);
        var timeseries = new TimeseriesService(reads);
        var properties = new PropertyStatisticsService(reads);
        var customers = new CustomerStatisticsService(reads);
        var variance = new VarianceService(reads);
        return Future.all(
                serve(Channels.TIMESERIES, "timeseries", timeseries::answer),
                serve(Channels.PROPERTY_STATISTICS, "property-statistics", properties::answer),
                serve(Channels.CUSTOMER_STATISTICS, "customer-statistics", customers::answer),
                serve(Channels.VARIANCE_STATISTICS, "variance-statistics", variance::answer));
    }

    /** Few at once: each sums over all customers. */
    private Future<?> serveProfit(StrongReads strongReads) {
        profitPool = database.pool("profit", Math.max(2, connections / 2), Searches.LONGEST);
        var searches = new Searches(Snapshots.searching(profitPool), TOO_LONG_FOR_PROFIT);
        var customers = new CustomerProfitService(searches, strongReads);
        var products = new ProductProfitService(searches, strongReads);
        var cohorts = new CohortService(searches, strongReads);
        return Future.all(
                serve(Channels.LIST_PRODUCT_PROFITS, "product-profit", products::list),
                serve(Channels.COHORTS, "cohorts", cohorts::answer),
                serve(Channels.LIST_CUSTOMER_PROFITS, "customer-profit", customers::list),
                serve(Channels.PROFIT_CURVE, "profit-curve", customers::curve),
                serve(Channels.RANK_CUSTOMERS, "customer-ranking", customers::rank),
                serve(Channels.GET_CUSTOMER_PROFITS, "customer-profits", customers::get));
    }

    private <Q extends Message, R extends Message> Future<?> serve(
            Channel<Q, R> channel, String question, Function<Q, Future<R>> service) {
        return channel.serve(vertx, asked -> answers.timed(question, service.apply(asked)))
                .completion();
    }

    @Override
    public Future<?> stop() {
        return pool.close()
                .eventually(searchPool::close)
                .eventually(statisticsPool::close)
                .eventually(profitPool::close);
    }
}
