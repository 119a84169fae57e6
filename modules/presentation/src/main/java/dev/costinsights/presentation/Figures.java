package dev.costinsights.presentation;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What metrics are made of, by period as {@link Timeline} numbers them. A part that no metric needs is null.
 *
 * @param subscribers customers with an active subscription
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
        @Nullable SeatFigures seats) {}
