package dev.costinsights.ingestion;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A log whose appends wait until the test lets each succeed or fail. */
final class FakeLog implements EventLog {
    record Append(AppendBatch batch, Promise<BitSet> outcome) {
        List<String> names() {
            return batch.requests().stream()
                    .flatMap(request -> request.entries().stream())
                    .map(entry -> entry.event().name())
                    .toList();
        }
    }

    final List<Append> appends = new ArrayList<>();
    final List<BitSet> duplicates = new ArrayList<>();
    Future<Integer> conflicts = Future.succeededFuture(0);

    @Override
    public Future<BitSet> append(AppendBatch batch) {
        var append = new Append(batch, Promise.promise());
        appends.add(append);
        return append.outcome().future();
    }

    @Override
    public Future<Integer> listConflicts(AppendBatch batch, BitSet positions) {
        duplicates.add(positions);
        return conflicts;
    }

    /** Lets the append of this number succeed, with these positions as duplicates. */
    void commit(int number, int... duplicatePositions) {
        Append append = appends.get(number);
        var appended = new BitSet();
        appended.set(0, append.batch().size());
        for (int position : duplicatePositions) {
            appended.clear(position);
        }
        append.outcome().complete(appended);
    }

    void fail(int number, Throwable failure) {
        appends.get(number).outcome().fail(failure);
    }

    AppendBatch batch(int number) {
        return appends.get(number).batch();
    }
}
