package dev.costinsights.presentation;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.platform.db.PgErrors;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Waits until what was acknowledged before a question is in the totals. An acknowledged append is committed, so its
 * ticket, unless folded, is among those seen at the question and has at most the newest number seen of its sort; when no
 * ticket up to that number is left, it is folded. An append that commits later under a lower number was not acknowledged before;
 * waiting for it too is harmless, for only appends already under way have lower numbers.
 */
final class StrongReads {
    private static final long LONGEST_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long FIRST_PAUSE_MILLIS = 10;
    private static final long LONGEST_PAUSE_MILLIS = 50;

    static final Statement NEWEST_TICKETS = new Statement("""
            select (select max(batch_id) from log.tickets where organization_id = $1) as events,
                   (select max(id) from log.fact_tickets where organization_id = $1) as facts
            """);

    static final Statement TICKETS_LEFT = new Statement("""
            select exists (select from log.tickets where organization_id = $1 and batch_id <= $2)
                   or exists (select from log.fact_tickets where organization_id = $1 and id <= $3) as are_left
            """);

    private final Vertx vertx;
    private final Pool pool;
    private final Set<Wait> waits = new HashSet<>();

    StrongReads(Vertx vertx, Pool pool) {
        this.vertx = vertx;
        this.pool = pool;
    }

    /** Fails with TIMEOUT after five seconds. */
    Future<Void> awaitFolded(UUID organizationId) {
        return pool.preparedQuery(NEWEST_TICKETS.sql())
                .execute(Tuple.of(organizationId))
                .recover(PgErrors::failed)
                .compose(rows -> {
                    Row row = rows.iterator().next();
                    var newest = new Tickets(row.getLong("events"), row.getLong("facts"));
                    return newest.areNone() ? Future.succeededFuture() : new Wait(organizationId, newest).begin();
                });
    }

    /** Totals of an organization have changed: those who wait for it look at once. */
    void ring(UUID organizationId) {
        List.copyOf(waits).stream()
                .filter(wait -> wait.organizationId.equals(organizationId))
                .forEach(Wait::lookNow);
    }

    /** The newest numbers of tickets for events and for facts, which are counted apart; null where there is none. */
    private record Tickets(@Nullable Long events, @Nullable Long facts) {
        private boolean areNone() {
            return events == null && facts == null;
        }
    }

    private final class Wait {
        private final UUID organizationId;
        private final Tickets newest;
        private final long began = System.nanoTime();
        private final Promise<Void> folded = Promise.promise();
        private long pauseMillis = FIRST_PAUSE_MILLIS;
        private long timer;
        private boolean looking;

        private Wait(UUID organizationId, Tickets newest) {
            this.organizationId = organizationId;
            this.newest = newest;
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
                    .execute(Tuple.of(organizationId, newest.events(), newest.facts()))
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
