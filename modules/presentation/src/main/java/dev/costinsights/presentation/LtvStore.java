package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.presentation.PredictedLtv.Churn;
import dev.costinsights.presentation.PredictedLtv.Window;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Predicts LTV as of the end of each period. */
final class LtvStore {
    private LtvStore() {}

    /** By period, from 1; at 0 nothing. Empty where there is nothing to tell it from. */
    static Future<List<Optional<BigDecimal>>> predictions(
            SqlConnection snapshot, RevenueScope scope, Timeline timeline) {
        List<Window> windows = timeline.boundaries().stream()
                .skip(1)
                .map(Window::before)
                .distinct()
                .toList();
        Timeline months = months(windows);
        return contributions(snapshot, scope, months)
                .compose(contributions -> churn(snapshot, scope, windows)
                        .compose(churn -> ChurnWindowStore.read(snapshot, scope, windows)
                                .map(own -> {
                                    List<Optional<BigDecimal>> predictions = new ArrayList<>();
                                    for (int i = 0; i < windows.size(); i++) {
                                        BigDecimal contribution = contribution(contributions, months, windows.get(i));
                                        predictions.add(prediction(scope, churn.get(i), own.get(i), contribution));
                                    }
                                    return byPeriod(timeline, windows, predictions);
                                })));
    }

    private static Timeline months(List<Window> windows) {
        LocalDate first = day(windows.get(0).monthsFrom());
        LocalDate last = day(windows.get(windows.size() - 1).monthsTo()).minusDays(1);
        return Timeline.of(new TimeRange(first, last, ZoneOffset.UTC), Interval.MONTH);
    }

    private static LocalDate day(Instant midnight) {
        return midnight.atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Some customers leave as all of the organization do. */
    private static Future<List<Churn>> churn(SqlConnection snapshot, RevenueScope scope, List<Window> windows) {
        return ChurnWindowStore.read(
                snapshot, new RevenueScope(scope.organizationId(), null, scope.productIds()), windows);
    }

    private static Optional<BigDecimal> prediction(
            RevenueScope scope, Churn churn, Churn own, BigDecimal contributionCents) {
        boolean isOfOne = scope.customerIds() != null && scope.customerIds().length == 1;
        return Optional.ofNullable(
                isOfOne
                        ? PredictedLtv.ofCustomer(churn, own.payingDays(), contributionCents)
                        : PredictedLtv.ofCustomers(churn, own, contributionCents));
    }

    /** By month, from 1: net_revenue_by_date less costs, in cents. */
    private static Future<List<BigDecimal>> contributions(SqlConnection snapshot, RevenueScope scope, Timeline months) {
        return OrderStore.figures(snapshot, scope, months, false)
                .compose(orders -> costs(snapshot, scope, months).map(costs -> {
                    List<BigDecimal> contributions = new ArrayList<>(months.size() + 1);
                    for (int month = 0; month <= months.size(); month++) {
                        contributions.add(orders.all()
                                .get(month)
                                .netByDateCents()
                                .subtract(costs.get(month).costCents()));
                    }
                    return contributions;
                }));
    }

    private static Future<List<Sums>> costs(SqlConnection snapshot, RevenueScope scope, Timeline months) {
        Cover cover = Cover.withHistory(months.boundaries());
        return scope.customerIds() == null
                ? TotalsStore.costs(snapshot, scope.organizationId(), cover)
                : CustomerEventsStore.measures(snapshot, scope.organizationId(), Set.of(scope.customerIds()), cover)
                        .map(read -> read.costs().costs());
    }

    private static BigDecimal contribution(List<BigDecimal> byMonth, Timeline months, Window window) {
        int first = months.boundaries().indexOf(window.monthsFrom()) + 1;
        return byMonth.subList(first, first + Window.MONTHS).stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<Optional<BigDecimal>> byPeriod(
            Timeline timeline, List<Window> windows, List<Optional<BigDecimal>> predictions) {
        List<Optional<BigDecimal>> byPeriod = new ArrayList<>(timeline.size() + 1);
        byPeriod.add(Optional.empty());
        timeline.boundaries().stream()
                .skip(1)
                .map(end -> predictions.get(windows.indexOf(Window.before(end))))
                .forEach(byPeriod::add);
        return byPeriod;
    }
}
