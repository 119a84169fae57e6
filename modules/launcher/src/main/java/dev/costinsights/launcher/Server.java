package dev.costinsights.launcher;

import dev.costinsights.accounts.AccountsSchema;
import dev.costinsights.accounts.AccountsSetup;
import dev.costinsights.accounts.AccountsVerticle;
import dev.costinsights.accounts.FirstRun;
import dev.costinsights.aggregation.AggregationSchema;
import dev.costinsights.aggregation.AggregationVerticle;
import dev.costinsights.api.RestApi;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.ingestion.IngestionSchema;
import dev.costinsights.ingestion.IngestionVerticle;
import dev.costinsights.ingestion.WebhooksVerticle;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.platform.config.Settings.Role;
import dev.costinsights.platform.db.Database;
import dev.costinsights.platform.db.Migrations;
import dev.costinsights.platform.db.SchemaMigration;
import dev.costinsights.platform.http.HttpModule;
import dev.costinsights.platform.http.HttpVerticle;
import dev.costinsights.platform.http.Operations;
import dev.costinsights.platform.security.KeyedHash;
import dev.costinsights.platform.security.ServerKey;
import dev.costinsights.presentation.PresentationVerticle;
import dev.costinsights.webui.WebUi;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running server: the database, the roles this process has, the HTTP server. What is started first is stopped last, so
 * that requests under way can be finished.
 */
final class Server implements AutoCloseable {
    static final List<SchemaMigration> MIGRATIONS =
            List.of(AccountsSchema.MIGRATION, IngestionSchema.MIGRATION, AggregationSchema.MIGRATION);

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final int HTTP_INSTANCES = 2;
    private static final int ACCOUNTS_CONNECTIONS = 4;
    private static final int STOP_SECONDS = 15;

    private final Settings settings;
    private final Clock clock = Clock.systemUTC();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicInteger port = new AtomicInteger();
    private final Deque<String> deployments = new ArrayDeque<>();
    private final ServerDatabase postgres;
    private final Vertx vertx;
    private final Database database;
    private FirstRun firstRun = new FirstRun(null, null);

    private Server(Settings settings, ServerDatabase postgres) {
        this.settings = settings;
        this.postgres = postgres;
        this.vertx = VertxFactory.create(settings.cluster(), registry);
        this.database = new Database(vertx, postgres.url());
    }

    /**
     * Starts everything and returns when requests are answered.
     *
     * @throws RuntimeException with everything stopped again when a part can't start
     */
    static Server start(Settings settings) {
        requireFreePort(settings.http());
        ServerDatabase postgres = ServerDatabase.open(settings);
        try {
            Migrations.run(postgres.url(), MIGRATIONS);
            var server = new Server(settings, postgres);
            try {
                server.deployAll();
                return server;
            } catch (Exception e) {
                server.stopVertx();
                throw e;
            }
        } catch (Exception e) {
            postgres.close();
            throw e;
        }
    }

    /** Asked before anything is made: what a first start shows only once must not be lost to a start that can't end. */
    private static void requireFreePort(Settings.Http http) {
        if (http.port() == 0) {
            return;
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(http.host(), http.port()));
        } catch (IOException e) {
            throw new ContractException(
                    ErrorCode.UNAVAILABLE,
                    "port " + http.port() + " of " + http.host() + " can't be listened on (" + e.getMessage()
                            + "): stop what uses it, or choose another with COST_INSIGHTS_HTTP_PORT",
                    e);
        }
    }

    private void deployAll() {
        Pool pool = database.pool("accounts", ACCOUNTS_CONNECTIONS);
        if (has(Role.WEB)) {
            KeyedHash keyedHash = ServerKey.load(settings.dataDir(), settings.serverKey());
            firstRun = new AccountsSetup(vertx, pool, keyedHash, settings.bootstrap(), settings.zone(), clock)
                    .run()
                    .await();
            deploy(new AccountsVerticle(pool, keyedHash, settings.limits(), settings.zone(), clock));
        }
        if (has(Role.PRESENTATION)) {
            deploy(new PresentationVerticle(database, settings.database().connections(), registry));
        }
        if (has(Role.AGGREGATION)) {
            deploy(new AggregationVerticle(database, settings.aggregation(), registry, clock));
        }
        if (has(Role.INGESTION)) {
            deploy(new IngestionVerticle(database, settings.ingestion(), clock, registry));
            deploy(new WebhooksVerticle(database, ServerKey.load(settings.dataDir(), settings.serverKey()), clock));
        }
        deployHttp(pool);
    }

    /** Every node answers for its health; those with the role web answer for the rest. */
    private void deployHttp(Pool pool) {
        var operations = new Operations(
                registry,
                Map.of("database", () -> pool.query("select 1").execute().mapEmpty()));
        // A negative port is any free one, shared by the instances.
        int bound = settings.http().port() == 0 ? -1 : settings.http().port();
        List<HttpModule> modules = httpModules();
        Supplier<HttpVerticle> instance = () -> new HttpVerticle(
                settings.http().host(), bound, settings.http().behindProxy(), operations, modules, port::set);
        deployments.push(vertx.deployVerticle(instance::get, new DeploymentOptions().setInstances(HTTP_INSTANCES))
                .await());
        if (has(Role.WEB)) {
            deploy(new SampleDataVerticle(URI.create("http://" + ownHost() + ":" + port()), clock));
        }
    }

    /** Where this node reaches itself. */
    private String ownHost() {
        String host = settings.http().host();
        boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
        return everywhere ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    }

    private List<HttpModule> httpModules() {
        if (!has(Role.WEB)) {
            return List.of();
        }
        return List.of(
                new RestApi(settings.limits(), clock, registry, settings.http().publicUrl()),
                new WebUi(settings.http().publicUrl(), clock));
    }

    private void deploy(VerticleBase verticle) {
        deployments.push(vertx.deployVerticle(verticle).await());
    }

    private boolean has(Role role) {
        return settings.roles().contains(role);
    }

    Vertx vertx() {
        return vertx;
    }

    int port() {
        return port.get();
    }

    /** What has to be shown to whoever started the server. */
    FirstRun firstRun() {
        return firstRun;
    }

    /** How people reach the server, with a slash at the end. */
    String url() {
        URI configured = settings.http().publicUrl();
        String url = configured == null ? "http://localhost:" + port() : configured.toString();
        return url.endsWith("/") ? url : url + "/";
    }

    /** Stops taking requests, finishes those under way, folds nothing half, and stops the embedded database last. */
    @Override
    public void close() {
        LOG.info("Stopping");
        try {
            stopVertx();
        } finally {
            postgres.close();
        }
        LOG.info("Stopped");
    }

    private void stopVertx() {
        Future<?> undeployed = Future.succeededFuture();
        for (String deployment : deployments) {
            undeployed = undeployed
                    .eventually(() -> vertx.undeploy(deployment))
                    .onFailure(failure -> LOG.warn("A part did not stop in order", failure));
        }
        try {
            undeployed.eventually(vertx::close).await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.warn("Some work was not finished within {} s", STOP_SECONDS);
        }
    }
}
