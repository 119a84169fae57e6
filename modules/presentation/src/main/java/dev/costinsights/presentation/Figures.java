package dev.costinsights.presentation;

import dev.costinsights.presentation.MrrMovements.OfPeriod;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What metrics are made of, by period as {@link Timeline} numbers them. A part that no metric needs is null.
 *
 * @param subscribers customers with an active subscription
 * @param attributedCosts what events of registered customers cost
 * @param movements of MRR; the first period is at 0
 * @param predictedLtv as of the end of the period, in cents; empty where it isn't known
 */
record Figures(
        int periods,
        @Nullable CostFigures costs,
        @Nullable UserFigures users,
        @Nullable OrderFigures orders,
        boolean withOrderFamilies,
        @Nullable MrrFigures mrr,
        @Nullable List<BigDecimal> subscribers,
        @Nullable SubscriptionChanges changes,
        @Nullable ChurnFigures churn,
        @Nullable CheckoutFigures checkouts,
        @Nullable SeatFigures seats,
        @Nullable List<Sums> attributedCosts,
        @Nullable List<OfPeriod> movements,
        @Nullable List<Optional<BigDecimal>> predictedLtv) {}
