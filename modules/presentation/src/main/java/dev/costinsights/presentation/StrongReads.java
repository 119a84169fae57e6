package dev.costinsights.presentation;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.platform.db.PgErrors;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Waits until what was acknowledged before a question is in the totals. An acknowledged append is committed, so its
 * ticket, unless folded, is among those seen at the question and has at most the newest number seen; when no ticket up
 * to that number is left, it is folded. An append that commits later under a lower number was not acknowledged before;
 * waiting for it too is harmless, for only appends already under way have lower numbers.
 */
final class StrongReads {
    private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 50;

    static final Statement NEWEST_TICKET =
            new Statement("select max(batch_id) as newest from log.tickets where organization_id = $1");

    static final Statement TICKETS_LEFT = new Statement(
            "select exists (select from log.tickets where organization_id = $1 and batch_id <= $2) as are_left");

    private final Vertx vertx;
    private final Pool pool;
    private final Set<Wait> waits = new HashSet<>();

    StrongReads(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    /** Fails with TIMEOUT after five seconds. */
    Future<Void> awaitFolded(UUID organizationId) {
        return pool.preparedQuery(NEWEST_TICKET.sql())
                .execute(Tuple.of(organizationId))
                .recover(PgErrors::failed)
                .compose(rows -> {
                    Long newest = rows.iterator().next().getLong("newest");
                    return newest == null ? Future.succeededFuture() : new Wait(organizationId, newest).begin();
                });
    }

    /** Totals of an organization have changed: those who wait for it look at once. */
    void ring(UUID organizationId) {
        List.copyOf(waits).stream()
                .filter(wait -> wait.organizationId.equals(organizationId))
                .forEach(Wait::lookNow);
    }

    private final class Wait {
        private final UUID organizationId;
        private final long newestTicket;
        private final long began = System.nanoTime();
        private final Promise<Void> folded = Promise.promise();
        private long pauseMillis = FIRST_PAUSE_MILLIS;
        private long timer;
        private boolean looking;

        private Wait(UUID organizationId, long newestTicket) {
            this.organizationId = organizationId;
            this.newestTicket = newestTicket;
        }

        private Future<Void> begin() {
            waits.add(this);
            sleep();
            return folded.future().eventually(() -> {
                waits.remove(this);
                return Future.succeededFuture();
            });
        }

        private void sleep() {
            timer = vertx.setTimer(pauseMillis, id -> look());
            pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
        }

        private void lookNow() {
            if (!looking) {
                vertx.cancelTimer(timer);
                look();
            }
        }

        private void look() {
            looking = true;
            pool.preparedQuery(TICKETS_LEFT.sql())
                    .execute(Tuple.of(organizationId, newestTicket))
                    .recover(PgErrors::failed)
                    .onSuccess(rows -> looked(rows.iterator().next().getBoolean("are_left")))
                    .onFailure(folded::tryFail);
        }

        private void looked(boolean ticketsLeft) {
            looking = false;
            if (!ticketsLeft) {
                folded.tryComplete();
            } else if (System.nanoTime() - began > LONGEST_NANOS) {
                folded.tryFail(new ContractException(
                        ErrorCode.TIMEOUT, "The totals did not catch up within 5 seconds. Try again."));
            } else {
                sleep();
            }
        }
    }
}
