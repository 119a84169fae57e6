package dev.costinsights.presentation;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.function.Function;

/**
 * Answers questions whose effort depends on what is asked for, from one snapshot each. All statements behind one question
 * together take {@link #LONGEST} at most; then the answer is how to ask for less.
 */
final class Searches {
    static final Duration LONGEST = Duration.ofSeconds(4);

    static final Statement LIMIT = new Statement("select set_config('statement_timeout', $1, true)");

    private static final String CANCELLED = "57014";
    private static final String TOO_LONG =
            "This takes longer than a client waits. Narrow the time range or the filter, or leave out the count with"
                    + " cursor_pagination=true.";

    private final Snapshots snapshots;
    private final String tooLong;

    /** @param snapshots that plan for values, with statements that take {@link #LONGEST} at most */
    Searches(Snapshots snapshots) {
        this(snapshots, TOO_LONG);
    }

    /** @param tooLong how to ask for less */
    Searches(Snapshots snapshots, String tooLong) {
        this.snapshots = snapshots;
        this.tooLong = tooLong;
    }

    /** What a question may still spend. */
    static final class Budget {
        private final SqlConnection snapshot;
        private final long began = System.nanoTime();

        private Budget(SqlConnection snapshot) {
            this.snapshot = snapshot;
        }

        /** Goes on in the time that is left. */
        <T> Future<T> then(Function<SqlConnection, Future<T>> question) {
            long left = LONGEST.minusNanos(System.nanoTime() - began).toMillis();
            return snapshot.preparedQuery(LIMIT.sql())
                    .execute(Tuple.of(Long.toString(Math.max(left, 1))))
                    .compose(limited -> question.apply(snapshot));
        }
    }

    <T> Future<T> read(Function<Budget, Future<T>> question) {
        return snapshots.read(snapshot -> question.apply(new Budget(snapshot)).recover(this::inWords));
    }

    private <T> Future<T> inWords(Throwable failure) {
        boolean cancelled = failure instanceof PgException known && CANCELLED.equals(known.getSqlState());
        return Future.failedFuture(cancelled ? new ContractException(ErrorCode.TIMEOUT, tooLong, failure) : failure);
    }
}
