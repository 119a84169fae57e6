package dev.costinsights.presentation;

import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.metrics.TimeRange;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Everybody's costs, from the totals. */
record TotalCosts(SqlConnection snapshot, UUID organizationId, CustomerTwins twins) implements CostSource {

    static Future<CostSource> of(SqlConnection snapshot, UUID organizationId) {
        return CustomerTwins.read(snapshot, organizationId)
                .map(twins -> new TotalCosts(snapshot, organizationId, twins));
    }

    @Override
    public Future<List<Sums>> costs(List<Instant> boundaries) {
        return TotalsStore.costs(snapshot, organizationId, Cover.of(boundaries));
    }

    @Override
    public Future<Whole> whole(TimeRange range) {
        Cover cover = Cover.of(Boundaries.of(range));
        return TotalsStore.costs(snapshot, organizationId, cover)
                .compose(costs -> TotalsStore.activeCustomers(snapshot, organizationId, cover, twins)
                        .map(customers ->
                                new Whole(costs.get(1), customers.get(1).customers())));
    }

    @Override
    public Future<BreakdownStore.Page> page(TimeRange range, TimeRange previous, BreakdownRequest request) {
        return BreakdownStore.page(snapshot, organizationId, range, previous, twins, request);
    }

    @Override
    public Future<Map<Integer, List<BigDecimal>>> days(
            TimeRange range, Dimension dimension, List<BreakdownStore.Line> lines) {
        return BreakdownStore.days(snapshot, organizationId, range, dimension, twins, lines);
    }

    @Override
    public Future<TotalsStore.Extent> extent() {
        return TotalsStore.extent(snapshot, organizationId);
    }
}
