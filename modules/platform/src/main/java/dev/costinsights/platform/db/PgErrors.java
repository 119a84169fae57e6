package dev.costinsights.platform.db;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure of PostgreSQL becomes a failure that other modules see. */
public final class PgErrors {
    private static final Logger LOG = LoggerFactory.getLogger(PgErrors.class);

    private PgErrors() {}

    /** To be used as {@code future.recover(PgErrors::failed)}. */
    public static <T> Future<T> failed(Throwable failure) {
        return Future.failedFuture(map(failure));
    }

    /** A failure that is known already stays as it is. */
    public static ContractException map(Throwable failure) {
        if (failure instanceof ContractException known) {
            return known;
        }
        if (isUnavailable(failure)) {
            LOG.warn("The database can't be used now: {}", failure.toString());
            return new ContractException(ErrorCode.UNAVAILABLE, "The database can't be reached now.", failure);
        }
        return new ContractException(ErrorCode.INTERNAL, "Something went wrong inside the server.", failure);
    }

    /** Whether trying again later can help. */
    public static boolean isUnavailable(Throwable failure) {
        if (failure instanceof PgException pg) {
            String state = pg.getSqlState() == null ? "" : pg.getSqlState();
            return state.startsWith("08") // connection lost
                    || state.startsWith("53") // out of connections, memory or disk
                    || state.startsWith("57P") // shutting down, crashed, starting up
                    || state.equals("57014") // cancelled by a timeout
                    || state.equals("25006") // read-only: a standby during a switch
                    || state.startsWith("40"); // serialization, deadlock
        }
        // The driver reports a lost or refused connection as one of these, without an SQLSTATE.
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof VertxException
                || (failure.getMessage() != null && failure.getMessage().contains("max pool wait queue size"));
    }
}
