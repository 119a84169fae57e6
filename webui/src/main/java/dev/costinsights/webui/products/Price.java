package dev.costinsights.webui.products;

import dev.costinsights.contracts.profit.ProfitFigures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What an order brings, and what it would have to bring for a margin at the same costs and as many orders.
 *
 * @param averageCents net revenue by date for each order, rounded half up to whole cents for display
 * @param neededCents rounded up to whole cents, so that the margin is reached
 */
record Price(BigDecimal averageCents, BigDecimal neededCents) {

    /** Empty without orders, or without net revenue that could grow. */
    static Optional<Price> of(ProfitFigures figures, long orders, Margin margin) {
        if (orders == 0 || figures.netRevenueByDateCents().signum() <= 0) {
            return Optional.empty();
        }
        BigDecimal count = BigDecimal.valueOf(orders);
        return Optional.of(new Price(
                figures.netRevenueByDateCents().divide(count, 0, RoundingMode.HALF_UP),
                figures.costCents()
                        .max(BigDecimal.ZERO)
                        .divide(margin.costShare().multiply(count), 0, RoundingMode.CEILING)));
    }

    /** By how much the price of today has to be multiplied. */
    static BigDecimal factor(ProfitFigures figures, Margin margin) {
        return figures.costCents()
                .divide(figures.netRevenueByDateCents().multiply(margin.costShare()), MathContext.DECIMAL64);
    }
}
