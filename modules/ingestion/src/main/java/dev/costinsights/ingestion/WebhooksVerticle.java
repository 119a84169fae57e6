package dev.costinsights.ingestion;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.webhooks.WebhookProvider;
import dev.costinsights.ingestion.stripe.StripeLedger;
import dev.costinsights.platform.db.Database;
import dev.costinsights.platform.security.KeyedHash;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps endpoints of webhooks and takes what providers deliver to them. One instance per process. */
public final class WebhooksVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(WebhooksVerticle.class);
    private static final int CONNECTIONS = 4;
    /** A few milliseconds each. */
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(2);

    private static final Duration CLEAN_UP_EVERY = Duration.ofHours(1);
    static final Duration DELIVERIES_KEPT = Duration.ofDays(30);

    private final Database database;
    private final KeyedHash keyedHash;
    private final Clock clock;
    private Pool pool;

    /** @param keyedHash of the server's key, under which secrets of endpoints are encrypted */
    public WebhooksVerticle(Database database, KeyedHash keyedHash, Clock clock) {
        this.database = database;
        this.keyedHash = keyedHash;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        pool = database.pool("webhooks", CONNECTIONS, LONGEST_STATEMENT);
        var secrets = new WebhookSecrets(keyedHash);
        var endpoints = new WebhookEndpoints(pool, secrets, clock);
        var intake = new WebhookIntake(
                vertx,
                pool,
                secrets,
                Map.of(
                        WebhookProvider.POLAR,
                        new PolarScheme(),
                        WebhookProvider.STRIPE,
                        new StripeScheme(new StripeLedger(pool))),
                facts -> Channels.INGEST_FACTS.ask(vertx, facts),
                clock);
        cleanUp();
        vertx.setPeriodic(CLEAN_UP_EVERY.toMillis(), timer -> cleanUp());
        return Future.all(List.of(
                Channels.CREATE_WEBHOOK_ENDPOINT.serve(vertx, endpoints::create).completion(),
                Channels.LIST_WEBHOOK_ENDPOINTS.serve(vertx, endpoints::list).completion(),
                Channels.GET_WEBHOOK_ENDPOINT.serve(vertx, endpoints::get).completion(),
                Channels.UPDATE_WEBHOOK_ENDPOINT.serve(vertx, endpoints::update).completion(),
                Channels.DELETE_WEBHOOK_ENDPOINT.serve(vertx, endpoints::delete).completion(),
                Channels.LIST_WEBHOOK_DELIVERIES
                        .serve(vertx, endpoints::deliveries)
                        .completion(),
                Channels.RECEIVE_WEBHOOK.serve(vertx, intake::receive).completion()));
    }

    private void cleanUp() {
        new WebhookDeliveryStore(pool)
                .deleteOld(clock.instant().minus(DELIVERIES_KEPT))
                .onFailure(failure -> LOG.warn("Old deliveries of webhooks stay for another hour", failure));
    }

    @Override
    public Future<?> stop() {
        return pool.close();
    }
}
