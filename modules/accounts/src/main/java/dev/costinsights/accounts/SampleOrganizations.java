package dev.costinsights.accounts;

import dev.costinsights.contracts.accounts.FindSampleOrganization;
import dev.costinsights.contracts.accounts.NewSession;
import dev.costinsights.contracts.accounts.OpenSampleOrganization;
import dev.costinsights.contracts.accounts.SampleOrganization;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Organizations that hold sample data beside others, one each, with one user, a viewer, for whoever looks around in it. */
final class SampleOrganizations {
    private final Pool pool;
    private final SampleOrganizationStore store;
    private final Sessions sessions;
    private final Clock clock;

    SampleOrganizations(Pool pool, Sessions sessions, Clock clock) {
        this.pool = pool;
        this.store = new SampleOrganizationStore(pool);
        this.sessions = sessions;
        this.clock = clock;
    }

    Future<SampleOrganization> find(FindSampleOrganization question) {
        return store.find(question.organizationId())
                .compose(found -> found.isPresent() || !question.create()
                        ? Future.succeededFuture(found)
                        : create(question.organizationId()))
                .map(found -> new SampleOrganization(found.orElse(null)))
                .recover(PgErrors::failed);
    }

    /** Of several at once one makes it, and all find that one. */
    private Future<Optional<UUID>> create(UUID homeId) {
        return pool.withTransaction(connection -> {
            var inTransaction = new SampleOrganizationStore(connection);
            return inTransaction
                    .create(homeId, UUID.randomUUID(), UUID.randomUUID(), clock.instant())
                    .compose(done -> inTransaction.find(homeId));
        });
    }

    Future<NewSession> open(OpenSampleOrganization wish) {
        return sessions.beginInSample(wish.organizationId());
    }
}
