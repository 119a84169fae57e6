package dev.costinsights.contracts.profit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a customer or a product brought and cost in a range, each figure as the metric of its name defines it. Cents.
 *
 * @param refundCents positive, by the refunds' dates
 */
public record ProfitFigures(
        BigDecimal revenueCents,
        BigDecimal netRevenueCents,
        BigDecimal netRevenueByDateCents,
        BigDecimal refundCents,
        BigDecimal costCents) {
    public static final int MARGIN_DECIMALS = 12;
    public static final ProfitFigures NONE =
            new ProfitFigures(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /** Costs that nothing was earned with. */
    public static ProfitFigures ofCosts(BigDecimal costCents) {
        return new ProfitFigures(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, costCents);
    }

    /** May be negative. */
    public BigDecimal profitCents() {
        return netRevenueByDateCents.subtract(costCents);
    }

    /** Profit as a part of 1 of the net revenue by date; null when that is 0 or less. */
    public @Nullable BigDecimal profitMargin() {
        return netRevenueByDateCents.signum() <= 0
                ? null
                : profitCents().divide(netRevenueByDateCents, MARGIN_DECIMALS, RoundingMode.HALF_UP);
    }
}
