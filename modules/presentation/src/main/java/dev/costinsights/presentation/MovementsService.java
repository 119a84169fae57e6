package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.ListMrrMovements;
import dev.costinsights.contracts.metrics.MrrMovementPage;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists whose MRR moved. */
final class MovementsService {
    private final Snapshots snapshots;
    private final StrongReads strongReads;

    MovementsService(Snapshots snapshots, StrongReads strongReads) {
        this.snapshots = snapshots;
        this.strongReads = strongReads;
    }

    Future<MrrMovementPage> list(ListMrrMovements query) {
        Future<Void> ready = query.consistency() == Consistency.STRONG
                ? strongReads.awaitFolded(query.organizationId())
                : Future.succeededFuture();
        return ready.compose(done -> snapshots.read(snapshot -> read(snapshot, query)));
    }

    private static Future<MrrMovementPage> read(SqlConnection snapshot, ListMrrMovements query) {
        var scope = new RevenueScope(query.organizationId(), ids(query.customerIds()), ids(query.productIds()));
        var store = new MovementStore(snapshot, scope, Timeline.of(query.range(), query.interval()));
        return TotalsStore.freshness(snapshot, query.organizationId())
                .compose(freshness -> store.page(query.offset(), query.limit(), freshness.asOf()));
    }

    private static UUID @Nullable [] ids(Set<UUID> ids) {
        return ids.isEmpty() ? null : ids.toArray(UUID[]::new);
    }
}
