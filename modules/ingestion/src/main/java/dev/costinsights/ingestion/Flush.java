package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.events.IngestResult;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends a batch of requests and answers each. When the batch fails because of what is in it, its requests are appended
 * one by one, so that a bad one fails alone. When the database can't be used, nothing is tried again: whether the batch
 * was committed is unknown, and only the sender knows whether sending an event twice is safe.
 */
final class Flush {
    private static final Logger LOG = LoggerFactory.getLogger(Flush.class);

    private final EventLog log;
    private final IngestMeters meters;
    private final Consumer<UUID> appendedListener;

    /** @param appendedListener hears, after the commit, of each organization with new events */
    Flush(EventLog log, IngestMeters meters, Consumer<UUID> appendedListener) {
        this.log = log;
        this.meters = meters;
        this.appendedListener = appendedListener;
    }

    /** Completes, never fails, when every request is answered. */
    Future<Void> run(List<PendingAppend> pending) {
        var batch = new AppendBatch(pending.stream().map(PendingAppend::request).toList());
        return meters.timed(batch.size(), () -> log.append(batch)).transform(appended -> {
            if (appended.succeeded()) {
                return settle(pending, batch, appended.result());
            } else if (pending.size() > 1 && !PgErrors.isUnavailable(appended.cause())) {
                LOG.warn("A batch of {} requests failed and is appended one by one", pending.size(), appended.cause());
                return oneByOne(pending);
            }
            ContractException reason = PgErrors.map(appended.cause());
            pending.forEach(one -> one.refuse(reason));
            return Future.succeededFuture();
        });
    }

    private Future<Void> oneByOne(List<PendingAppend> pending) {
        Future<Void> done = Future.succeededFuture();
        for (PendingAppend one : pending) {
            done = done.compose(before -> run(List.of(one)));
        }
        return done;
    }

    private Future<Void> settle(List<PendingAppend> pending, AppendBatch batch, BitSet appended) {
        announce(batch, appended);
        int duplicates = batch.size() - appended.cardinality();
        if (duplicates == 0) {
            meters.recorded(batch.size(), 0, 0);
            answer(pending, appended);
            return Future.succeededFuture();
        }
        var duplicate = (BitSet) appended.clone();
        duplicate.flip(0, batch.size());
        return log.listConflicts(batch, duplicate).transform(listed -> {
            meters.recorded(appended.cardinality(), duplicates, listed.succeeded() ? listed.result() : 0);
            if (listed.succeeded()) {
                answer(pending, appended);
            } else {
                answerUnlisted(pending, appended, listed.cause());
            }
            return Future.succeededFuture();
        });
    }

    private void announce(AppendBatch batch, BitSet appended) {
        int position = 0;
        var organizations = new LinkedHashSet<UUID>();
        for (AppendRequest request : batch.requests()) {
            int end = position + request.events();
            int next = appended.nextSetBit(position);
            if (next >= 0 && next < end) {
                organizations.add(request.organizationId());
            }
            position = end;
        }
        organizations.forEach(appendedListener);
    }

    private static void answer(List<PendingAppend> pending, BitSet appended) {
        int position = 0;
        for (PendingAppend one : pending) {
            one.answer().complete(result(one.request(), position, appended));
            position += one.request().events();
        }
    }

    /**
     * The events are committed, but conflicts among the duplicates could not be listed. A request that may be sent again
     * without harm is refused, so that sending it again lists them; any other is answered.
     */
    private void answerUnlisted(List<PendingAppend> pending, BitSet appended, Throwable cause) {
        ContractException reason = PgErrors.map(cause);
        int position = 0;
        for (PendingAppend one : pending) {
            IngestResult result = result(one.request(), position, appended);
            if (result.duplicates() > 0 && one.request().isIdempotent()) {
                one.refuse(reason);
            } else {
                if (result.duplicates() > 0) {
                    LOG.error("Conflicts among {} duplicates could not be listed", result.duplicates(), cause);
                }
                one.answer().complete(result);
            }
            position += one.request().events();
        }
    }

    private static IngestResult result(AppendRequest request, int start, BitSet appended) {
        int inserted = appended.get(start, start + request.events()).cardinality();
        return new IngestResult(inserted, request.events() - inserted);
    }
}
