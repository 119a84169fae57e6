package dev.costinsights.presentation;

import dev.costinsights.contracts.revenue.ListWaitingFacts;
import dev.costinsights.contracts.revenue.WaitingFactPage;
import io.vertx.core.Future;

/** Answers what doesn't count yet, because what it belongs to isn't known. */
final class WaitingFactsService {
    private final Snapshots snapshots;

    WaitingFactsService(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    Future<WaitingFactPage> list(ListWaitingFacts question) {
        return snapshots.read(snapshot -> WaitingFactStore.list(snapshot, question)
                .compose(items ->
                        WaitingFactStore.count(snapshot, question).map(total -> new WaitingFactPage(items, total))));
    }
}
