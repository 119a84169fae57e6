package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.CustomerProfits;
import dev.costinsights.contracts.profit.CustomerRanking;
import dev.costinsights.contracts.profit.CustomerSelection;
import dev.costinsights.contracts.profit.GetCustomerProfits;
import dev.costinsights.contracts.profit.ListCustomerProfits;
import dev.costinsights.contracts.profit.ProfitCurve;
import dev.costinsights.contracts.profit.ProfitCurveQuery;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.contracts.profit.RankCustomers;
import dev.costinsights.presentation.CustomerRankStore.Ranking;
import dev.costinsights.presentation.PredictedLtv.Churn;
import dev.costinsights.presentation.Searches.Budget;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Answers what each customer brought and cost. */
final class CustomerProfitService {
    private final Searches searches;
    private final StrongReads strongReads;

    CustomerProfitService(Searches searches, StrongReads strongReads) {
        this.searches = searches;
        this.strongReads = strongReads;
    }

    Future<CustomerProfitPage> list(ListCustomerProfits question) {
        CustomerSelection selection = question.selection();
        return read(
                selection.organizationId(),
                selection.consistency(),
                budget -> range(budget, selection)
                        .compose(range -> budget.then(snapshot -> CustomerRankStore.rank(
                                        snapshot, selection, range, question.offset(), question.limit()))
                                .compose(ranking -> rows(budget, range, ranking.customerIds())
                                        .compose(items ->
                                                budget.then(snapshot -> page(snapshot, range, ranking, items))))));
    }

    Future<CustomerRanking> rank(RankCustomers question) {
        CustomerSelection selection = question.selection();
        return read(
                selection.organizationId(),
                selection.consistency(),
                budget -> range(budget, selection)
                        .compose(range -> budget.then(snapshot ->
                                CustomerRankStore.rank(snapshot, selection, range, 0, CustomerRanking.MAX_CUSTOMERS)))
                        .compose(ranking -> budget.then(snapshot -> TotalsStore.freshness(
                                        snapshot, selection.organizationId())
                                .map(freshness -> new CustomerRanking(ranking.customerIds(), freshness.asOf())))));
    }

    Future<CustomerProfits> get(GetCustomerProfits question) {
        UUID organizationId = question.organizationId();
        return read(
                organizationId,
                question.consistency(),
                budget -> budget.then(snapshot -> TotalsStore.extent(snapshot, organizationId))
                        .map(extent -> ProfitRange.of(organizationId, question.range(), extent))
                        .compose(range -> rows(budget, range, question.customerIds()))
                        .compose(items -> budget.then(snapshot -> TotalsStore.freshness(snapshot, organizationId)
                                .map(freshness -> new CustomerProfits(items, freshness.asOf())))));
    }

    Future<ProfitCurve> curve(ProfitCurveQuery question) {
        UUID organizationId = question.organizationId();
        return read(
                organizationId,
                question.consistency(),
                budget -> budget.then(snapshot -> TotalsStore.extent(snapshot, organizationId))
                        .map(extent -> ProfitRange.of(organizationId, question.range(), extent))
                        .compose(range -> budget.then(
                                        snapshot -> ProfitCurveStore.curve(snapshot, range, question.ends()))
                                .compose(curve -> named(budget, range, curve))));
    }

    private static Future<ProfitCurve> named(Budget budget, ProfitRange range, ProfitCurveStore.Curve curve) {
        List<UUID> ends =
                Stream.concat(curve.best().stream(), curve.worst().stream()).toList();
        int best = curve.best().size();
        return rows(budget, range, ends)
                .compose(named -> budget.then(snapshot -> TotalsStore.freshness(snapshot, range.organizationId())
                        .map(freshness -> new ProfitCurve(
                                curve.steps(),
                                curve.counts(),
                                named.subList(0, best),
                                named.subList(best, named.size()),
                                freshness.asOf()))));
    }

    private <T> Future<T> read(UUID organizationId, Consistency consistency, Function<Budget, Future<T>> question) {
        Future<Void> ready =
                consistency == Consistency.STRONG ? strongReads.awaitFolded(organizationId) : Future.succeededFuture();
        return ready.compose(done -> searches.read(question));
    }

    private static Future<ProfitRange> range(Budget budget, CustomerSelection selection) {
        return budget.then(snapshot -> TotalsStore.extent(snapshot, selection.organizationId()))
                .map(extent -> ProfitRange.of(selection.organizationId(), selection.range(), extent));
    }

    private static Future<List<CustomerProfit>> rows(Budget budget, ProfitRange range, List<UUID> customerIds) {
        if (customerIds.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return budget.then(snapshot -> churn(snapshot, range))
                .compose(churn ->
                        budget.then(snapshot -> CustomerProfitStore.rows(snapshot, range, customerIds, churn)));
    }

    /** Of all customers. */
    private static Future<Churn> churn(SqlConnection snapshot, ProfitRange range) {
        return ChurnWindowStore.read(
                        snapshot, new RevenueScope(range.organizationId(), null, null), List.of(range.window()))
                .map(churns -> churns.get(0));
    }

    /** What no customer cost is what is left, so that everything adds up to the totals to the last digit. */
    private static Future<CustomerProfitPage> page(
            SqlConnection snapshot, ProfitRange range, Ranking ranking, List<CustomerProfit> items) {
        UUID organizationId = range.organizationId();
        return ProfitTotalsStore.totals(snapshot, organizationId, range.from(), range.to())
                .compose(totals -> TotalsStore.freshness(snapshot, organizationId)
                        .map(freshness -> new CustomerProfitPage(
                                items,
                                new CustomerProfitPage.Sums(
                                        ProfitFigures.ofCosts(Sums.plain(totals.figures()
                                                .costCents()
                                                .subtract(ranking.attributed().costCents()))),
                                        totals.events() - ranking.attributed().events()),
                                new CustomerProfitPage.Totals(
                                        totals.figures(), totals.events(), totals.realizedLtvCents()),
                                ranking.total(),
                                freshness.asOf())));
    }
}
