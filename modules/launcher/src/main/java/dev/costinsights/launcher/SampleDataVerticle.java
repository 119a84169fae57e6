package dev.costinsights.launcher;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.CreateToken;
import dev.costinsights.contracts.accounts.FindSampleOrganization;
import dev.costinsights.contracts.accounts.NewToken;
import dev.costinsights.contracts.accounts.RevokeToken;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.samples.GetSampleData;
import dev.costinsights.contracts.samples.LoadSampleData;
import dev.costinsights.contracts.samples.SampleData;
import dev.costinsights.contracts.samples.SampleData.State;
import dev.costinsights.samples.DemoBusiness;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads sample data, as any client would: through the public API of this node, with a token that ends with the load. How
 * far it is, this node alone knows; what is loaded is in the log.
 */
final class SampleDataVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(SampleDataVerticle.class);
    private static final long EVENTS = 60_000;
    private static final Duration TOKEN_VALIDITY = Duration.ofHours(1);
    private static final int STOP_SECONDS = 10;

    private final URI server;
    private final Clock clock;
    /** By the organization they are beside; what is loading, or how the last load ended. */
    private final Map<UUID, SampleData> loads = new ConcurrentHashMap<>();

    private final ExecutorService loader = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "sample-data");
        thread.setDaemon(true);
        return thread;
    });

    /** @param server where this node answers */
    SampleDataVerticle(URI server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        return Future.all(List.of(
                Channels.LOAD_SAMPLE_DATA.serve(vertx, this::load).completion(),
                Channels.GET_SAMPLE_DATA.serve(vertx, this::get).completion()));
    }

    @Override
    public Future<?> stop() {
        loader.shutdownNow();
        return vertx.executeBlocking(() -> loader.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS), false);
    }

    private Future<SampleData> get(GetSampleData question) {
        SampleData known = loads.get(question.organizationId());
        if (known != null && known.state() == State.LOADING) {
            return Future.succeededFuture(known);
        }
        String problem = known == null ? null : known.problem();
        return Channels.FIND_SAMPLE_ORGANIZATION
                .ask(vertx, new FindSampleOrganization(question.organizationId(), false))
                .map(found -> new SampleData(found.id() == null ? State.NONE : State.READY, 0, 0, problem));
    }

    private Future<SampleData> load(LoadSampleData wish) {
        UUID homeId = wish.organizationId();
        var starting = new SampleData(State.LOADING, 0, 0, null);
        SampleData before = loads.get(homeId);
        if (before != null && before.state() == State.LOADING) {
            return Future.succeededFuture(before);
        }
        loads.put(homeId, starting);
        return Channels.FIND_SAMPLE_ORGANIZATION
                .ask(vertx, new FindSampleOrganization(homeId, true))
                .compose(found -> found.id() == null
                        ? Future.failedFuture(new ContractException(
                                ErrorCode.INVALID, "Sample data have no sample data beside them."))
                        : token(found.id()))
                .onSuccess(token -> loader.execute(() -> send(homeId, token)))
                .onFailure(failure -> loads.remove(homeId))
                .map(starting);
    }

    private Future<NewToken> token(UUID organizationId) {
        return Channels.CREATE_TOKEN.ask(
                vertx,
                new CreateToken(
                        organizationId,
                        "Loads sample data",
                        Set.of(Scope.EVENTS_WRITE, Scope.REVENUE_WRITE),
                        clock.instant().plus(TOKEN_VALIDITY)));
    }

    private void send(UUID homeId, NewToken token) {
        String problem = null;
        try {
            DemoBusiness.send(
                    server,
                    token.token().value(),
                    EVENTS,
                    (done, total) -> loads.put(homeId, new SampleData(State.LOADING, done, total, null)));
        } catch (IOException e) {
            LOG.warn("Sample data can't be loaded", e);
            problem = e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = "The server was stopped meanwhile.";
        } finally {
            loads.put(homeId, new SampleData(State.READY, 0, 0, problem));
            revoke(token);
        }
    }

    private void revoke(NewToken token) {
        Channels.REVOKE_TOKEN
                .ask(
                        vertx,
                        new RevokeToken(
                                token.details().organizationId(),
                                token.details().id()))
                .onFailure(
                        failure -> LOG.warn("The token of a load ends by itself, since it can't be revoked", failure));
    }
}
