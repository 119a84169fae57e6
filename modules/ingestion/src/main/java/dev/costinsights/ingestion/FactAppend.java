package dev.costinsights.ingestion;

import dev.costinsights.contracts.revenue.FactsResult;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Keeps the facts of one request, all or none, in one transaction. */
final class FactAppend {
    /** Whoever loses a race for an external id finds it taken the next time. */
    private static final int TRIES = 3;

    private static final String DEADLOCK = "40P01";

    private final Pool pool;

    /** What is committed together with facts. */
    @FunctionalInterface
    interface Beside {
        Future<Void> write(SqlClient connection, FactsResult result);
    }

    FactAppend(Pool pool) {
        this.pool = pool;
    }

    /** Answers after the commit. Facts that were kept before, and the same ones within the request, are left out. */
    Future<FactsResult> append(UUID organizationId, Instant receivedAt, List<LogFact> facts) {
        return append(organizationId, receivedAt, facts, (connection, result) -> Future.succeededFuture());
    }

    /**
     * As {@link #append(UUID, Instant, List)}, with more in the same transaction.
     *
     * @param beside may be asked several times, of which one counts
     */
    Future<FactsResult> append(UUID organizationId, Instant receivedAt, List<LogFact> facts, Beside beside) {
        return append(organizationId, receivedAt, facts, beside, TRIES).recover(PgErrors::failed);
    }

    private Future<FactsResult> append(
            UUID organizationId, Instant receivedAt, List<LogFact> facts, Beside beside, int triesLeft) {
        return pool.withTransaction(connection -> append(connection, organizationId, receivedAt, facts)
                        .compose(result -> beside.write(connection, result).map(result)))
                .recover(failure -> triesLeft > 1 && isLostRace(failure)
                        ? append(organizationId, receivedAt, facts, beside, triesLeft - 1)
                        : Future.failedFuture(failure));
    }

    private static Future<FactsResult> append(
            SqlClient connection, UUID organizationId, Instant receivedAt, List<LogFact> facts) {
        return FactStore.append(connection, organizationId, receivedAt, facts).compose(appended -> {
            SortedMap<Integer, LogFact> inserted = chosen(facts, appended);
            List<LogFact> dependent =
                    inserted.values().stream().filter(LogFact::needsParent).toList();
            return CustomerFacts.apply(connection, organizationId, inserted)
                    .compose(applied -> FactStore.countWithoutParent(connection, organizationId, dependent))
                    .map(waiting -> new FactsResult(inserted.size(), facts.size() - inserted.size(), waiting));
        });
    }

    private static SortedMap<Integer, LogFact> chosen(List<LogFact> facts, BitSet positions) {
        SortedMap<Integer, LogFact> chosen = new TreeMap<>();
        positions.stream().forEach(position -> chosen.put(position, facts.get(position)));
        return chosen;
    }

    private static boolean isLostRace(Throwable failure) {
        return CustomerStore.isExternalIdTaken(failure)
                || failure instanceof PgException pg && DEADLOCK.equals(pg.getSqlState());
    }
}
