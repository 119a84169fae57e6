package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.presentation.MrrMovements.OfPeriod;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the parts of {@link Figures} that a question needs, one after the other, from one snapshot. */
final class FiguresReader {
    private static final Set<Part> OF_EVENTS =
            Collections.unmodifiableSet(EnumSet.of(Part.COSTS, Part.ATTRIBUTED_COSTS, Part.USERS));

    private final SqlConnection snapshot;
    private final MetricsQuery query;
    private final Timeline timeline;
    private final Set<Part> parts;

    private @Nullable CostFigures costs;
    private @Nullable UserFigures users;
    private @Nullable OrderFigures orders;
    private @Nullable MrrFigures mrr;
    private @Nullable List<BigDecimal> subscribers;
    private @Nullable SubscriptionChanges changes;
    private @Nullable ChurnFigures churn;
    private @Nullable CheckoutFigures checkouts;
    private @Nullable SeatFigures seats;
    private @Nullable List<Sums> attributedCosts;
    private @Nullable List<OfPeriod> movements;
    private @Nullable List<Optional<BigDecimal>> predictedLtv;

    private FiguresReader(SqlConnection snapshot, MetricsQuery query, Timeline timeline) {
        this.snapshot = snapshot;
        this.query = query;
        this.timeline = timeline;
        parts = Part.of(query.metrics());
    }

    static Future<Figures> read(SqlConnection snapshot, MetricsQuery query, Timeline timeline) {
        return new FiguresReader(snapshot, query, timeline).read();
    }

    private Future<Figures> read() {
        return events().compose(done -> OF_EVENTS.containsAll(parts) ? Future.succeededFuture() : revenue())
                .map(done -> new Figures(
                        timeline.size(),
                        costs,
                        users,
                        orders,
                        parts.contains(Part.ORDER_FAMILIES),
                        mrr,
                        subscribers,
                        changes,
                        churn,
                        checkouts,
                        seats,
                        attributedCosts,
                        movements,
                        predictedLtv));
    }

    private Future<?> when(Part part, Supplier<Future<?>> read) {
        return parts.contains(part) ? read.get() : Future.succeededFuture();
    }

    /** How much of the tables a question touches depends on its filters and its range. */
    private Future<?> revenue() {
        return Snapshots.planForValues(snapshot)
                .compose(done -> RevenueScope.of(snapshot, query))
                .compose(scope -> revenue(scope).compose(done -> ours(scope)));
    }

    private Future<?> revenue(RevenueScope scope) {
        return when(
                        Part.ORDERS,
                        () -> OrderStore.figures(snapshot, scope, timeline, parts.contains(Part.ORDER_FAMILIES))
                                .onSuccess(read -> orders = read))
                .compose(done -> when(
                        Part.MRR,
                        () -> SubscriptionStore.mrr(snapshot, scope, timeline).onSuccess(read -> mrr = read)))
                .compose(done -> when(
                        Part.SUBSCRIBERS,
                        () -> SubscriptionStore.subscribers(snapshot, scope, timeline)
                                .onSuccess(read -> subscribers = read)))
                .compose(done -> when(
                        Part.SUBSCRIPTION_CHANGES,
                        () -> SubscriptionStore.changes(snapshot, scope, timeline)
                                .onSuccess(read -> changes = read)))
                .compose(done -> when(
                        Part.CHURN,
                        () -> SubscriptionStore.churn(snapshot, scope, timeline).onSuccess(read -> churn = read)))
                .compose(done -> when(
                        Part.CHECKOUTS,
                        () -> CheckoutStore.figures(snapshot, scope, timeline).onSuccess(read -> checkouts = read)))
                .compose(done -> when(
                        Part.SEATS,
                        () -> SeatStore.figures(snapshot, scope, timeline).onSuccess(read -> seats = read)));
    }

    private Future<?> ours(RevenueScope scope) {
        return when(
                        Part.MOVEMENTS,
                        () -> MrrStore.movements(snapshot, scope, timeline.boundaries())
                                .onSuccess(read -> movements = read))
                .compose(done -> when(
                        Part.PREDICTED_LTV,
                        () -> LtvStore.predictions(snapshot, scope, timeline).onSuccess(read -> predictedLtv = read)));
    }

    private Future<?> events() {
        Cover withHistory = Cover.withHistory(timeline.boundaries());
        UUID organizationId = query.organizationId();
        if (!query.customerIds().isEmpty()) {
            if (!parts.contains(Part.COSTS) && !parts.contains(Part.USERS)) {
                return Future.succeededFuture();
            }
            return CustomerEventsStore.measures(snapshot, organizationId, query.customerIds(), withHistory)
                    .onSuccess(read -> {
                        costs = read.costs();
                        users = read.users();
                        attributedCosts = read.costs().costs();
                    });
        }
        return when(
                        Part.COSTS,
                        () -> TotalsStore.costs(snapshot, organizationId, withHistory)
                                .onSuccess(read -> costs = new CostFigures(read)))
                .compose(done -> when(
                        Part.ATTRIBUTED_COSTS,
                        () -> TotalsStore.attributedCosts(snapshot, organizationId, withHistory)
                                .onSuccess(read -> attributedCosts = read)))
                .compose(done -> when(Part.USERS, this::allUsers));
    }

    private Future<?> allUsers() {
        UUID organizationId = query.organizationId();
        Cover inside = Cover.of(timeline.boundaries());
        Cover whole = Cover.of(Boundaries.ends(timeline.boundaries()));
        return CustomerTwins.read(snapshot, organizationId)
                .compose(twins -> TotalsStore.activeCustomers(snapshot, organizationId, inside, twins)
                        .compose(active -> TotalsStore.activeCustomers(snapshot, organizationId, whole, twins)
                                .onSuccess(ofRange -> users = new UserFigures(active, ofRange.get(1)))));
    }
}
