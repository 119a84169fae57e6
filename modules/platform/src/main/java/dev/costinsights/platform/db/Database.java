package dev.costinsights.platform.db;

import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Opens pools on one PostgreSQL. */
public final class Database {
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
        var connect = new PgConnectOptions()
                .setHost(url.host())
                .setPort(url.port())
                .setDatabase(url.database())
                .setUser(url.user())
                .setPassword(url.password().value())
                .setSslMode(SslMode.of(url.sslMode()))
                .setSslOptions(new ClientSSLOptions().setTrustAll(!url.sslMode().startsWith("verify")))
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(256)
                .setMetricsName(name)
                .setProperties(Map.of(
                        "application_name", "cost-insights " + name,
                        "search_path", "pg_catalog",
                        // Compiling a statement takes seconds where running it takes milliseconds.
                        "jit", "off",
                        "TimeZone", "UTC"));
        var options = new PoolOptions()
                .setName(name)
                .setShared(true)
                .setMaxSize(connections)
                .setMaxWaitQueueSize(1_000)
                .setConnectionTimeout(3)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout(5)
                .setIdleTimeoutUnit(TimeUnit.MINUTES);
        return PgBuilder.pool().connectingTo(connect).with(options).using(vertx).build();
    }
}
