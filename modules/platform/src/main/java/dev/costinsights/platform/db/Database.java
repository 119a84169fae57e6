package dev.costinsights.platform.db;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Opens pools on one PostgreSQL. */
public final class Database {
    /** Far beyond what any statement for a waiting client takes, and soon enough for the client's next try. */
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(15);

    /** PostgreSQL itself ends a statement in time, unless it or the network is gone. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final int IDLE_SECONDS = 10;

    private final Vertx vertx;
    private final DatabaseUrl url;

    public Database(Vertx vertx, DatabaseUrl url) {
        this.vertx = vertx;
        this.url = url;
    }

    /**
     * A pool of its own for one purpose, so that no purpose can starve another. Waiting for a connection is bounded in
     * number and time; beyond that the request fails as overloaded or unavailable.
     *
     * @param name shows in {@code pg_stat_activity} and in the pool's metrics
     */
    public Pool pool(String name, int connections) {
        return pool(name, connections, LONGEST_STATEMENT);
    }

    /**
     * A pool for statements that may take longer, or must not take as long.
     *
     * @param longestStatement after which PostgreSQL ends a statement; a connection that stays silent for a little longer
     *     is taken for lost, because a host that vanishes does not say so
     */
    public Pool pool(String name, int connections, Duration longestStatement) {
        var connect = new PgConnectOptions()
                .setHost(url.host())
                .setPort(url.port())
                .setDatabase(url.database())
                .setUser(url.user())
                .setPassword(url.password().value())
                .setSslMode(SslMode.of(url.sslMode()))
                .setSslOptions(DatabaseTls.of(url))
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(256)
                .setMetricsName(name)
                .setProperties(Map.of(
                        "application_name", "cost-insights " + name,
                        "search_path", "pg_catalog",
                        // Compiling a statement takes seconds where running it takes milliseconds.
                        "jit", "off",
                        "statement_timeout", Long.toString(longestStatement.toMillis()),
                        "TimeZone", "UTC"));
        var options = new PoolOptions()
                .setName(name)
                .setShared(true)
                .setMaxSize(connections)
                .setMaxWaitQueueSize(1_000)
                .setConnectionTimeout(3)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                // Before silence counts as loss, so that no connection is lost just as it is taken.
                .setIdleTimeout((int) Math.min(IDLE_SECONDS, longestStatement.toSeconds()))
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        var network = new NetClientOptions()
                .setReadIdleTimeout((int) longestStatement.plus(GRACE).toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return PgBuilder.pool()
                .connectingTo(connect)
                .with(options)
                .with(network)
                .using(vertx)
                .build();
    }
}
