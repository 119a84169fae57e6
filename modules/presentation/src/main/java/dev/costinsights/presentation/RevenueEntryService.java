package dev.costinsights.presentation;

import dev.costinsights.contracts.revenue.ListRevenueEntries;
import dev.costinsights.contracts.revenue.RevenueEntryPage;
import io.vertx.core.Future;

/** Lists what revenue is made of. */
final class RevenueEntryService {
    private final Searches searches;

    RevenueEntryService(Searches searches) {
        this.searches = searches;
    }

    Future<RevenueEntryPage> list(ListRevenueEntries question) {
        return searches.read(budget -> budget.then(snapshot -> RevenueEntryStore.page(snapshot, question)));
    }
}
