package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.revenue.FactsResult;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlClient;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on imports, one at a time. A step reads some lines and commits their facts together with how far the import is,
 * so that each line counts once, whatever stops in between and whoever goes on. Not thread-safe.
 */
final class ImportRunner {
    static final int LINES_PER_STEP = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ImportRunner.class);

    private final UUID worker = UUID.randomUUID();
    private final Pool pool;
    private final Clock clock;
    private final FactAppend append;
    private final BacklogMonitor backlog;
    private final FactMeters meters;
    private final Consumer<UUID> appendedListener;
    private final Aside aside;
    private boolean stopping;
    /** What can't be put back without the database. */
    private @Nullable ImportWork left;

    private Future<Void> current = Future.succeededFuture();

    /** Runs what takes its time where nobody waits for it. */
    interface Aside {
        <T> Future<T> run(Callable<T> work);
    }

    /** What tells facts of one import apart. */
    private record Key(UUID objectId, Instant versionAt) {}

    /** @param appendedListener hears, after the commit, of each organization with new facts */
    ImportRunner(
            Pool pool,
            Clock clock,
            BacklogMonitor backlog,
            FactMeters meters,
            Consumer<UUID> appendedListener,
            Aside aside) {
        this.pool = pool;
        this.clock = clock;
        this.append = new FactAppend(pool);
        this.backlog = backlog;
        this.meters = meters;
        this.appendedListener = appendedListener;
        this.aside = aside;
    }

    /** Takes an import when there is one and none is under way; called now and then. */
    void tick() {
        if (stopping || !current.isComplete() || backlog.isFull()) {
            return;
        }
        current = putBackWhatIsLeft()
                .compose(nothingLeft -> ImportWorkStore.claim(pool, worker))
                .compose(found -> found.map(this::run).orElseGet(Future::succeededFuture))
                .otherwise(failure -> {
                    LOG.warn("Imports can't be worked on now: {}", failure.toString());
                    return null;
                });
    }

    private Future<Void> putBackWhatIsLeft() {
        return left == null
                ? Future.succeededFuture()
                : ImportWorkStore.putBack(pool, left).onSuccess(putBack -> left = null);
    }

    /** Finishes the step under way and puts its import back. */
    Future<Void> stop() {
        stopping = true;
        return current;
    }

    private Future<Void> run(ImportWork work) {
        return aside.run(() -> {
                    var file = new ImportFile(work.kind(), work.csv());
                    file.skip(work.linesDone());
                    return file;
                })
                .compose(file -> steps(work, file, new HashSet<>()))
                .recover(failure -> giveUp(work, PgErrors.map(failure)));
    }

    /** @param seen of a dry run, the facts of the lines before */
    private Future<Void> steps(ImportWork work, ImportFile file, Set<Key> seen) {
        backlog.eventsCameIn();
        if (stopping || backlog.isFull()) {
            return ImportWorkStore.putBack(pool, work);
        }
        return aside.run(() -> file.next(LINES_PER_STEP)).compose(lines -> {
            if (lines.lines() == 0) {
                return ImportWorkStore.finish(pool, work, true);
            }
            Future<?> step = work.dryRun() ? look(work, lines, seen) : keep(work, lines);
            return step.compose(done -> steps(work.after(lines), file, seen));
        });
    }

    private Future<FactsResult> keep(ImportWork work, ImportLines lines) {
        Future<FactsResult> kept = lines.facts().isEmpty()
                ? advance(work, lines, new FactsResult(0, 0, 0))
                : append.append(
                        work.organizationId(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS),
                        lines.facts(),
                        (connection, result) -> advance(connection, work, lines, result));
        return kept.onSuccess(result -> {
            meters.recorded(result);
            meters.refused(ErrorCode.INVALID, lines.failed());
            if (result.inserted() > 0) {
                appendedListener.accept(work.organizationId());
            }
        });
    }

    /** Says what would become of the lines. */
    private Future<FactsResult> look(ImportWork work, ImportLines lines, Set<Key> seen) {
        return FactStore.find(pool, work.organizationId(), lines.facts()).compose(kept -> {
            int inserted = 0;
            for (int i = 0; i < lines.facts().size(); i++) {
                LogFact fact = lines.facts().get(i);
                boolean isNew = seen.add(new Key(fact.objectId(), fact.versionAt())) && !kept.get(i);
                inserted += isNew ? 1 : 0;
            }
            return advance(work, lines, new FactsResult(inserted, lines.facts().size() - inserted, 0));
        });
    }

    private Future<FactsResult> advance(ImportWork work, ImportLines lines, FactsResult result) {
        return pool.withTransaction(connection -> advance(connection, work, lines, result))
                .map(result);
    }

    private static Future<Void> advance(SqlClient connection, ImportWork work, ImportLines lines, FactsResult result) {
        return ImportWorkStore.advance(connection, work, lines, result)
                .compose(isOurs -> isOurs
                        ? Future.succeededFuture()
                        : Future.failedFuture(
                                new ContractException(ErrorCode.NOT_FOUND, "Another works on the import.")));
    }

    private Future<Void> giveUp(ImportWork work, ContractException reason) {
        return switch (reason.code()) {
            case NOT_FOUND -> {
                LOG.info("Import {} was taken over", work.id());
                yield Future.succeededFuture();
            }
            case UNAVAILABLE -> {
                left = work;
                yield putBackWhatIsLeft();
            }
            default -> {
                LOG.error("Import {} failed", work.id(), reason);
                yield ImportWorkStore.finish(pool, work, false);
            }
        };
    }
}
